"""What the LaTeX reader makes of notes, marks, text and files."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.errors import ReadError
from citecheck.model import Block, Document, NoteKind
from citecheck.notes import find
from citecheck.protocols import Reader
from citecheck.read.latex import Latex

PATH = Path("thesis.tex")


def read(text: str, path: Path = PATH) -> Document:
    return Latex().read(text.encode(), path)


def notes(text: str) -> list[Block]:
    return [block for block in read(text).blocks if block.kind]


def plain(text: str) -> str:
    """The one paragraph or note that a source makes."""
    (block,) = (block for block in read(text).blocks if block.kind is None)
    return block.text.plain


def test_is_a_reader() -> None:
    assert isinstance(Latex(), Reader)


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (rb"\documentclass{article}", True),
        (b"% a comment\n\n\\documentclass[12pt]{book}", True),
        (rb"\section{No class}", False),
        (b"The command \\documentclass begins a file.", False),
        (b"", False),
    ],
    ids=str,
)
def test_recognizes_what_begins_a_document(head: bytes, known: bool) -> None:
    assert Latex().recognizes(head) is known


@pytest.mark.parametrize(
    ("source", "labels", "texts"),
    [
        (r"A.\footnote{one} B.\footnote{two}", ["1", "2"], ["one", "two"]),
        (r"A.\footnote[7]{seven} B.\footnote{one}", ["7", "1"], ["seven", "one"]),
        (r"A.\footnotemark{} B.\footnotetext{late}", ["1"], ["late"]),
        (r"A.\footnotemark[3] \footnotetext[3]{third}", ["3"], ["third"]),
        (r"\setcounter{footnote}{4}A.\footnote{five}", ["5"], ["five"]),
        (r"A.\endnote{end}", ["1"], ["end"]),
        (r"A.\sidenote{side}", ["1"], ["side"]),
        (r"A.\marginnote{margin}", [""], ["margin"]),
        (r"A.\tablefootnote{table}", ["1"], ["table"]),
        (r"\author{X\thanks{one}\and Y\thanks{two}}", ["∗", "†"], ["one", "two"]),
        (r"\section{Head\footnote{in a heading}}", ["1"], ["in a heading"]),
        (r"\renewcommand{\thefootnote}{\roman{footnote}}A.\footnote{i}", ["i"], ["i"]),
        (r"\renewcommand{\thefootnote}{\fnsymbol{footnote}}A.\footnote{i}", ["∗"], ["i"]),
        (r"\begin{minipage}{3cm}A.\footnote{a}\end{minipage}B.\footnote{b}", ["a", "1"], ["a", "b"]),
        (r"A.\footnote{outer\footnote{inner} more}", ["1", "2"], ["outer more", "inner"]),
        ("A.\\footnote{two\n\nparagraphs}", ["1"], ["two paragraphs"]),
        (r"\newcommand{\fn}[1]{\footnote{#1}}A.\fn{by macro}", ["1"], ["by macro"]),
        (r"\newcommand\fn{\footnote}A.\fn{by name}", ["1"], ["by name"]),
        (r"\def\fn#1{\footnote{See #1.}}A.\fn{Pipes}", ["1"], ["See Pipes."]),
        (r"\let\fn\footnote A.\fn{let}", ["1"], ["let"]),
        (r"\NewDocumentCommand{\fn}{o m}{\footnote{#2}}A.\fn[x]{xparse}", ["1"], ["xparse"]),
        (
            r"\newcommand{\fn}[2][Pipes]{\footnote{#1, #2}}A.\fn{4} B.\fn[Cliff]{5}",
            ["1", "2"],
            ["Pipes, 4", "Cliff, 5"],
        ),
        (r"$x\footnote{in mathematics}$", ["1"], ["in mathematics"]),
        (r"\begin{equation}x\footnote{displayed}\end{equation}", ["1"], ["displayed"]),
        (r"\begin{tabular}{ll}A\footnote{cell}&B\end{tabular}", ["1"], ["cell"]),
    ],
    ids=str,
)
def test_notes(source: str, labels: list[str], texts: list[str]) -> None:
    found = notes(source)
    assert [note.label for note in found] == labels
    assert [note.text.plain for note in found] == texts
    apparatus = find(read(source))
    assert all(note.mark for note in apparatus.notes)
    assert not apparatus.findings


@pytest.mark.parametrize(
    "source",
    [
        r"% A.\footnote{in a comment}",
        r"\begin{verbatim}\footnote{code}\end{verbatim}",
        r"\begin{lstlisting}[language=TeX]\footnote{code}\end{lstlisting}",
        r"A \verb|\footnote{x}| B",
        r"\iffalse A.\footnote{never}\fi B",
        r"\newcommand{\unused}[1]{\footnote{#1}} A.",
        r"\documentclass{article}\somesetup{\footnote{x}}\begin{document}A.\end{document}",
        r"A \textbackslash footnote",
        r"\footnotesize Small. \footnoterule",
        r"50\% of it\footnotemarks",
    ],
    ids=str,
)
def test_what_is_no_note(source: str) -> None:
    assert notes(source) == []


def test_else_of_a_false_condition_is_read() -> None:
    assert plain(r"\iffalse A\else B\fi") == "B"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"``Quoted'' and `single'", "“Quoted” and ‘single’"),
        (r"pp.~4--5---so\,on", "pp. 4–5—so on"),
        (r"\'{e}\'e\`a\^o\"u\~n\c{c}\v{s}\H{o}\.z\=a\k{a}\'\i", "ééàôüñçšőżāąí"),
        (r"{\ss}\o\O\ae\oe\aa\l\L{} \S~5", "ßøØæœåłŁ § 5"),
        (r"G\"{o}del and G{\"o}del", "Gödel and Gödel"),
        (r"50\% \& \$5 \#1 a\_b \{x\}", "50% & $5 #1 a_b {x}"),
        (r"\url{http://a.org/b%20c_d~e#f}", "http://a.org/b%20c_d~e#f"),
        ("a% comment\n   b", "ab"),
        ("a % comment\nb", "a b"),
        (r"see \ref{x} there", "see there"),
        (r"\foreignlanguage{german}{Beitrag}", "Beitrag"),
        (r"\textcolor{red}{text}", "text"),
        (r"\enquote{So}", "“So”"),
        (r"line\\[2ex]break", "line break"),
        (r"hy\-phen", "hyphen"),
        (r"H$_2$O and $x^2$", "H2O and x2"),
        (r"before \[ E = mc^2 \] after", "before after"),
        (r"\texorpdfstring{printed}{bookmark}", "printed"),
        (r"\newcommand{\eg}{e.g.,} \eg{} so", "e.g., so"),
        ('\\usepackage[ngerman]{babel}"`So"\' und Stra"se', "„So“ und Straße"),
        (r"\unknown[opt]{kept}", "kept"),
    ],
    ids=str,
)
def test_text(source: str, text: str) -> None:
    assert plain(source) == text


@pytest.mark.parametrize(
    ("source", "italic"),
    [
        (r"\emph{Results}, 1906", ["Results"]),
        (r"{\it Results}, 1906", ["Results"]),
        (r"{\em Results}, 1906", ["Results"]),
        (r"\textsl{A} and \textit{B}", ["A", "B"]),
        (r"{\itshape Results\normalfont{} 1906}", ["Results"]),
        (r"\emph{on \emph{off} on}", ["on ", " on"]),
        (r"\textbf{Bold} only", []),
        (r"\begin{quote}\itshape In\end{quote}", ["In"]),
    ],
    ids=str,
)
def test_italics(source: str, italic: list[str]) -> None:
    (block,) = read(source).blocks
    assert [block.text.plain[a:b] for a, b in block.text.emphasis] == italic


def test_a_note_in_italics_begins_upright() -> None:
    (note,) = notes(r"\emph{Title\footnote{Upright} goes on}")
    assert note.text.emphasis == ()


def test_places_are_exact() -> None:
    source = "One.\n\nTwo\\footnote{Text} and\n  \\footnote{%\n  Late}"
    first, second = notes(source)
    (paragraph,) = (block for block in read(source).blocks if block.calls)
    assert [(call.place.line, call.place.column) for call in paragraph.calls] == [(3, 4), (4, 3)]
    assert (first.place.line, first.place.column) == (3, 14)
    assert (second.place.line, second.place.column) == (5, 3)


def test_the_place_of_a_macro_is_where_it_stands() -> None:
    source = "\\newcommand{\\fn}[1]{\\footnote{#1}}\nA.\\fn{Pipes}"
    (note,) = notes(source)
    (call,) = (call for block in read(source).blocks for call in block.calls)
    assert (call.place.line, call.place.column) == (2, 3)
    assert (note.place.line, note.place.column) == (2, 7)


def test_a_mark_stands_where_its_offset_says() -> None:
    (paragraph, *_) = read(r"First.\footnote{x} Second.").blocks
    assert paragraph.text.plain == "First. Second."
    assert paragraph.calls[0].offset == 6


@pytest.mark.parametrize(("class_", "labels"), [("book", ["1", "2", "1"]), ("article", ["1", "2", "3"])], ids=str)
def test_books_number_by_chapter(class_: str, labels: list[str]) -> None:
    source = rf"\documentclass{{{class_}}}" + r"\chapter{A}a\footnote{x}b\footnote{y}\chapter{B}c\footnote{z}"
    assert [note.label for note in notes(source)] == labels
    assert [note.scope for note in find(read(source)).notes][-1] == (2 if class_ == "book" else 1)


def test_a_starred_chapter_does_not_number_anew() -> None:
    found = notes(r"\documentclass{book}\chapter{A}a\footnote{x}\chapter*{B}c\footnote{z}")
    assert [note.label for note in found] == ["1", "2"]


def test_a_mark_may_call_a_note_again() -> None:
    document = read(r"\author{A\thanks{Equal.}\and B\footnotemark[1]}")
    (note,) = (block for block in document.blocks if block.kind)
    assert [call.key for block in document.blocks for call in block.calls] == [note.key, note.key]


def test_a_reference_to_an_earlier_note_prints_its_number() -> None:
    found = notes(r"A.\footnote{\label{fn:a}Pipes.} B.\footnote{See n.~\ref{fn:a}.}")
    assert found[1].text.plain == "See n. 1."


def test_a_link_keeps_its_address_and_shows_a_hidden_doi() -> None:
    (link, doi) = notes(
        r"A.\footnote{\href{https://a.org/x}{Here}} B.\footnote{\href{https://doi.org/10.1000/xyz}{There}}"
    )
    assert link.text.links == ((0, 4, "https://a.org/x"),)
    assert doi.text.plain == "There <https://doi.org/10.1000/xyz>"


def test_a_sentence_goes_on_behind_a_quotation() -> None:
    blocks = read("He said\n\\begin{quote}So.\\end{quote}\nand left.\n\nAnew.").blocks
    assert [block.continues for block in blocks] == [False, False, True, False]


@pytest.mark.parametrize(
    ("source", "language"),
    [
        (r"\usepackage[english,ngerman]{babel} A", "de"),
        (r"\setmainlanguage{french} A", "fr"),
        (r"\documentclass[italian]{article} A", "it"),
        (r"A", None),
    ],
    ids=str,
)
def test_language(source: str, language: str | None) -> None:
    assert read(source).language == language


# --- files ----------------------------------------------------------------------------------------------------------


def test_files_are_read_in_at_their_place(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "one.tex").write_text("First.\n\nSecond\\footnote{Inner}", "utf-8")
    document = read("\\input{parts/one}\nAfter\\footnote{Outer}", tmp_path / "main.tex")
    inner, outer = (block for block in document.blocks if block.kind)
    assert (Path(inner.place.path), inner.place.line) == (tmp_path / "parts" / "one.tex", 3)
    assert (Path(outer.place.path), outer.place.line) == (tmp_path / "main.tex", 2)
    assert not document.warnings


@pytest.mark.parametrize("wanted", ["../secret", "/etc/passwd", "../../etc/hosts", "a/../../secret.tex"], ids=str)
def test_files_elsewhere_are_refused(tmp_path: Path, wanted: str) -> None:
    (tmp_path / "secret.tex").write_text("SECRET", "utf-8")
    (tmp_path / "book").mkdir()
    document = read(f"\\input{{{wanted}}} A.", tmp_path / "book" / "main.tex")
    assert [block.text.plain for block in document.blocks] == ["A."]
    (warning,) = document.warnings
    assert wanted in warning


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("SECRET", "utf-8")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "inside.tex").symlink_to(tmp_path / "secret.tex")
    document = read(r"\input{inside} A.", tmp_path / "book" / "main.tex")
    assert "SECRET" not in document.blocks[0].text.plain


def test_a_missing_file_is_told() -> None:
    (warning,) = read(r"A. \input{nowhere}").warnings
    assert "nowhere" in warning


def test_a_circle_of_files_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_text(r"\input{b}", "utf-8")
    (tmp_path / "b.tex").write_text(r"\input{a}", "utf-8")
    with pytest.raises(ReadError, match="reads itself in"):
        read(r"\input{a}", tmp_path / "main.tex")


def test_files_that_multiply_are_an_error(tmp_path: Path) -> None:
    for number, following in pairwise(range(20)):
        (tmp_path / f"f{number}.tex").write_text(rf"\input{{f{following}}}\input{{f{following}}}", "utf-8")
    (tmp_path / "f19.tex").write_text("x", "utf-8")
    with pytest.raises(ReadError, match="files are read in"):
        read(r"\input{f0}", tmp_path / "main.tex")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("\\usepackage[latin1]{inputenc} Müller".encode("latin-1"), "Müller"),
        ("\\usepackage[latin2]{inputenc} Łódź".encode("iso8859-2"), "Łódź"),
        ("Mu\u0308ller".encode(), "Müller"),
        (b"\xef\xbb\xbfBOM", "BOM"),
    ],
    ids=str,
)
def test_encodings(data: bytes, text: str) -> None:
    assert Latex().read(data, PATH).blocks[0].text.plain == text


def test_binary_data_are_an_error() -> None:
    with pytest.raises(ReadError):
        Latex().read(b"\\documentclass\x00\x01", PATH)


# --- works out of .bib files -----------------------------------------------------------------------------------------

BIB = """@book{pipes, author={Richard Pipes}, title={Lenin's Gulag}, address={London}, year={2014}}
@article{cliff, author={Cliff, Tony}, title={On the Class Nature}, journal={Socialist Review}, volume={3}, year={1948}}
"""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"A.\footcite[45]{pipes}", "Richard Pipes, Lenin’s Gulag, London 2014, 45"),
        (r"A.\footcite[See][45]{pipes}", "See Richard Pipes, Lenin’s Gulag, London 2014, 45"),
        (r"A.\footfullcite{cliff}", "Tony Cliff, “On the Class Nature”, Socialist Review 3 (1948)"),
        (r"A.\footnote{Cf.\ \cite[12]{pipes}.}", "Cf. Richard Pipes, Lenin’s Gulag, London 2014, 12."),
        (r"\usepackage[style=verbose]{biblatex}A.\autocite{pipes}", "Richard Pipes, Lenin’s Gulag, London 2014"),
        (r"A.\footnote{\cite{unknown}, 3}", "unknown, 3"),
    ],
    ids=str,
)
def test_citations_are_set_as_notes(tmp_path: Path, source: str, text: str) -> None:
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    document = read(source + r"\bibliography{refs}", tmp_path / "main.tex")
    (note,) = (block for block in document.blocks if block.kind)
    assert note.text.plain.replace("'", "’") == text


def test_the_work_of_an_entry_is_kept(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    source = r"\addbibresource{refs.bib}A.\footnote{See \cite{pipes}; \cite{cliff}.}"
    (note,) = (block for block in read(source, tmp_path / "main.tex").blocks if block.kind)
    assert [work.issued.year for _, _, work in note.embedded if work.issued] == [2014, 1948]
    start, end, _ = note.embedded[0]
    assert note.text.plain[start:end] == "Richard Pipes, Lenin's Gulag, London 2014"
    assert [note.text.plain[a:b] for a, b in note.text.emphasis] == ["Lenin's Gulag", "Socialist Review"]


@pytest.mark.parametrize(
    "source",
    [
        r"A \cite{pipes}.",
        r"A.\autocite{pipes}",
        r"\usepackage[style=numeric]{biblatex}A.\autocite{pipes}",
        r"\nocite{pipes}A",
    ],
    ids=str,
)
def test_citations_in_the_text_are_no_notes(tmp_path: Path, source: str) -> None:
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    document = read(source + r"\bibliography{refs}", tmp_path / "main.tex")
    assert not [block for block in document.blocks if block.kind or block.calls]


LIST = r"\begin{thebibliography}{9}\bibitem{a} First. \bibitem[X]{b} Second.\end{thebibliography}"


def test_a_list_of_references_is_what_there_is_to_check() -> None:
    document = read(r"A \cite{b}. " + LIST)
    entries = [block for block in document.blocks if block.kind is NoteKind.REFERENCE]
    assert [(entry.label, entry.text.plain) for entry in entries] == [("1", "First."), ("X", "Second.")]
    assert [call.label for block in document.blocks for call in block.calls] == ["X"]


def test_a_list_of_references_beside_notes_is_running_text() -> None:
    document = read(r"A \cite{b}.\footnote{Note.} " + LIST)
    assert [block.text.plain for block in document.blocks if block.kind] == ["Note."]
    assert [call.label for block in document.blocks for call in block.calls] == ["1"]


# --- hostile input ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "{" * 20_000,
        "}" * 20_000,
        r"\footnote{" * 20_000,
        r"\footnote[" * 20_000,
        r"\emph{" * 20_000 + "x" + "}" * 20_000,
        r"\begin{quote}" * 20_000,
        r"\end{quote}" * 20_000,
        r"\begin{verbatim}" * 20_000,
        r"\verb|" * 20_000,
        r"\verb|x| " * 20_000,
        r"\iffalse " * 20_000,
        r"\url{" * 20_000,
        "%\n" * 20_000,
        "$" * 20_001,
        "\\" * 20_001,
        r"\footnote[1]{}" * 20_000,
        "`'-" * 20_000,
        "\n \n" * 20_000,
    ],
    ids=lambda source: source[:12],
)
def test_hostile_text_is_read_to_its_end(source: str) -> None:
    document = read(source)
    assert document.format == "latex"


@pytest.mark.parametrize(
    "source",
    [
        r"\def\a{\a\a}\a",
        "".join(rf"\newcommand{{\x{a}}}{{\x{b}\x{b}\x{b}\x{b}}}" for a, b in pairwise("abcdefghijklmnopqrstuvwxyz"))
        + r"\xa",
    ],
    ids=["itself", "many"],
)
def test_macros_that_expand_without_end_are_stopped(source: str) -> None:
    try:
        document = read(source)
    except ReadError as error:
        assert "macros expand" in str(error)  # noqa: PT017 - either outcome will do, as long as it comes to an end
    else:
        assert not [block for block in document.blocks if block.text.plain]


@given(st.text(alphabet=r"\{}[]$%&~#^_ab1 *'`-" + "\n", max_size=200))
def test_any_text_is_read(text: str) -> None:
    for block in read(text).blocks:
        assert all(0 <= call.offset <= len(block.text.plain) for call in block.calls)
        assert all(0 <= a < b <= len(block.text.plain) for a, b in block.text.emphasis)


@given(
    st.lists(st.sampled_from([r"\footnote{a}", r"\footnotemark{}", r"\footnotetext{b}", "text ", "\n\n", r"\emph{c}"]))
)
def test_every_note_is_read(pieces: list[str]) -> None:
    wanted = sum(piece.startswith((r"\footnote{", r"\footnotetext")) for piece in pieces)
    assert len(notes("".join(pieces))) == wanted
