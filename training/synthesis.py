"""Makes up notes: references joined, signals and commentary around them, back references, works named in prose, noise."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace

from training.corpora import Example, Labelled, Ref
from training.styles import Parts, titled

SIGNALS = (
    "See ", "See also ", "Cf. ", "cf. ", "See, for example, ", "See, e.g., ", "Compare ", "But see ", "Quoted in ", "Cited in ", "See generally ", "Vgl. ",
    "Vgl. auch ", "Siehe ", "S. ", "Siehe dazu ", "Zit. nach ", "So auch ", "Voir ", "Voir aussi ", "Cf. aussi ", "Cité par ", "Cfr. ", "Vedi ", "Si veda ",
    "Cit. in ", "Véase ", "Véase también ", "Cit. por ", "Ver ", "Cf. também ", "См. ", "См. также ", "Ср. ", "Цит. по: ", "For example, ", "E.g. ", "Also ",
    "For a full discussion see ", "On this point see ", "For a critique, see ", "In general see ", "For details: ", "Hierzu ", "Dazu ", "Ausführlich ",
    "Sull'argomento si veda ", "A questo proposito cfr. ", "Sur ce point, voir ", "Sobre este punto, véase ", "I borrow this from ", "I take the example from ",
    "The passage is quoted by ", "Quoted by ", "I follow the account in ", "Abridged from ", "Reprinted in ", "A good account is given in ", "Compare, for instance, ",
    "Grundlegend ", "Statt vieler ", "Ebenso ", "Anders ", "Dagegen ", "Ausführlich dazu ", "Nachweise bei ", "Zum Folgenden ", "Pour plus de détails, voir ",
    "D'après ", "Citado en ", "Apud ", "Segundo ", "Per una discussione, ", "Su questo punto cfr. ", "In proposito si veda ", "Подробнее см.: ", "Например: ",
)  # fmt: skip
JOINS = ("; ", "; ", "; ", "; ", "; ", ". ", ". ", ". ", " - ", " – ", ", and ", " and ", "; and ", "; see also ", "; cf. ", "; vgl. ", "; cfr. ", "; voir ",
         "; siehe auch ", ", ", " ", " / ", ". See also ", ". Cf. ", ". Vgl. auch ", "; e ", "; et ", " sowie ", ". For a contrary view, see ", "; quoted in ",
         ", quoted in ", ", cited by ", ", zit. nach ", ", cité dans ", ", reprinted in ", ": see also ", ". См. также: ")  # fmt: skip
# {n}: a number; what stands before the first | is the mark of the back reference
BACKREFS = (
    "Ibid.", "Ibid", "Ibid.|, p. {n}", "Ibid.|, {n}", "ibid.|, pp. {n}-{m}", "Ibidem", "Ibidem|, p. {n}", "Ebd.|, S. {n}", "Ebd.", "ebenda|, S. {n}",
    "Ivi|, p. {n}", "Id.| at {n}", "Там же|. С. {n}", "Там же", "Idem|, p. {n}", "Loc. cit.", "Op. cit.|, p. {n}", "ibid.|, n. {n}", "id.|, p. {n}", "id.",
    "id.|, para. {n}", "Ibid.|, vol. ii. p. {n}", "Op. cit.|, pp. {n}, {m}", "a.a.O.|, S. {n}", "A. a. O.|, S. {n}", "Ibid.|, S. {n} ff.", "ivi|, pp. {n}-{m}",
    "note {n} above", "n. {n} above", "note {n} above|, p. {m}", "supra note {n}", "supra note {n}|, at {m}", "supra n. {n}", "n. {n} supra", "Anm. {n}", "oben Anm. {n}", "oben Fn. {n}",
    "Fn. {n}|, S. {m}", "supra, note {n}", "note {n} ci-dessus", "supra, nota {n}", "nota {n} supra", "vedi nota {n}", "сн. {n}", "infra note {n}", "note {n} below", "unten Anm. {n}",
    "loc. cit.|, p. {n}", "Ibíd.|, p. {n}", "ib.|, p. {n}", "Ebda.|, S. {n}", "Ebenda", "Id.|, §{n}",
)  # fmt: skip
SHORT = (
    "op. cit.", "op. cit.|, p. {n}", "op. cit.~n. {n}|, p. {m}", "a.a.O.|, S. {n}", "(Anm. {n})|, S. {m}", "supra note {n}|, at {m}", "loc. cit.", "(n {n})| {m}", "cit.|, p. {n}",
    "ob. cit.|, p. {n}", "Указ. соч.|. С. {n}", "id.|, p. {n}", "supra n. {n}", "op. cit.~n. {n}|, para. {m}", "op. cit.~n. {n}|, pp. {m}-{m}", "a. a. O. (Fn. {n})|, S. {m}",
    "(Fn. {n})|, S. {m}", "(wie Anm. {n})|, S. {m}", "(n. {n})|, p. {m}", "(see note {n})| {m}", "(above n. {n})|, {m}", "art. cit.|, p. {n}", "op. cit.~n. {n}|, at p. {m}", "id.", "op. cit.~n. {n}", "(note {n})|, p. {m}", "note {n} above|, p. {m}", "above n. {n}|, at {m}",
)  # fmt: skip
# Forms that journals set and no CSL style knows; [ ] may be left out together
FORMS = (
    "{author}, ‘{title}’ ({issued}) {volume} {container-title} {page}[, {pin}]",
    "{author}, ‘{title}’ ({issued}) {volume} {container-title} {page}[ at {pin}]",
    "{author}, ‘{title}’ ({issued}) {volume} {container-title} {page}[ at pp. {pin}–{pin2}]",
    "{author}, ‘{title}’ in {container-title}, ed. {editor} ({issued})[ {page}]",
    "{author}, ‘{title}’ in {container-title}, eds. {editor} and {editor2} ({issued})[ {page}]",
    "‘{title}’ in {container-title}, ed. {editor} ({issued})[ at {page}]",
    "{author}, {title} ({edition}, {issued})[ {pin}]",
    "{author}, {title} ({issued})[ {pin}]",
    "{author}, {title} ({issued}), especially {page}",
    "{author}, {title} (trans. {translator}, {issued})[ {pin}]",
    "{author}, {title}, ed. {editor} ({issued})[ {pin}]",
    "{editor} (ed.), {title} ({issued})[ {pin}]",
    "{editor} and {editor2} (eds.), {title} ({issued})[ ch. {pin}]",
    "{author} ({issued}) {title}[. {publisher-place}: {publisher}]",
    "{author}, ‘{title}’, {container-title}, {issued}[, p. {page}]",
    "{author}, “{title}”, {container-title}, {day}[, p. {page}]",
    "{author}, „{title}“, in: {container-title} {volume} ({issued}), S. {page}[, {pin}]",
    "{author}, {title}, {issued}, S. {pin}[ ff.]",
    "{author}, {title}, {publisher-place} {issued}[, S. {pin}]",
    "{author}, {title}, in: {editor} (Hrsg.), {container-title}, {publisher-place} {issued}, S. {page}[ ({pin})]",
    "{author}, {title}, in: {editor}/{editor2} (Hg.), {container-title}, {issued}, S. {page}, {pin}",
    "{author}, in: {editor} (Hrsg.), {container-title}, {issued}, S. {page}[, hier S. {pin}]",
    "{author}: {title}. {publisher-place} {issued}[. S. {pin}]",
    "{author}, {container-title} {issued}, {page}[, {pin}]",
    "{author}, {container-title} {issued}, S. {page}[ ({pin})]",
    "{family} {issued}, S. {pin}[ f.]",
    "{family}/{family2} {issued}, S. {pin}",
    "{family} ({issued})[, p. {pin}]",
    "{family} {issued}[, {pin}]",
    "{family} and {family2} ({issued}: {pin})",
    "{author}, {title}, in «{container-title}», {volume} ({issued}), pp. {page}",
    "{author}, {title}, «{container-title}», {volume}, {issued}, pp. {page}[, qui p. {pin}]",
    "{author}, {title}, in {container-title}, a cura di {editor}, {publisher-place}, {publisher}, {issued}, pp. {page}",
    "{author}, {title}, a cura di {editor}, {publisher-place} {issued}[, p. {pin}]",
    "{author}, {title}, {publisher-place}, {publisher}, {issued}[, p. {pin}]",
    "{author}, {title}, {publisher-place} {issued}, {pin}",
    "{author}, {title}, t. {volume}, {publisher-place}, {issued}[, p. {pin}]",
    "{author}, « {title} », {container-title}, n° {issue}, {issued}, p. {page}",
    "{author}, « {title} », dans {editor} (dir.), {container-title}, {publisher-place}, {publisher}, {issued}, p. {page}",
    "{author}, «{title}», en {editor} (ed.), {container-title}, {publisher-place}, {publisher}, {issued}, pp. {page}",
    "{author}, “{title}”, {container-title}, vol. {volume}, núm. {issue}, {issued}, pp. {page}",
    "{author}. {title}. {publisher-place}: {publisher}, {issued}[, p. {pin}]",
    "{author}. {title} // {container-title}. {issued}. № {issue}. С. {page}",
    "{author}. {title}. М., {issued}[. С. {pin}]",
    "{author}: {title}, {publisher-place}, {issued}[, p. {pin}]",
    "{author}: {title}, {edition}, {publisher-place}, {issued}[, pp. {pin}, {pin2}]",
    "{author}: {title}[, vol. {volume}][, p. {pin}]",
    "{author}, {title}[, vol. {volume}][, p. {pin}]",
    "{title}, by {author}[, {publisher-place}, {issued}][, p. {pin}]",
    "{title}, {publisher-place}, {issued}[, p. {pin}]",
    "{title}[, p. {pin}]",
    "{title}, {day}",
    "{title}, {day}",
    "{comma}, {day}",
    "{comma}, {day}",
    "{comma}, {issued}",
    "{comma} ({issued})",
    "{comma}, p. {pin}",
    "{comma}",
    "{title}, {issued}",
    "{title} ({issued})[, p. {pin}]",
    "{title}, chapter {pin}",
    "“{title}”[ ({issued})]",
    "\"{title}\" issued in {issued}",
    "“{title}”, published in {issued}",
    "{title}, in {container-title}, {day}",
    "{author}, {title}, chapter {pin}",
    "{author}, {title}, {day}",
    "{author}, {title} ({issued}), chapter {pin}",
    "{author}, {title} ({issued}/{issued})",
    "{author}, {title} ({publisher-place}, {issued}), pp. {pin}",
    "{author}, {title} ({publisher-place}: {publisher}, {issued}), {pin}",
    "{author}, {title} ({publisher-place}: {publisher}, {issued}), p. {pin}",
    "{author}, {title}, p. {pin}. See also pp. {pin2}",
    "{author}: {title}, p. {pin}. Compare, also, pp. {pin2}",
    "{author}: {title}, book {volume} {pin}",
    "{family}, {title}, {publisher-place} {issued}[, S. {pin}]",
    "{family}, {title}, {publisher-place} {issued}[, p. {pin}]",
    "{family}, {title} ({publisher-place}, {issued})[, p. {pin}]",
    "{family}, {title} {cit}, p. {pin}", "{family}, {title}, {cit}, p. {pin}",
    "{family}, {pin}",
    "{family}, p. {pin}",
    "Letter from {letter}!title, {day}",
    "Letter from {letter}!title",
    "{letter}!title, {day}",
    "Interview with {author}!title, {day}",
    "{archive}, {day}",
    "{archive}",
    "{archive}",
    "“{title}”, {day}, {archive}",
    "{author}’s {title}[, p. {pin}]",
    "{author}'s {title}, vol. {volume} p. {pin}",
    "{author}, in his {title}[, {publisher-place}, {issued}][, p. {pin}]",
    "{author}, in his book {title}[, p. {pin}]",
    "{author} (“{title},” {container-title}, {issued}[, p. {pin}])",
    "{author} ({title}[, p. {pin}])",
    "{author}, in the {container-title} for {day}[, vol. {volume}][, p. {pin}]",
    "{container-title} for {day}[, p. {pin}]",
    "{container-title}, vol. {volume}, p. {page}",
    "{container-title}, {day}[, p. {pin}]",
    "{family}, {title}[, p. {pin}]",
    "{family}, {title}, {pin}",
    "{family}, {title}..., {pin}",
    "{family}, ‘{title}’, {pin}",
    "{family} v. {family2}!title [{issued}] {volume} {reporter} {page}",
    "{family} v. {family2}!title ({issued}) {volume} {reporter} {page}[ at {pin}]",
    "{author}, “{title},” unpublished paper, {issued}",
    "{author}, {title}, Diss. {publisher-place} {issued}[, S. {pin}]",
    "{author}, ‘{title}’ ({genre}, {publisher}, {issued})[ {pin}]",
    "{author}, {title}, available at <{URL}>",
    "{author}, {title}, {URL} (accessed {accessed})",
    "{title}, {URL}",
    "{URL}",
)  # fmt: skip
_COMMA = re.compile(r"\w+(?: \w+){0,2}, (?:\w+ ?){1,6}")
_HONORIFIC = re.compile(r"(?:Professor|Dr\.|Monsieur|Mr\.|Sir) ")
REPORTERS = ("All E.R.", "A.C.", "A.L.R.", "Q.B.", "W.L.R.", "U.S.", "F.2d", "BGHZ", "K.B.", "C.L.R.", "S.C.R.")
# shelf marks, {n} and {m} numbers
ARCHIVES = (
    "RGASPI, f. {n}, op. {k}, d. {m}",
    "RGASPI, f. {n}, op. {k}, d. {m}, l. {k}",
    "РГАСПИ. Ф. {n}. Оп. {k}. Д. {m}. Л. {k}",
    "ГАРФ, ф. {n}, оп. {k}, д. {m}",
    "TNA, CO {n}/{m}",
    "TNA FO {n}/{m}",
    "The National Archives, London, CO {n}/{m}",
    "PRO, CAB {n}/{m}",
    "National Archives, Kew, HO {n}/{m}",
    "British Library, Add. MS {n}{m}",
    "BL, IOR/L/PJ/{k}/{m}",
    "Bundesarchiv, R {n} I/{m}, Bl. {k}",
    "BArch, NS {k}/{m}",
    "Archives nationales, F7 {n}{m}",
    "AN, F{k} {n}",
    "BnF, ms. fr. {n}{m}",
    "ASV, Senato, Mar, reg. {n}, c. {k}r",
    "Archivio di Stato di Venezia, Notarile, b. {n}",
    "ASF, Mediceo, filza {n}",
    "AGI, Indiferente, leg. {n}",
    "AHN, Estado, leg. {n}",
    "NARA, RG {n}, box {k}",
    "Library of Congress, Papers of {a}, box {k}, folder {n}",
    "Cambridge University Library, MS Add. {n}",
    "Bodleian Library, MS Eng. hist. c. {n}",
    "Arquivo Nacional, cx. {n}, pac. {k}",
    "IISG, {a} Papers, {n}",
    "StA Hamburg, {n}-{k}",
    "Hoover Institution Archives, {a} Collection, box {k}",
    "GStA PK, I. HA Rep. {n}, Nr. {m}",
    "HHStA, StK, Kt. {n}",
)
GENRES = ("PhD thesis", "unpublished Ph.D. dissertation", "D.Phil. thesis", "M.A. thesis")
MONTHS = ("January", "May", "October", "3 March", "12 July", "1 December", "Feb.", "September 17,", "15. Mai", "7 juin")
POINTERS = (
    "See above, p. {n}.", "See below, p. {n}.", "See chapter {n}.", "See here.", "Lecture {n}.", "Siehe oben S. {n}.", "Siehe unten Kap. {n}.", "See p. {n} above.", "Vedi sopra, p. {n}.",
    "Voir plus haut, p. {n}.", "Emphasis added.", "My translation.", "Translation mine.", "Emphasis in original.", "Quoted here onwards.", "Vgl. oben, Kap. {n}.", "Cf. Lectures XI, XII.",
    "Hervorhebung im Original.", "Traduzione mia.", "Véase más arriba.", "См. выше, с. {n}.", "I owe this point to {a}.", "I am grateful to {a} for this reference.", "Interview with {a}, May 19{m2}.",
    "Professor {a} has kindly let me see his manuscript collection.", "{a} writes:", "Thus {a}, passim.", "Compare {a}'s description of the same case.", "Ich danke {a} für diesen Hinweis.",
    "So {a} argued in 19{m2}, but {b} never replied.", "As {a} has pointed out, there is little evidence for this before 18{m2}.", "Against {a}.",
    "The works of {a} are discussed in chapter {n}.", "{a} was born in 18{m2} and died in 19{m2}.", "On 12 May 18{m2} the assembly voted {n} to {m}.", "In 19{m2} some {n} per cent of them were unemployed.",
    "Thus already {a}; the contrary is held by {b}.", "{a} told me this in conversation.", "Here {a} and {b} agree.", "The bill was passed by {n} votes to {m} in 19{m2}.",
)  # fmt: skip
# {c}: a citation, {p}: a sentence, {l}: one without its capital and full stop, {q}: one in quotation marks; < > is a signal
FRAMES = (
    "{p} {c}.", "{c}: {q}", "{q} {c}.", "{q}—{c}.", "{p} <See his> {c}.", "{p} <See> {c}, where the case is discussed.", "{q} <writes> {c}.", "{c} – {l}.",
    "I can do no better than refer the reader to the remarks of {c}.", "<The best account I know is in> {c}, from which I abridge.", "One reads in {c} that {l}.",
    "{a} says, in {c}, that {l}.", "{c}. I have abridged the original.", "{c}. Later editions change the wording.", "{c}, which I have to thank {a} for bringing to my notice.",
    "I owe my knowledge of this book to {a}. {p}", "{p} <I take this from> {c}, and {l}.", "<The case is printed in> {c} (abridged).", "<Compare> {c}, and the whole discussion there.",
    "{a}, if one may judge by {c}, thought otherwise.", "{l}, as is told in the delectable {c}.", "{l}, as the author of {c} remarks.", "{p} (<See> {c}.)", "({c})", "{p} {q} ({c}.)",
    "This is the title of the chief work of the school ({c}). {p}", "<For other instances see> {c}, and {c}. {p}", "<In his> {c} we read: {q}", "{p} The narrator adds: {q}",
    "I refer to {a} and {a}, especially the former. {p}", "{p} {q} {p}", "{q} says {a}, and accordingly {l}.", "{c}, <quoted by> {c}.", "{c}, <cited in> {c}.", "{q} {c}. {p}",
    "The works of {a} are published in London and New York. {p}", "<An interesting case is given by> {c}. {p}", "{a} describes this well:— {q}", "{p} <Thus in> {c}: {q}",
    "{c} ({l}).", "{c}; {l}.", "{c}, {l}.", "{c} contains more of this sort. {p}", "{p} His words are these: {q} ({c}.)", "A letter printed in {c} tells of it.", "{c} is still useful. {p}",
    "<On this point see> {c}; but {l}.", "{p} The phrase comes from {c}.", "{p} The quotation is from {c}, slightly abridged.", "The story of {a}, {l}, is told in {c}.",
    "<Zum Begriff vgl.> {c}, der allerdings anders urteilt.", "{p} <So> {c}.", "Dies zeigt {c} am Beispiel der Miete.", "{c} hebt dies deutlich hervor, <ebenso> {c} <sowie> {c}.",
    "<Grundsätzlich vgl. hierzu den Beitrag von> {c}. {p}", "{p} <Siehe hierzu insbesondere> {c}.", "Nach {c} {l}.", "{q} ({c}).", "Anders {c}, dem hier nicht gefolgt wird.",
    "On lira avec profit {c}.", "<Voir à ce propos> {c}, qui souligne ce point.", "L'auteur ajoute, dans {c}, que {l}.", "« {l} », {c}.", "La formule est empruntée à {c}.",
    "<Si veda ora> {c}, con ampia bibliografia.", "Sul tema è fondamentale {c}. {p}", "{p} <Cfr. al riguardo> {c}.", "Il documento è edito in {c}.", "Lo ricorda {c}: {q}",
    "Sobre esto escribe {c}: {q}", "<Véase al respecto> {c}, que ofrece otra lectura.", "{p} <Cf. a este respeito> {c}.", "A frase é de {c}.",
    "<Об этом подробнее см.> {c}.", "Эту мысль развивает {c}. {p}", "{q} ({c}).", "{p} <См. об этом:> {c}.",
)  # fmt: skip
# Works that a note talks about and does not cite. {t}, {j}: title, journal, in italics; {s}: title in quotation marks
MENTIONS = (
    "{a}’s {t} is probably the best-known example. {p}", "{s} was first recorded by {a} in {y}.", "{s} first appeared on {a}’s album {t}, released in {y}. {p}",
    "The tune is on {a}’s {t} ({y}).", "The film {t} ({y}) tells the story differently.", "This issue of {j} is a Festschrift for {a}.", "{p} {j} was founded in {y}.",
    "The best-known performance of {s} is on {a}’s {t}. {p}", "{a} was awarded a prize for the novel {t} in {y}.", "{p} The editors of {j} declined to answer.",
    "These figures are as given in {t}, and are accepted by nearly everybody.", "{p} The song {s}, for example, has three verses.", "{a} and {b} both wrote for {j} at the time. {p}",
    "In the opera {t}, the same words are sung twice.", "{a}’s painting {t} hangs in the museum to this day.", "The exhibition {t} was shown in London in {y}. {p}",
    "{s} is in the key of G, and {l}.", "{p} The most famous case is perhaps {s}.", "The play {t} was first given in {y}, with {a} in the title role.", "I am grateful to the editors of {j}.",
    "An earlier version of this chapter was read by the editors of {j}, to whom I am grateful.", "{s} and {s} are both of this kind. {p}", "{a} is best known as the author of {t}.",
    "The title alludes to {t}, {l}.", "{p} The word is used as in {t}.", "A television version of {t} was broadcast in {y}.", "The recording {t} was made in {y}; {l}.", "{p} (Compare the way in which {t} ends.)",
    "{a} plays the tune on {t} and again on {t}.", "{a}, who later wrote {t}, was then a student.", "The magazine {j} had a circulation of 40,000. {p}", "The series {t} ran from {y} to {y}.",
    "The text is often known as {s}, {l}.", "The name comes from {a}’s {t}. {p}", "Nobody has translated {t} so far.", "His first novel, {t}, had been forgotten by then. {p}",
    "{p} {t} war in jenen Jahren das meistgelesene Buch.", "{a} ist vor allem als Verfasser von {t} bekannt.", "Der Film {t} ({y}) erzählt es anders.", "Das Heft der Zeitschrift {j} ist {a} gewidmet.",
    "Das Lied „{u}“ wurde {y} zum ersten Mal gesungen. {p}", "{a} schrieb damals für {j}. {p}", "Der Titel spielt auf {t} an.", "Die Oper {t} wurde {y} uraufgeführt.", "{p} So heißt es auch in {t}.",
    "Le film {t} ({y}) raconte autrement cette histoire.", "{a} est surtout connu pour {t}. {p}", "Ce numéro de {j} est dédié à {a}.", "La chanson « {u} » date de {y}. {p}", "{a} écrivait alors dans {j}.",
    "Il film {t} ({y}) racconta la stessa storia.", "{a} è noto soprattutto per {t}. {p}", "La película {t} ({y}) cuenta la misma historia.", "O romance {t} saiu em {y}. {p}", "Роман «{u}» вышел в {y} году. {p}",
)  # fmt: skip
TRANSLATED = (
    ", tr. it. ",
    ", trad. it. ",
    "; English translation: ",
    ", dt. Übers.: ",
    ", trad. fr. ",
    "; deutsch: ",
    ", trans. as ",
    " (trad. esp. ",
)
COMMENTS = (
    "abridged", "with further references", "italics added", "emphasis added", "m.w.N.", "in his sense", "in the original", "which is still useful", "though with caution", "mit weiteren Nachweisen",
    "with a good bibliography", "ad esempio", "passim", "hebt dies deutlich hervor", "translation altered", "für die ältere Literatur", "come è noto", "qui souligne ce point", "a short summary",
)  # fmt: skip


@dataclass(slots=True)
class Stock:
    """What notes are made of: references of one line each, prose by sentences, parts of records."""

    references: list[Example]
    prose: list[str]
    parts: Parts
    families: list[str] = field(default_factory=list)
    commas: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        every = (title for titles in self.parts.titles.values() for title in titles)
        self.commas = [title for title in every if _COMMA.fullmatch(title)] or self.parts.titles["en"]


def note(stock: Stock, chance: random.Random) -> Example:
    """A note of none to four citations, some of them back references, with what stands around them in real notes."""
    made = _Made()
    if chance.random() < 0.3:
        label = chance.choice(("{}", "{}.", "({})", "[{}]", "{})")).format(chance.randint(1, 200))
        made.part(label, "label")
        made.text += " "
    many = chance.choices((0, 1, 2, 3, 4, 5), (12, 48, 24, 10, 4, 2))[0]
    if many == 0 or chance.random() < 0.16:
        made.part(_commentary(stock, chance), "comment")
        if many == 0:
            return made.example()
        made.text += chance.choice((" ", " ", " ", ": ", " ("))
    for number in range(many):
        if number:
            join = chance.choice(JOINS)
            if chance.random() < 0.05:
                made.text += chance.choice((", ", " (", " "))
                made.part(chance.choice(COMMENTS), "comment")
            before, word, after = _signal_of(join)
            made.text += before
            if word:
                made.part(word, "signal")
            made.text += after
        if chance.random() < 0.3 and not re.search(
            r"(also|in|by|cf\.|vgl\.|auch|and|nach|dans|см\.|voir|view, see) $", made.text, re.IGNORECASE
        ):
            signal = chance.choice(SIGNALS)
            if made.text and not made.text.endswith((". ", ") ", "] ")):
                signal = signal if signal.startswith("I ") else signal[0].lower() + signal[1:]
            made.part(signal.rstrip(" ,:"), "signal")
            made.text += signal[len(signal.rstrip(" ,:")) :]
        _cite(made, stock, chance)
    made.text += chance.choice((".", ".", ".", "", ";", ")", ").", ","))
    if chance.random() < 0.14:
        made.text += " "
        made.part(_commentary(stock, chance), "comment")
    return made.example()


def essay(stock: Stock, chance: random.Random) -> Example:
    """A note that is mostly prose: remarks and quotations, with works named in its sentences."""
    made = _Made()
    for number in range(chance.choices((1, 2, 3, 4), (45, 30, 15, 10))[0]):
        if number:
            made.text += " "
        opened, signal = len(made.text), -1
        for piece in re.split(r"(\{\w\}|[<>])", chance.choice(FRAMES)):
            if piece == "<":
                signal = len(made.text)
            elif piece == ">":
                made.parts.append(Labelled(signal, len(made.text), "signal"))
            elif piece == "{c}":
                _cite(made, stock, chance)
            elif piece == "{a}":
                made.text += _names(stock.parts, chance, many=False)
            elif piece in ("{p}", "{l}", "{q}"):
                made.text += _said(piece, stock, chance)
            else:
                made.text += piece
        made.parts.append(Labelled(opened, len(made.text), "comment"))
    return made.example()


def mention(stock: Stock, chance: random.Random) -> Example:
    """Prose that talks about works and cites none."""
    text, mentions, emphasis = "", list[Ref](), list[tuple[int, int]]()
    titles = (
        stock.parts.titles.get("en", []) if chance.random() < 0.7 else chance.choice(list(stock.parts.titles.values()))
    )
    for piece in re.split(r"(\{\w\})", chance.choice(MENTIONS)):
        start = len(text)
        if piece in ("{t}", "{s}", "{u}", "{j}"):
            quoted = piece == "{s}"
            title = (
                chance.choice(stock.parts.journals)
                if piece == "{j}"
                else " ".join(chance.choice(titles).split()[:7]).rstrip(" ,;:.")
            )
            text += f"“{title}”" if quoted else title
            start += quoted
            mentions.append(
                Ref(
                    start,
                    start + len(title),
                    (Labelled(start, start + len(title), "container-title" if piece == "{j}" else "title"),),
                )
            )
            if piece in ("{t}", "{j}"):
                emphasis.append((start, start + len(title)))
        elif piece in ("{a}", "{b}"):
            text += _names(stock.parts, chance, many=False)
        elif piece == "{y}":
            text += str(chance.randint(1850, 2015))
        elif piece in ("{p}", "{l}"):
            text += _said(piece, stock, chance)
        else:
            text += piece
    styled = tuple(emphasis) if chance.random() < 0.75 else ()
    return Example("made", text, (), (), styled, True, tuple(mentions))


def _said(piece: str, stock: Stock, chance: random.Random) -> str:
    begin = chance.randrange(len(stock.prose))
    said = " ".join(stock.prose[begin : begin + chance.choice((1, 1, 1, 2, 3))])
    if piece == "{l}":
        return (said[0].lower() + said[1:]).rstrip(" .!?")
    if piece == "{q}":
        opening, closing = chance.choice(("“”", "“”", '""', "„“", "«»", "‘’"))
        return opening + said + closing
    return said


def varied(example: Example, stock: Stock, chance: random.Random) -> Example:
    """The same note with other names, titles and figures: what holds of one holds of all that are built like it."""
    made, place = "", 0
    moves: list[tuple[int, int]] = []  # an offset of the old text, and how far what follows it has moved
    spans = sorted((s for ref in example.refs for s in ref.spans), key=lambda s: s.start)
    for span in spans:
        made += example.text[place : span.start]
        old = example.text[span.start : span.end]
        made += _another(span.label, old, stock, chance) if chance.random() < 0.7 else old
        place = span.end
        moves.append((span.end, len(made) - span.end))
    made += example.text[place:]

    def moved(at: int, *, start: bool = False) -> int:
        return at + next((by for end, by in reversed(moves) if end < at or (end == at and not start)), 0)

    def carried(span: Labelled) -> Labelled:
        return Labelled(moved(span.start, start=True), moved(span.end), span.label)

    refs = tuple(
        Ref(moved(ref.start, start=True), moved(ref.end), tuple(carried(s) for s in ref.spans)) for ref in example.refs
    )
    return replace(example, text=made, refs=refs, parts=tuple(carried(p) for p in example.parts))


def _another(label: str, old: str, stock: Stock, chance: random.Random) -> str:
    """Another value of the kind: a title for a title, a name for a name, other digits in a number."""
    if label == "title" and "," in old:
        return chance.choice(stock.commas)
    if label == "title" and " to " not in old and not old.startswith("Brief "):
        return _value("title", stock, chance)
    if label == "container-title":
        return chance.choice(stock.parts.journals)
    if label == "publisher-place":
        return chance.choice(stock.parts.imprints)[0]
    if label in ("author", "editor"):
        return chance.choice(stock.families) if " " not in old else _names(stock.parts, chance, many=label == "author")
    if label in ("page", "volume", "issue", "archive"):
        return re.sub(r"[1-9](?=\d)", lambda _: str(chance.randint(1, 9)), old)
    return re.sub(r"(?<=1[89])\d\d", lambda _: str(chance.randint(10, 99)), old) if label == "issued" else old


def listing(stock: Stock, chance: random.Random) -> Example:
    """Entries of a list of references, one after another as a page prints them."""
    made = _Made()
    numbered, join = chance.choice(("", "", "{}. ", "[{}] ", "({}) ")), chance.choice(("\n", "\n", " "))
    start = chance.randint(1, 40)
    for number in range(chance.randint(2, 6)):
        if made.text:
            made.text += join if made.text.endswith((".", "\n")) else "." + join
        made.text += numbered.format(start + number)
        made.cite(chance.choice(stock.references))
    return made.example()


class _Made:
    """A note as it grows."""

    def __init__(self) -> None:
        self.text = ""
        self.refs: list[Ref] = []
        self.parts: list[Labelled] = []
        self.emphasis: list[tuple[int, int]] = []

    def part(self, text: str, label: str) -> None:
        self.parts.append(Labelled(len(self.text), len(self.text) + len(text), label))
        self.text += text

    def cite(self, example: Example) -> None:
        ref, begin = example.refs[0], len(self.text)
        spans = tuple(_moved(s, begin - ref.start) for s in ref.spans)
        self.refs.append(replace(ref, start=begin, end=begin + ref.end - ref.start, spans=spans))
        self.emphasis += [(a + begin - ref.start, b + begin - ref.start) for a, b in example.emphasis if a >= ref.start]
        self.text += example.text[ref.start : ref.end]

    def example(self) -> Example:
        return Example("synthetic", self.text, tuple(self.refs), tuple(self.parts), tuple(self.emphasis), is_note=True)


def _signal_of(join: str) -> tuple[str, str, str]:
    found = re.search(r"[^\W\d].*[^\s:]", join)
    if not found or found.group() in ("and", "e", "et", "sowie"):
        return join, "", ""
    return join[: found.start()], found.group(), join[found.end() :]


def _cite(made: _Made, stock: Stock, chance: random.Random) -> None:
    drawn = chance.random()
    if drawn < 0.02:
        made.cite(formed(stock, chance))
        made.text += chance.choice(TRANSLATED)
        made.cite(formed(stock, chance, "{title}, {publisher}, {publisher-place}[, {issued}]"))
    elif drawn < 0.14:
        made.cite(back(stock, chance))
    elif drawn < 0.44:
        made.cite(formed(stock, chance))
    else:
        made.cite(chance.choice(stock.references))


def back(stock: Stock, chance: random.Random) -> Example:
    """A back reference, alone or with an author, at times with the chapter that stands in the work meant."""
    n, m = chance.randint(1, 400), chance.randint(1, 400)
    if chance.random() < 0.45:
        form, text, spans = chance.choice(BACKREFS), "", []
    else:
        form, author = chance.choice(SHORT), chance.choice(stock.families)
        text, spans = author, [Labelled(0, len(author), "author")]
        if chance.random() < 0.15:
            other = chance.choice(stock.families)
            text, spans = f"{author} and {other}", [Labelled(0, len(author) + 5 + len(other), "author")]
        if chance.random() < 0.12:
            title = titled(chance.choice(stock.parts.titles["en"]), chance)
            lead = f"{text}, ‘{title}’ in "
            spans = [*spans, Labelled(len(text) + 3, len(text) + 3 + len(title), "title")]
            editor = chance.choice(stock.families)
            text, spans = lead + editor, [*spans, Labelled(len(lead), len(lead) + len(editor), "editor")]
        text += " " if form[0] == "(" else chance.choice((", ", ", ", " "))
    mark, _, tail = form.partition("|")
    for piece in mark.split("~"):
        if piece != mark.split("~")[0]:
            text += ", "
        piece = piece.format(n=n)
        inner = piece.strip("()") if piece[0] == "(" else piece
        spans.append(Labelled(len(text) + piece.index(inner), len(text) + piece.index(inner) + len(inner), "backref"))
        text += piece
    if tail:
        tail = tail.format(n=n, m=m)
        skip = len(tail) - len(tail.lstrip(" ,.)"))
        skip = 2 if tail.startswith(". С") else skip
        begin = len(text)
        text += tail
        spans.append(Labelled(begin + skip, len(text), "page"))
    return Example("synthetic", text, (Ref(0, len(text), tuple(spans)),))


def formed(stock: Stock, chance: random.Random, form: str = "") -> Example:
    """A citation in one of the forms above, or in the one given."""
    form = form or chance.choice(FORMS)
    kept = chance.random() < 0.6
    optional = r"\[( at \{pin\})\]" if "!title" in form else r"\[([^\[\]]+)\]"  # the year of a case stands in brackets
    form = re.sub(optional, lambda m: m[1] if kept else "", form)
    text, spans = "", []
    for piece in re.split(r"(\{[\w-]+\}|!title)", form):
        if piece == "!title":
            spans = [Labelled(0, len(text), "title")]
            continue
        if not piece.startswith("{"):
            text += piece
            continue
        name = piece.strip("{}")
        value = _value(name, stock, chance)
        label = {
            "pin": "page",
            "pin2": "page",
            "editor2": "editor",
            "family": "author",
            "family2": "author",
            "letter": "title",
            "comma": "title",
            "cit": "backref",
            "day": "issued",
            "reporter": "container-title",
        }.get(name, name)
        begin = len(text)
        text += value
        if name == "accessed":
            continue
        if name in ("pin", "page", "volume", "issue"):
            word = re.search(r"(?:\b(?:pp?|S|ch|chapter|book|vol|t|n°|núm|С|№)\.?|№)\s*$", text[:begin])
            if word and not re.search(r"[\w.]", text[word.start() - 1 : word.start()]):
                begin = word.start()
        if name in ("author", "editor", "translator") and (title := _HONORIFIC.match(value)):
            begin += title.end()
        spans.append(Labelled(begin, len(text), label))
    quoted = {
        s
        for s in spans
        if (s.label == "title" and text[max(0, s.start - 1)] in "‘“„«") or text[max(0, s.start - 2) : s.start] == "« "
    }
    italic = tuple((s.start, s.end) for s in spans if s.label in ("title", "container-title") and s not in quoted)
    return Example(
        "synthetic",
        text,
        (Ref(0, len(text), tuple(sorted(spans, key=lambda s: s.start))),),
        (),
        italic if chance.random() < 0.5 else (),
    )


def _value(name: str, stock: Stock, chance: random.Random) -> str:
    parts = stock.parts
    if name in ("author", "editor", "editor2", "translator"):
        return _names(parts, chance, many=name == "author")
    if name in ("family", "family2"):
        return chance.choice(stock.families)
    if name == "comma":  # a title that looks like an author and a title
        return chance.choice(stock.commas)
    if name in ("title", "container-title") and not (name == "container-title" and chance.random() < 0.6):
        language = chance.choice(("en", "en", "en", "xx", "it", "de", "fr", "es", "pt"))
        return titled(chance.choice(parts.titles.get(language) or parts.titles["en"]), chance)
    if name == "container-title":
        return chance.choice(parts.journals)
    if name == "publisher-place":
        return chance.choice(parts.imprints)[0]
    if name == "publisher":
        return chance.choice(parts.imprints)[1]
    if name == "issued":
        return str(chance.randint(1840, 2022)) + (chance.choice(("a", "b", "/22")) if chance.random() < 0.04 else "")
    if name in ("day", "accessed"):
        return f"{chance.choice(MONTHS)} {chance.randint(1850, 2021)}"
    if name == "volume":
        return chance.choice(
            (
                str(chance.randint(1, 150)),
                str(chance.randint(1, 60)),
                "I",
                "II",
                "III",
                "IV",
                "XII",
                "XXXVII",
                "ii.",
                "xx",
            )
        )
    if name == "issue":
        return str(chance.randint(1, 12))
    if name == "edition":
        return chance.choice(
            (
                "2nd ed.",
                "3rd ed.",
                "4th edn",
                "2. Aufl.",
                "2e éd.",
                "second edition",
                "5th ed.",
                "2a ed.",
                "revised edition",
            )
        )
    if name == "cit":
        return chance.choice(("cit.", "op. cit.", "cit", "a. a. O.", "op. cit.", f"n. {chance.randint(1, 99)}"))
    if name == "letter":
        return f"{_names(parts, chance, many=False)} to {chance.choice(('the Editor of the ' + chance.choice(parts.journals), _names(parts, chance, many=False)))}"
    if name == "archive":
        n, m, k = chance.randint(1, 999), chance.randint(1, 999), chance.randint(1, 19)
        return chance.choice(ARCHIVES).format(n=n, m=m, k=k, a=chance.choice(stock.families))
    if name == "reporter":
        return chance.choice(REPORTERS)
    if name == "genre":
        return chance.choice(GENRES)
    if name == "URL":
        return f"http{chance.choice(('', 's'))}://{chance.choice(('www.', ''))}{chance.choice(stock.families).lower().replace(' ', '')}.{chance.choice(('org', 'com', 'de', 'gov.uk'))}/{chance.choice(('news/2', 'a', 'docs/paper', 'index'))}{chance.choice(('.html', '.pdf', ''))}"
    first = chance.randint(1, 899) if chance.random() < 0.85 else chance.randint(1000, 2600)
    if name == "page" and chance.random() < 0.4:
        return f"{first}{chance.choice('-–')}{first + chance.randint(1, 40)}"
    if name in ("pin", "pin2"):
        return chance.choice(
            (
                str(first),
                str(first),
                f"{first}–{first % 90 + 10}",
                f"{first} ff.",
                f"{first}f.",
                f"{first}, {first + 7}",
                f"{first} n. 3",
                f"{first}-{first + 9}",
            )
        )
    return str(first)


def _names(parts: Parts, chance: random.Random, *, many: bool) -> str:
    done = []
    style = chance.choice(
        (
            "J. Smith",
            "J. Smith",
            "John Smith",
            "John Smith",
            "Smith, John",
            "J.S. Smith",
            "Smith J.",
            "SMITH, J.",
            "Professor",
        )
    )
    for _ in range(chance.choices((1, 2, 3), (78, 17, 5))[0] if many else 1):
        family, given = chance.choice(parts.people)
        initials = [w[0] + "." for w in re.findall(r"\w+", given)][:3]
        done.append(
            {
                "J. Smith": f"{' '.join(initials[:2])} {family}",
                "J.S. Smith": f"{''.join(initials)} {family}",
                "John Smith": f"{given} {family}",
                "Smith, John": f"{family}, {given}",
                "Smith J.": f"{family} {' '.join(initials[:1])}",
                "SMITH, J.": f"{family.upper()}, {' '.join(initials[:1])}",
                "Professor": f"{chance.choice(('Professor', 'Dr.', 'Monsieur', 'Mr.', 'Sir'))} {given} {family}",
            }[style]
        )
    if len(done) == 1:
        return done[0]
    last = chance.choice((" and ", " and ", " & ", " und ", " et ", " e ", "/", ", ", "; "))
    return (", " if last not in ("/", "; ") else last).join(done[:-1]) + last + done[-1]


def _commentary(stock: Stock, chance: random.Random) -> str:
    if chance.random() < 0.3:
        a, b = chance.choice(stock.parts.people), chance.choice(stock.parts.people)
        return chance.choice(POINTERS).format(
            n=chance.randint(2, 400),
            m=chance.randint(2, 400),
            m2=chance.randint(10, 99),
            a=chance.choice((a[0], f"{a[1]} {a[0]}")),
            b=b[0],
        )
    begin = chance.randrange(len(stock.prose))
    return " ".join(stock.prose[begin : begin + chance.choice((1, 1, 1, 2, 2, 3, 4))])


def _moved(span: Labelled, by: int) -> Labelled:
    return Labelled(span.start + by, span.end + by, span.label)


def italicized(example: Example, chance: random.Random) -> Example:
    """Italics as printers set them: the container, else the title unless quoted; ibid.; at times a word of the prose."""
    ranges = list(example.emphasis)
    for ref in example.refs:
        if any(ref.start <= a < ref.end for a, _ in ranges):
            continue
        container = [s for s in ref.spans if s.label == "container-title"]
        chosen = container or [
            s for s in ref.spans if s.label == "title" and example.text[max(0, s.start - 1)] not in "\"“„‘«'"
        ]
        ranges += [(s.start, s.end) for s in chosen]
        ranges += [(s.start, s.end) for s in ref.spans if s.label == "backref" and chance.random() < 0.6]
    for part in example.parts:
        if part.label == "comment" and chance.random() < 0.2 and part.end - part.start > 20:
            begin = chance.randrange(part.start, part.end - 10)
            ranges.append((begin, min(part.end, begin + chance.randint(4, 40))))
    return replace(example, emphasis=tuple(sorted(set(ranges))))


def noisy(example: Example, chance: random.Random) -> Example:
    """The slips of scanning, letter for letter so that offsets stay: l for 1, O for 0, a lost accent, a broken quote."""
    swaps = {
        "1": "l",
        "0": "O",
        "é": "e",
        "“": '"',
        "”": '"',
        "’": "'",
        "‘": "'",
        "–": "-",
        "i": "l",
        "m": "n",
        "e": "c",
        ",": ".",
        ".": ",",
        "«": '"',
        "»": '"',
    }
    rate = chance.choice((0.01, 0.03, 0.06))
    letters = [swaps[c] if c in swaps and chance.random() < rate else c for c in example.text]
    return replace(example, text="".join(letters))


def straight(example: Example) -> Example:
    """Typewriter's quotation marks in place of printers'."""
    return replace(
        example,
        text=example.text.translate(
            str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "„": '"', "–": "-", "—": "-"})
        ),
    )
