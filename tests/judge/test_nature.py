"""What no catalogue holds is recognised in seven languages, and books that sound alike are not taken for it."""

from __future__ import annotations

from collections import Counter

import pytest

from citecheck.judge.nature import nature, strictly
from citecheck.model import Answer, Date, Identifier, Judgement, Kind, Name, Outage, Query, Verdict, Work

ARCHIVE, LETTER, INTERVIEW, CASE = "an archival item", "a letter", "an interview", "a court case"
STATUTE, TREATY, VERSE, LINE = (
    "a law or official paper",
    "a treaty",
    "a passage of scripture",
    "a classic cited by book and line",
)
NEWS, THESIS, MANUSCRIPT = "an unsigned newspaper item", "an unpublished thesis", "a manuscript"

# Language, the citation as printed, what it is.
BY_NATURE = [
    ("en", "The National Archives (Kew), HO 42/51", ARCHIVE),
    ("en", "TNA, FO 371/11787, Hodgson to Chamberlain, 4 May 1926", ARCHIVE),
    ("en", "Hoover Institution Archives, Boris Nicolaevsky Collection, Box 12, Folder 4", ARCHIVE),
    ("en", "RG 59, Decimal File 1910–29, Box 7329, NARA", ARCHIVE),
    ("en", "Bodleian Library, Oxford, MS Rawl. D 1361", ARCHIVE),
    ("en", "Marx to Engels, 8 October 1858", LETTER),
    ("en", "See V. I. Lenin to Inessa Armand, January 17, 1915", LETTER),
    ("en", "Letter from Marx to Editor of the Otecestvenniye Zapisky", LETTER),
    ("en", "E. P. Thompson, personal communication, 1985", LETTER),
    ("en", "Interview with author, London, 3 May 1994", INTERVIEW),
    ("en", "Interview with Tony Cliff", INTERVIEW),
    ("en", "Tony Cliff, interview with Ian Birchall, London, 3 May 1994", INTERVIEW),
    ("en", "Brown v. Board of Education, 347 U.S. 483 (1954)", CASE),
    ("en", "Donoghue v Stevenson [1932] AC 562", CASE),
    ("en", "42 U.S.C. § 1983", STATUTE),
    ("en", "Representation of the People Act 1918, s. 4", STATUTE),
    ("en", "43 Eliz. I, c. 2", STATUTE),
    ("en", "U.N. Doc. A/CONF.183/9, 17 July 1998", STATUTE),
    ("en", "Matt. 5:3–12 (RSV)", VERSE),
    ("en", "See 1 Cor. 13:4", VERSE),
    ("en", "Qur'an 2:255", VERSE),
    ("en", "Arist. Pol. 1253a", LINE),
    ("en", "Plato, Republic 514a–517c", LINE),
    ("en", "Thuc. 1.22.4", LINE),
    ("en", "Homer: Iliad, XVII 446", LINE),
    ("en", "Aquinas, Summa Theologiae I-II, q. 94, a. 2", LINE),
    ("en", "J. Smith, “Chartism in Leeds” (unpublished PhD thesis, University of York, 1979)", THESIS),
    ("en", "R. Jones, “The Leeds Chartists,” MA thesis, University of Leeds, 1966", THESIS),
    ("en", "M. Bookchin, “Notes on Spain,” unpublished manuscript", MANUSCRIPT),
    ("de", "Bundesarchiv Berlin, R 1501/113305, Bl. 12", ARCHIVE),
    ("de", "GStA PK, I. HA Rep. 77, Tit. 343, Nr. 152", ARCHIVE),
    ("de", "Hauptstaatsarchiv Stuttgart, E 130b, Bü 204", ARCHIVE),
    ("de", "Rosa Luxemburg an Leo Jogiches, 6. März 1899", LETTER),
    ("de", "Brief von Kautsky an Bernstein, 18. Februar 1898", LETTER),
    ("de", "Persönliche Mitteilung von H. Weber, 1985", LETTER),
    ("de", "Gespräch mit dem Verfasser, Berlin, 3. Mai 1994", INTERVIEW),
    ("de", "BVerfGE 7, 198 (205)", CASE),
    ("de", "BGH, Urteil vom 12.5.1990, XII ZR 1/90", CASE),
    ("de", "§ 823 Abs. 1 BGB", STATUTE),
    ("de", "Art. 5 Abs. 1 GG", STATUTE),
    ("de", "Röm 8,28", VERSE),
    ("de", "Vgl. Platon, Politeia 514a", LINE),
    ("de", "K. Müller, Die Arbeiterbewegung in Leipzig, unveröff. Diss., Leipzig 1961", THESIS),
    ("de", "K. Müller, Vereine in Jena, Magisterarbeit, Jena 1998", THESIS),
    ("fr", "Archives nationales, F7 12994, rapport du 3 mai 1919", ARCHIVE),
    ("fr", "BnF, ms. fr. 12345, fol. 23r", ARCHIVE),
    ("fr", "Archives départementales du Nord, 1 M 234", ARCHIVE),
    ("fr", "Lettre de Flaubert à Louise Colet, 16 janvier 1852", LETTER),
    ("fr", "Voltaire à d’Alembert, 28 novembre 1762", LETTER),
    ("fr", "Entretien avec l'auteur, Paris, 3 mai 1994", INTERVIEW),
    ("fr", "Cass. civ. 1re, 12 mai 1990, n° 88-1234", CASE),
    ("fr", "Loi n° 79-587 du 11 juillet 1979", STATUTE),
    ("fr", "Jean 3, 16", VERSE),
    ("fr", "Aristote, Politique, I, 2, 1253a", LINE),
    ("fr", "P. Martin, Les canuts, mémoire de maîtrise, Lyon II, 1974", THESIS),
    ("it", "Archivio di Stato di Firenze, Mediceo del Principato, 1234, c. 56r", ARCHIVE),
    ("it", "ACS, Ministero dell'Interno, b. 12, fasc. 3", ARCHIVE),
    ("it", "Lettera di Gramsci a Tania, 19 marzo 1927", LETTER),
    ("it", "Intervista all'autore, Torino, 3 maggio 1994", INTERVIEW),
    ("it", "Cass. sez. III, 12 maggio 1990, n. 4123", CASE),
    ("it", "Corte cost., 12 maggio 1990, n. 234", CASE),
    ("it", "Legge 20 maggio 1970, n. 300", STATUTE),
    ("it", "Platone, Repubblica, 514a", LINE),
    ("it", "M. Rossi, Il biennio rosso a Milano, tesi di laurea, Università di Milano, 1972", THESIS),
    ("es", "AGI, Audiencia de México, leg. 23, exp. 4", ARCHIVE),
    ("es", "Archivo Histórico Nacional, Estado, legajo 3456", ARCHIVE),
    ("es", "Carta de Unamuno a Azorín, 14 de mayo de 1907", LETTER),
    ("es", "Entrevista con el autor, Madrid, 3 de mayo de 1994", INTERVIEW),
    ("es", "Sentencia del Tribunal Supremo de 12 de mayo de 1990", CASE),
    ("es", "STC 53/1985, de 11 de abril", CASE),
    ("es", "Ley 30/1992, de 26 de noviembre", STATUTE),
    ("es", "Aristóteles, Política, I, 2, 1253a", LINE),
    ("es", "J. Pérez, El anarquismo en Cádiz, tesis doctoral inédita, Universidad de Sevilla, 1980", THESIS),
    ("pt", "Arquivo Histórico Ultramarino, Bahia, cx. 12, doc. 4", ARCHIVE),
    ("pt", "ANTT, Inquisição de Lisboa, proc. 11767", ARCHIVE),
    ("pt", "Carta de Mário de Andrade a Manuel Bandeira, 10 de outubro de 1924", LETTER),
    ("pt", "Entrevista concedida ao autor, São Paulo, 3 de maio de 1994", INTERVIEW),
    ("pt", "STF, ADI 4277, Acórdão de 5 de maio de 2011", CASE),
    ("pt", "Lei n.º 8.078, de 11 de setembro de 1990", STATUTE),
    ("pt", "SILVA, J. O quilombo. Dissertação de mestrado, USP, 1988", THESIS),
    ("ru", "РГАСПИ. Ф. 17. Оп. 2. Д. 612. Л. 3", ARCHIVE),
    ("ru", "RGASPI, f. 17, op. 2, d. 612, l. 3", ARCHIVE),
    ("ru", "ГАРФ, ф. 102, оп. 1905, д. 4", ARCHIVE),
    ("ru", "Письмо В. И. Ленина к И. Ф. Арманд, 17 января 1915", LETTER),
    ("ru", "Интервью с автором, Москва, 3 мая 1994", INTERVIEW),
    ("ru", "Постановление Пленума Верховного Суда РФ от 12 мая 1990", CASE),
    ("ru", "Федеральный закон от 12.05.1995 № 82-ФЗ", STATUTE),
    ("ru", "Мф. 5:3", VERSE),
    ("ru", "Платон, Государство, 514a", LINE),
    ("pl", "AAN, Ministerstwo Spraw Zagranicznych, sygn. 5432", ARCHIVE),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "kind"), BY_NATURE, ids=str)
def test_by_nature(language: str, text: str, kind: str) -> None:
    """By the text alone: what the parser makes of it, author or title, must not be needed."""
    assert nature(text, Work(title=text)) == kind


NEWSPAPERS = [
    ("“Strike in Petrograd,” The Times, 12 March 1917, 5", "The Times"),
    ("„Die Lage in Petrograd“, Vossische Zeitung, 12. März 1917", "Vossische Zeitung"),
    ("« La grève des mineurs », L'Humanité, 4 mars 1923", "L'Humanité"),
    ("«Lo sciopero di Torino», La Stampa, 4 marzo 1943", "La Stampa"),
    ("«La huelga general», El País, 15 de diciembre de 1988", "El País"),
    ("“A greve geral”, Jornal do Brasil, 12 de julho de 1917", "Jornal do Brasil"),
    ("«Забастовка в Петрограде» // Правда. 5 марта 1917", "Правда"),
    ("Pravda, 4 March 1923, p. 2", "Pravda"),
]


@pytest.mark.parametrize(("text", "paper"), NEWSPAPERS, ids=str)
def test_unsigned_items_of_newspapers(text: str, paper: str) -> None:
    assert nature(text, Work(title=text, container=paper)) == NEWS
    assert nature(text, Work(title=text, container=paper, authors=(Name("Lenin"),))) == ""
    assert nature(text, Work(title=text, container=f"{paper} Press", publisher="Books", volume="4")) == ""


BOOK, ARTICLE = Kind.BOOK, Kind.ARTICLE_JOURNAL


def book(title: str, *who: str, year: int | None = None, house: str = "", place: str = "") -> Work:
    people = tuple(Name(*one.split(", ")) for one in who)
    return Work(BOOK, title, people, publisher=house, address=place, issued=Date(year) if year else None)


def article(title: str, *who: str, of: str, volume: str = "", year: int | None = None) -> Work:
    people = tuple(Name(*one.split(", ")) for one in who)
    return Work(ARTICLE, title, people, container=of, volume=volume, issued=Date(year) if year else None)


CATALOGUED = [
    (
        "en",
        "Antonio Gramsci, Letters from Prison (London: Cape, 1975)",
        book("Letters from Prison", "Gramsci", year=1975, house="Cape"),
    ),
    ("en", "Gramsci, Letters from Prison", book("Letters from Prison", "Gramsci")),
    ("en", "Letters from a Stoic", book("Letters from a Stoic")),
    ("en", "Letters to a Young Poet", book("Letters to a Young Poet", "Rilke")),
    (
        "en",
        "Letters to Dr. Kugelmann (New York: International Publishers, 1934)",
        book("Letters to Dr. Kugelmann", "Marx", house="International Publishers"),
    ),
    (
        "en",
        "Sam Harris, Letter to a Christian Nation (2006)",
        book("Letter to a Christian Nation", "Harris, Sam", year=2006),
    ),
    ("en", "Alistair Cooke, Letter from America (2004)", book("Letter from America", "Cooke, Alistair", year=2004)),
    ("en", "The Letter to the Romans", book("The Letter to the Romans")),
    (
        "en",
        "Diana Taylor, The Archive and the Repertoire (Durham: Duke UP, 2003)",
        book("The Archive and the Repertoire", "Taylor, Diana", year=2003, house="Duke UP"),
    ),
    (
        "en",
        "Diana Taylor, The Archive and the Repertoire, 2003, 45",
        book("The Archive and the Repertoire", "Taylor, Diana", year=2003),
    ),
    (
        "en",
        "Philippa Levine, “History in the National Archives,” Archives 12 (1986): 45",
        article("History in the National Archives", "Levine, Philippa", of="Archives", volume="12", year=1986),
    ),
    (
        "en",
        "The Unknown Lenin: From the Secret Archive (New Haven: Yale, 1996), 45",
        book("The Unknown Lenin: From the Secret Archive", house="Yale"),
    ),
    (
        "en",
        "J. Doe, “The Statute of Limitations,” Harvard Law Review 63 (1950): 1177",
        article("The Statute of Limitations", "Doe, J.", of="Harvard Law Review", volume="63", year=1950),
    ),
    ("en", "The Statute of Limitations, 1950", book("The Statute of Limitations", year=1950)),
    (
        "en",
        "E. P. Thompson, Whigs and Hunters: The Origin of the Black Act (1975)",
        book("Whigs and Hunters: The Origin of the Black Act", "Thompson, E. P.", year=1975),
    ),
    (
        "en",
        "M. Jones, The Reform Act 1832: A History (2001)",
        book("The Reform Act 1832: A History", "Jones, M.", year=2001),
    ),
    (
        "en",
        "Marbury v. Madison: The Origins and Legacy of Judicial Review (Lawrence: Kansas, 2000)",
        book("Marbury v. Madison: The Origins and Legacy of Judicial Review", "Nelson, William", house="Kansas"),
    ),
    (
        "en",
        "Hart, “Positivism” (1958) 71 Harvard Law Review 593",
        article("Positivism", "Hart", of="Harvard Law Review", volume="71", year=1958),
    ),
    (
        "en",
        "Aristotle, Politics, trans. Barker (Oxford, 1946)",
        book("Politics", "Aristotle", year=1946, place="Oxford"),
    ),
    (
        "en",
        "Plato, Republic, trans. Grube (Indianapolis: Hackett, 1992), 514a",
        book("Republic", "Plato", year=1992, house="Hackett", place="Indianapolis"),
    ),
    (
        "en",
        "Karl Barth, The Epistle to the Romans (London, 1933), 8",
        book("The Epistle to the Romans", "Barth, Karl", year=1933, place="London"),
    ),
    (
        "en",
        "The Times Atlas of the World (London, 1967)",
        book("The Times Atlas of the World", year=1967, place="London"),
    ),
    ("en", "The Times Atlas", book("The Times Atlas")),
    ("en", "Homage to Catalonia, 25 April 1938", book("Homage to Catalonia", "Orwell")),
    ("en", "Anne Rice, Interview with the Vampire (1976)", book("Interview with the Vampire", "Rice, Anne", year=1976)),
    (
        "en",
        "Oriana Fallaci, Interview with History (Boston, 1976)",
        book("Interview with History", "Fallaci, Oriana", year=1976, place="Boston"),
    ),
    ("en", "Djilas, Conversations with Stalin (1962)", book("Conversations with Stalin", "Djilas", year=1962)),
    (
        "en",
        "Christopher Hill, The Century of Revolution, 1603-1714",
        book("The Century of Revolution, 1603-1714", "Hill, Christopher"),
    ),
    (
        "en",
        "John Reed, Ten Days That Shook the World (1919), 45",
        book("Ten Days That Shook the World", "Reed, John", year=1919),
    ),
    (
        "en",
        "M. L. King, “A Comparison of the Conceptions of God” (PhD diss., Boston University, 1955)",
        Work(Kind.THESIS, "A Comparison of the Conceptions of God", issued=Date(1955)),
    ),
    ("en", "Ruth 1998, 12", book("Ruth", "Gaskell", year=1998)),
    ("en", "Mark Mazower, Dark Continent, 12", book("Dark Continent", "Mazower, Mark")),
    ("en", "Daniel Bell, The End of Ideology, 23.5", book("The End of Ideology", "Bell, Daniel")),
    (
        "de",
        "Kafka, Brief an den Vater, Frankfurt 1952",
        book("Brief an den Vater", "Kafka", year=1952, place="Frankfurt"),
    ),
    ("de", "Heidegger, Brief über den Humanismus", book("Brief über den Humanismus", "Heidegger")),
    (
        "de",
        "Eckermann, Gespräche mit Goethe, Leipzig 1836",
        book("Gespräche mit Goethe", "Eckermann", year=1836, place="Leipzig"),
    ),
    (
        "de",
        "Archiv für Sozialgeschichte 12 (1972), S. 45",
        Work(ARTICLE, container="Archiv für Sozialgeschichte", volume="12"),
    ),
    (
        "de",
        "Ernst Posner, Archive in der antiken Welt, 1972, S. 12",
        book("Archive in der antiken Welt", "Posner, Ernst", year=1972),
    ),
    (
        "de",
        "Die Kabinettsprotokolle, hrsg. für das Bundesarchiv, Boppard: Boldt 1982, Bd. 1",
        book("Die Kabinettsprotokolle", house="Boldt", place="Boppard", year=1982),
    ),
    (
        "de",
        "Hannah Arendt, Der Liebesbegriff bei Augustin, Diss. Heidelberg 1929",
        book("Der Liebesbegriff bei Augustin", "Arendt, Hannah", year=1929),
    ),
    ("de", "Medicus, Bürgerliches Recht, 1968, Rn. 823", book("Bürgerliches Recht", "Medicus", year=1968)),
    ("fr", "Rousseau, Lettre à un ami", book("Lettre à un ami", "Rousseau")),
    ("fr", "Madame de Sévigné, Lettres, Paris, Gallimard, 1953", book("Lettres", "Sévigné", house="Gallimard")),
    (
        "fr",
        "Archives européennes de sociologie, 12, 1971",
        Work(ARTICLE, container="Archives européennes de sociologie", volume="12"),
    ),
    (
        "fr",
        "A. Farge, Le goût de l'archive, Paris, Seuil, 1989, p. 12",
        book("Le goût de l'archive", "Farge, A.", house="Seuil", year=1989),
    ),
    ("fr", "Montesquieu, De l'esprit des lois, XI, 6", book("De l'esprit des lois", "Montesquieu")),
    ("fr", "Gide, Retour à Moscou, 3 mai 1936", book("Retour à Moscou", "Gide")),
    (
        "it",
        "Gramsci, Lettere dal carcere, Torino, Einaudi, 1947",
        book("Lettere dal carcere", "Gramsci", house="Einaudi", year=1947),
    ),
    ("it", "Scuola di Barbiana, Lettera a una professoressa, 1967", book("Lettera a una professoressa", year=1967)),
    ("it", "Archivio storico italiano, 45, 1910", Work(ARTICLE, container="Archivio storico italiano", volume="45")),
    (
        "it",
        "O. Fallaci, Intervista con la storia, Milano, Rizzoli, 1974",
        book("Intervista con la storia", "Fallaci, O.", house="Rizzoli", year=1974),
    ),
    ("es", "Zorita, Cartas de Indias, Madrid, 1877", book("Cartas de Indias", year=1877, place="Madrid")),
    ("es", "Carta a mi madre", book("Carta a mi madre")),
    ("es", "Archivo Español de Arte 12 (1936): 45", Work(ARTICLE, container="Archivo Español de Arte", volume="12")),
    ("es", "Ortega, La rebelión de las masas, 1930, 45", book("La rebelión de las masas", "Ortega", year=1930)),
    ("pt", "Pessoa, Cartas a Ofélia, Lisboa, 1978", book("Cartas a Ofélia", "Pessoa", year=1978, place="Lisboa")),
    ("pt", "FREYRE, Casa-grande & senzala, 1933, p. 12", book("Casa-grande & senzala", "Freyre", year=1933)),
    (
        "pt",
        "Revista do Arquivo Municipal, 12, 1935",
        Work(ARTICLE, container="Revista do Arquivo Municipal", volume="12"),
    ),
    ("ru", "Бухарин Н. И. Тюремные рукописи. М., 1996. С. 12", book("Тюремные рукописи", "Бухарин", year=1996)),
    ("ru", "Чаадаев П. Я. Философические письма. М., 1991", book("Философические письма", "Чаадаев", year=1991)),
    ("ru", "Красный архив. 1923. № 2. С. 12", Work(ARTICLE, container="Красный архив", issue="2")),
    ("ru", "Ленин В. И. Государство и революция. С. 12", book("Государство и революция", "Ленин")),
]


@pytest.mark.parametrize(("language", "text", "work"), CATALOGUED, ids=lambda one: one if isinstance(one, str) else "")
def test_books_and_articles_are_not(language: str, text: str, work: Work) -> None:
    assert nature(text, work) == ""


def test_the_tables_are_of_many_languages() -> None:
    assert {"en", "de", "fr", "it", "es", "pt", "ru"} <= {language for language, *_ in BY_NATURE}
    assert min(Counter(language for language, *_ in CATALOGUED).values()) >= 3


@pytest.mark.parametrize(
    ("work", "kind"),
    [
        (Work(Kind.PERSONAL_COMMUNICATION), LETTER),
        (Work(Kind.LEGAL_CASE, "Brown v. Board"), CASE),
        (Work(Kind.CLASSIC, "Republic"), LINE),
        (Work(Kind.TREATY, "Treaty of Versailles"), TREATY),
        (Work(title="Letter from Marx to the editor"), LETTER),
        (Work(title="Protocols", archive="RGASPI, f. 17"), ARCHIVE),
        (Work(Kind.MANUSCRIPT, archive="Procuratori di San Marco"), ARCHIVE),
        (Work(Kind.MANUSCRIPT, "Inferno", archive="Inferno"), ""),  # no number, and a title beside it
        (Work(Kind.MANUSCRIPT, "I giornali torinesi", archive="fasc. 1-2"), ""),  # a fascicle of a journal
        (Work(Kind.PERSONAL_COMMUNICATION, "Carta Topografica Militare da sua A. I."), ""),  # a map
        (Work(Kind.LEGAL_CASE, "Roe v. Wade", publisher="University Press of Kansas"), ""),
        (Work(Kind.INTERVIEW, "Interview with Michel Foucault", container="Telos", volume="55"), ""),
        (Work(title="Matt. 5:3", ids=(Identifier("isbn", "0192850909"),)), ""),
    ],
    ids=str,
)
def test_by_the_kind_that_was_parsed(work: Work, kind: str) -> None:
    assert nature(work.title, work) == kind


@pytest.mark.parametrize(
    ("verdict", "outages", "becomes"),
    [
        (Verdict.UNCATALOGUED, (), Verdict.UNRESOLVED),
        (Verdict.UNCATALOGUED, (Outage("crossref", "timed out"),), Verdict.UNCHECKED),
        (Verdict.RESOLVED, (), Verdict.RESOLVED),
    ],
    ids=str,
)
def test_strictly(verdict: Verdict, outages: tuple[Outage, ...], becomes: Verdict) -> None:
    answer = Answer(Query("", Work()), asked=("shelf",), outages=outages)
    assert strictly(Judgement(answer, verdict, "a letter")).verdict is becomes
