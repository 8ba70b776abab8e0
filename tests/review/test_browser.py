"""The editor's page in Debian's Chromium, served by the command: what an editor does, and what must not happen."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.chromium import CHROMIUM, FLAGS
from tests.conftest import ROOT, Run
from tests.replay import Canned, Replay, found
from tests.review.serving import Review, Window, decisions, written

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
expect = playwright.expect
expect.set_options(timeout=60_000)  # a busy machine is no fault of the page

AXE = Path(os.environ.get("CITECHECK_NODE_MODULES") or ROOT / "build/node_modules") / "axe-core/axe.min.js"

DIFFERS = "E. J. Hobsbawm, *The Age of Revolution: Europe, 1789–1848* (London: Weidenfeld and Nicolson, 1952), p. 23."
RESOLVED = "E. P. Thompson, *The Making of the English Working Class* (London: Gollancz, 1963), p. 9."
INVENTED = "Nobody Atall, *A Book That Was Never Written* (London, 1951), p. 12."
TWO = "Karl Polanyi, *The Great Transformation* (New York, 1944); Nobody Atall, *Another Unwritten Book* (Leeds, 1952)."
COMMENT = "The minister had said so before, and would say so again."
THOMPSON = {  # as Crossref tells it
    "DOI": "10.1000/thompson", "type": "book", "title": ["The Making of the English Working Class"],
    "author": [{"given": "E. P.", "family": "Thompson"}], "issued": {"date-parts": [[1963]]}, "publisher": "Gollancz",
}  # fmt: skip
NOTES = (DIFFERS, RESOLVED, INVENTED, TWO, "Ibid., p. 4.", COMMENT)

# In a manuscript its brackets are escaped: Markdown would take them for markup, and leave it out.
EVIL = "</mark></p><script>document.title='owned'</script><img src=x onerror=document.title='owned'>\"'{{ 7*7 }}"
ESCAPED = EVIL.replace("<", "\\<")
TURNED = "\u202eLIAM\u202c"

Open = Callable[..., Window]
Serve = Callable[..., Review]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, headless=True, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Runs the command in the test's folder; it is stopped after the windows are closed."""
    running: list[Review] = []

    def review(*arguments: str) -> Review:
        running.append(Review(tmp_path, *arguments))
        return running[-1]

    yield review
    for one in running:
        one.stop()


@pytest.fixture
def chapter(serve: Serve, tmp_path: Path) -> Review:
    """Six notes under review, with the built-in catalogue."""
    written(tmp_path, "chapter.md", NOTES)
    return serve("chapter.md", "--offline", "--by", "A. Editor")


@pytest.fixture
def opened(serve: Serve, browser: Any) -> Iterator[Open]:
    """Opens an address in a window of its own, of one profile; at the end none may have complained."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, accept_downloads=True)
    windows: list[Window] = []

    def window(address: str, *, expected: str = "") -> Window:
        windows.append(Window(context.new_page(), address))
        windows[-1].expected = expected
        return windows[-1]

    yield window
    context.close()
    for one in windows:
        assert [told for told in one.complaints if not (one.expected and re.search(one.expected, told))] == []
        assert one.elsewhere == []


def checked(window: Window, notes: int = len(NOTES)) -> Window:
    """The window, once all notes are checked and the first is open."""
    expect(window.page.locator("#progress")).to_have_text(re.compile(rf"^{notes:,} of {notes:,} notes? checked"))
    window.page.locator("#note > *").first.wait_for()
    return window


def names(window: Window) -> list[str]:
    """The notes that the list shows, in order."""
    return sorted(window.page.locator(".row .name").all_text_contents(), key=lambda name: int(name.split()[-1]))


# --- seeing ---------------------------------------------------------------------------------------------------------


def test_a_note_stands_beside_its_sentence_its_fields_and_the_record(chapter: Review, opened: Open) -> None:
    window = checked(opened(chapter.address))
    page = window.page
    expect(page.locator(".sentence")).to_have_text("Sentence number 1 calls a note.1")
    assert page.locator(".text mark[data-field=issued]").text_content() == "1952"
    expect(window.citation().locator(".verdict")).to_have_text("differs")
    row = window.citation().get_by_role("row", name="issued")
    assert row.locator("td.differs").text_content() == "1962 differs"
    assert window.citation().get_by_role("link", name="WorldCat").get_attribute("rel") == "noreferrer noopener"
    expect(window.citation().locator(".findings")).to_contain_text("CC303")


def test_a_back_reference_leads_to_what_it_means(chapter: Review, opened: Open) -> None:
    window = checked(opened(chapter.address))
    window.open("footnote 5")
    window.citation().get_by_role("button", name="footnote 4").click()
    window.page.get_by_role("heading", name="footnote 4", level=2).wait_for()


def test_the_filters_leave_what_is_asked_for(chapter: Review, opened: Open) -> None:
    window = checked(opened(chapter.address))
    page, count = window.page, window.page.locator("#count")
    expect(count).to_have_text("6 notes")
    page.get_by_label("needs a look").check()
    expect(count).to_have_text("4 of 6 notes")
    page.get_by_label("needs a look").uncheck()
    page.get_by_text("Verdicts and findings").click()
    page.get_by_role("checkbox", name=re.compile("^unresolved")).check()
    expect(page.locator(".row")).to_have_count(3)
    assert names(window) == ["footnote 3", "footnote 4", "footnote 5"]
    page.get_by_role("button", name="Show all").click()
    expect(count).to_have_text("6 notes")
    page.get_by_role("checkbox", name=re.compile("^CC303")).check()
    expect(page.locator(".row")).to_have_count(1)
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("Search").fill("working thompson")
    expect(page.locator(".row")).to_have_count(1)
    assert names(window) == ["footnote 2"]


def test_a_dropped_file_is_checked(chapter: Review, opened: Open, tmp_path: Path) -> None:
    window = checked(opened(chapter.address))
    page = window.page
    text = f"A sentence.[^1]\n\n[^1]: {RESOLVED}\n"
    dropped = page.evaluate_handle(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "<b>dropped</b>.md", { type: "text/markdown" }));
            return data;
        }""",
        text,
    )
    page.dispatch_event("body", "dragenter", {"dataTransfer": dropped})
    expect(page.locator("#drop")).to_be_visible()
    page.dispatch_event("body", "drop", {"dataTransfer": dropped})
    expect(page.locator("#drop")).to_be_hidden()
    checked(window, 1)
    expect(page.locator("#documents option")).to_have_count(2)
    expect(page.locator("#about")).to_contain_text("kept only until the program ends")
    expect(window.citation().locator(".verdict")).to_have_text("resolved")
    page.get_by_label("Check a file…").set_input_files(tmp_path / "chapter.md")
    checked(window)
    expect(page.locator("#documents option")).to_have_count(3)


def test_verdicts_come_one_by_one(serve: Serve, opened: Open, tmp_path: Path) -> None:
    """The catalogue answers the second question on the second note only when the test lets it."""
    gate = threading.Event()

    def slow(path: str) -> Canned:
        if "query.author=Atall" in path:
            gate.wait(60)
        items = [] if "Never" in path else [THOMPSON]
        return found({"status": "ok", "message-type": "work-list", "message": {"items": items}}, delay=0.3)

    written(tmp_path, "slow.md", (RESOLVED, INVENTED))
    with Replay(slow) as service:
        review = serve("slow.md", "--catalogue", "crossref", "--base", f"crossref={service.url}")
        window = opened(review.address)
        expect(window.page.locator("#progress")).to_have_text("1 of 2 notes checked")
        expect(window.option("footnote 1")).to_contain_text("resolved")
        expect(window.option("footnote 2")).to_contain_text("pending")
        window.open("footnote 2")
        expect(window.citation().get_by_role("button", name="Query to author")).to_be_disabled()
        gate.set()
        checked(window, 2)
        expect(window.option("footnote 2")).to_contain_text("unresolved")
        expect(window.citation().get_by_role("button", name="Query to author")).to_be_enabled()
        expect(window.page.locator("#told")).to_have_text("slow.md: all 2 notes checked")


# --- deciding -------------------------------------------------------------------------------------------------------


def test_what_is_accepted_stays_until_it_is_undone(chapter: Review, opened: Open, tmp_path: Path) -> None:
    window = checked(opened(chapter.address))
    window.citation().get_by_role("button", name="Accept a", exact=True).click()
    expect(window.citation().locator(".decision")).to_contain_text("accepted (shelf hobsbawm1962age) by A. Editor")
    expect(window.option("footnote 1")).to_contain_text("✓ accepted")
    window.page.reload()
    checked(window)
    expect(window.citation().locator(".decision")).to_contain_text("accepted")
    window.page.keyboard.press("u")
    expect(window.citation().locator(".decision")).to_have_count(0)
    expect(window.option("footnote 1")).not_to_contain_text("accepted")
    assert decisions(tmp_path)["decisions"] == {}
    window.page.keyboard.press("u")
    expect(window.page.locator("#wrong")).to_have_text(re.compile("nothing to undo", re.IGNORECASE))
    window.expected = "404"


def test_a_reload_keeps_document_and_note(chapter: Review, opened: Open) -> None:
    window = checked(opened(chapter.address))
    window.open("footnote 3")
    expect(window.page).to_have_url(re.compile("note=3$"))
    window.page.reload()
    checked(window)
    expect(window.page.locator("#note-title")).to_contain_text("footnote 3")


def test_decisions_outlive_the_program_however_it_ends(serve: Serve, opened: Open, tmp_path: Path) -> None:
    written(tmp_path, "chapter.md", NOTES)
    first = serve("chapter.md", "--offline")
    window = checked(opened(first.address, expected="ERR_|Failed to load"))
    window.page.keyboard.press("a")
    expect(window.citation().locator(".decision")).to_be_visible()
    first.stop(signal.SIGKILL)
    expect(window.page.locator("#lost")).to_contain_text("decisions are not saved until it is back")
    window.page.keyboard.press("u")
    expect(window.page.locator("#wrong")).to_contain_text("cannot be reached")
    window = checked(opened(serve("chapter.md", "--offline").address))
    expect(window.citation().locator(".decision")).to_contain_text("accepted")
    expect(window.option("footnote 1")).to_contain_text("✓ accepted")


def test_the_second_window_is_told_what_the_first_decided(chapter: Review, opened: Open, tmp_path: Path) -> None:
    one = checked(opened(chapter.address))
    two = checked(opened(chapter.address, expected="409"))
    two.page.keyboard.press("q")
    two.page.get_by_role("dialog").get_by_label("Why").fill("Is it the second edition?")
    one.page.keyboard.press("a")
    expect(two.option("footnote 1")).to_contain_text("✓ accepted")  # told at once, but the dialog is not disturbed
    two.page.get_by_role("button", name="Save").click()
    expect(two.page.locator("#wrong")).to_contain_text("Not saved")
    expect(two.page.locator("#wrong")).to_contain_text("accepted")
    expect(two.citation().locator(".decision")).to_contain_text("accepted")
    (decided,) = decisions(tmp_path)["decisions"].values()
    assert decided["kind"] == "accepted"


def test_a_reason_must_be_given_where_it_is_needed(chapter: Review, opened: Open, tmp_path: Path) -> None:
    window = checked(opened(chapter.address))
    window.open("footnote 3")
    window.citation().get_by_role("button", name="Exists elsewhere").click()
    dialog = window.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_contain_text("Say why.")
    dialog.get_by_label("Why").fill("  In the library of the town,\nshelf 3. ")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(window.citation().locator(".decision")).to_contain_text("exists elsewhere by A. Editor")
    expect(window.citation().locator(".decision")).to_contain_text("In the library of the town, shelf 3.")
    window.citation().get_by_role("button", name="Withdraw").click()
    expect(window.citation().locator(".decision")).to_have_count(0)
    assert decisions(tmp_path)["decisions"] == {}


def test_all_above_a_probability_are_accepted_in_one_step(chapter: Review, opened: Open) -> None:
    window = checked(opened(chapter.address))
    page = window.page
    page.get_by_role("button", name="Accept above…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("2 citations would be accepted.")
    dialog.get_by_label("Probability").fill("1")
    expect(dialog).to_contain_text("0 citations would be accepted.")
    dialog.get_by_label("Probability").fill("0.9")
    dialog.get_by_role("button", name="Accept 2").click()
    expect(window.option("footnote 2")).to_contain_text("✓ accepted")
    expect(window.option("footnote 4")).to_contain_text("✓ accepted")
    expect(window.option("footnote 1")).not_to_contain_text("✓")  # it differs from its record
    page.keyboard.press("u")
    expect(window.option("footnote 2")).not_to_contain_text("✓")
    expect(window.option("footnote 4")).not_to_contain_text("✓")


def test_the_bibliography_that_is_exported_is_that_of_the_command(
    chapter: Review, opened: Open, tmp_path: Path, command: Run
) -> None:
    window = checked(opened(chapter.address))
    page = window.page
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Take issued of the record").click()
    dialog.get_by_role("button", name="Accept with corrections").click()
    expect(window.citation().locator(".decision")).to_contain_text("corrected")
    expect(page.locator("#known")).to_have_text(re.compile(r"^\d of 5 works known"))
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="BibTeX").click()
    exported = Path(waiting.value.path()).read_text("utf-8")
    assert "1962" in exported
    done = command("check", "chapter.md", "--format", "bib=refs.bib", "--exit-zero")
    assert (tmp_path / "refs.bib").read_text("utf-8") == exported, done.stderr
    done = command("bib", "chapter.md", "--output", "bib.bib")
    assert (tmp_path / "bib.bib").read_text("utf-8") == exported, done.stderr


# --- marking fields -------------------------------------------------------------------------------------------------


def selected(window: Window, words: str) -> None:
    """Selects words of the note, as a mouse would."""
    window.page.get_by_label("Select words here").evaluate(
        """(box, words) => {
            const at = box.value.indexOf(words);
            box.focus();
            box.setSelectionRange(at, at + words.length);
        }""",
        words,
    )


def test_fields_marked_by_hand_are_judged_anew(serve: Serve, opened: Open, tmp_path: Path) -> None:
    """A character beyond the first plane stands before the words: offsets count code points."""
    written(tmp_path, "marks.md", (f"😀 {RESOLVED}",))
    review = serve("marks.md", "--offline")
    window = checked(opened(review.address), 1)
    page = window.page
    before = page.locator(".text mark").all_text_contents()
    page.get_by_role("button", name="Correct the fields").click()
    selected(window, "Working Class ")
    page.get_by_role("button", name="container-title").click()
    expect(page.locator("#marked mark[data-field=container-title]")).to_have_text("Working Class")
    expect(page.locator("#marked mark[data-field=title]")).to_have_text("The Making of the English")
    window.page.get_by_role("button", name="Save").click()
    expect(window.option("footnote 1")).to_contain_text("fields by hand")
    expect(page.locator(".text mark[data-field=container-title]")).to_have_text("Working Class")
    expect(window.citation().get_by_role("row", name="title", exact=False).first).to_be_visible()
    (corrected,) = decisions(tmp_path)["corrections"].values()
    assert "container-title" in str(corrected)
    page.get_by_role("button", name="Correct the fields").click()
    page.get_by_role("button", name="Back to the machine's reading").click()
    expect(page.locator(".text mark")).to_have_text(before)
    assert decisions(tmp_path)["corrections"] == {}


def test_citations_are_split_joined_added_and_removed(chapter: Review, opened: Open) -> None:
    window = checked(opened(chapter.address))
    page = window.page
    window.open("footnote 4")
    page.keyboard.press("e")
    drafted = page.locator("#drafted > li")
    expect(drafted).to_have_count(2)
    page.get_by_role("button", name="Join with the next: citation 1").click()
    expect(drafted).to_have_count(1)
    page.get_by_label("Select words here").evaluate(
        "box => { const at = box.value.indexOf('Nobody'); box.focus(); box.setSelectionRange(at, at); }"
    )
    page.keyboard.press("/")
    expect(drafted).to_have_count(2)
    page.get_by_role("button", name="Remove citation 2").click()
    expect(drafted).to_have_count(1)
    selected(window, "Nobody Atall, Another Unwritten Book (Leeds, 1952)")
    page.keyboard.press("+")
    expect(drafted).to_have_count(2)
    selected(window, "Nobody Atall")
    page.keyboard.press("1")
    expect(drafted.nth(1).get_by_role("combobox")).to_have_value("author")
    drafted.nth(1).get_by_role("combobox").select_option("editor")
    expect(page.locator("#marked mark[data-field=editor]")).to_have_text("Nobody Atall")
    drafted.nth(1).get_by_role("button", name="Remove editor").click()
    selected(window, "Polanyi, The Great Transformation (New York, 1944); Nobody")
    page.keyboard.press("2")
    expect(page.locator("#marking-wrong")).to_have_text("The words belong to two citations.")
    window.option("footnote 1").click()
    expect(page.locator("#wrong")).to_contain_text("Save the fields")  # marks are not lost by a click
    page.get_by_role("button", name="Cancel").click()
    window.open("footnote 1")


# --- by the keyboard alone ------------------------------------------------------------------------------------------


def test_everything_is_done_with_keys(chapter: Review, opened: Open, tmp_path: Path) -> None:
    window = checked(opened(chapter.address))
    page, press = window.page, window.page.keyboard.press
    title = page.locator("#note-title")
    press("?")
    expect(page.get_by_role("dialog", name="Help")).to_be_visible()
    press("Escape")
    for key, name in (("j", "footnote 2"), ("j", "footnote 3"), ("k", "footnote 2"), ("n", "footnote 3")):
        press(key)
        expect(title).to_contain_text(name)
    press("q")
    page.keyboard.type("Where did you find it? jkaqu")
    press("Tab")
    press("Enter")
    expect(window.citation().locator(".decision")).to_contain_text("Where did you find it? jkaqu")
    press("n")
    expect(title).to_contain_text("footnote 4")
    press("2")
    expect(window.citation(2)).to_be_focused()
    press("r")
    page.keyboard.type("A letter.")
    press("Tab")
    press("Enter")
    expect(window.citation(2).locator(".decision")).to_contain_text("archival")
    press("1")
    press("a")
    expect(window.citation(1).locator(".decision")).to_contain_text("accepted")
    press("f")
    page.keyboard.type("age of revolution")
    expect(page.locator("#count")).to_have_text("1 of 6 notes")
    press("Escape")
    expect(page.get_by_role("listbox")).to_be_focused()
    press("Home")
    expect(title).to_contain_text("footnote 1")
    press("e")
    for _ in "E. J. Hobsbawm":
        press("Shift+ArrowRight")
    press("8")
    expect(page.locator("#marked mark[data-field=editor]")).to_have_text("E. J. Hobsbawm")
    press("Enter")
    expect(window.option("footnote 1")).to_contain_text("fields by hand")
    expect(page.locator(".text mark[data-field=editor]")).to_have_text("E. J. Hobsbawm")
    press("u")
    expect(page.locator(".text mark[data-field=author]")).to_have_text("E. J. Hobsbawm")
    press("b")
    expect(page.locator("#works summary").first).to_be_focused()
    press("d")
    expect(page.locator("#documents")).to_be_focused()
    kinds = sorted(one["kind"] for one in decisions(tmp_path)["decisions"].values())
    assert kinds == ["accepted", "archival", "query"]


# --- two thousand notes ---------------------------------------------------------------------------------------------


def test_two_thousand_notes_are_listed_and_few_are_drawn(serve: Serve, opened: Open, tmp_path: Path) -> None:
    written(tmp_path, "long.md", [COMMENT, RESOLVED, "Ibid., p. 4.", COMMENT] * 500)
    review = serve("long.md", "--offline")
    window = checked(opened(review.address), 2000)
    page, rows = window.page, window.page.locator(".row")
    expect(page.locator("#count")).to_have_text("2,000 notes")
    assert rows.count() < 60
    page.get_by_role("listbox").evaluate("list => list.scrollTo(0, list.scrollHeight)")
    expect(window.option("footnote 2000")).to_be_visible()
    assert rows.count() < 60
    page.get_by_role("listbox").focus()
    expect(window.option("footnote 1")).to_be_attached()  # the open one is always there to be named
    page.keyboard.press("End")
    expect(page.locator("#note-title")).to_contain_text("footnote 2000")
    assert page.locator("[aria-selected=true]").get_attribute("aria-posinset") == "2000"
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowUp")
    chosen = page.get_by_role("listbox").get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-setsize") == "2000"
    page.get_by_label("Search").fill("ibid")
    expect(page.locator("#count")).to_have_text("500 of 2,000 notes")


# --- what must not happen -------------------------------------------------------------------------------------------


def test_hostile_texts_stay_text(serve: Serve, opened: Open, tmp_path: Path) -> None:
    """Note, sentence, file name, catalogue's answer, its key and address, the reason, the editor's name."""
    note = f"Nobody Atall, A Book {ESCAPED} {TURNED} (London, 1951), p. 12."
    name = "<img src=x onerror=alert(1)>.md"
    written(tmp_path, name, (note, "Mallory, *The Title of an Evil Book* (Paris, 1950).")).write_text(
        (tmp_path / name).read_text("utf-8").replace("Sentence number 1", f"Sentence {ESCAPED}"), "utf-8"
    )
    (tmp_path / "evil.bib").write_text(
        "@book{mallory1950title,\n  author = {Mallory, <script>alert(1)</script>},\n"
        "  title = {The Title of an Evil Book},\n  publisher = {<img src=x onerror=alert(2)>},\n"
        "  date = {1950},\n  url = {javascript:alert(3)},\n}\n",
        "utf-8",
    )
    review = serve(name, "--offline", "--catalogue", "evil.bib", "--by", EVIL)
    window = checked(opened(review.address), 2)
    page = window.page
    assert "<script>document.title='owned'</script>" in page.locator(".text").text_content()
    assert TURNED[0] not in page.locator("#open").text_content()
    window.open("footnote 2")
    expect(window.citation().locator("tbody")).to_contain_text("<img src=x onerror=alert(2)>")
    page.keyboard.press("q")
    page.keyboard.type(EVIL)
    page.get_by_role("button", name="Save").click()
    expect(window.citation().locator(".decision")).to_contain_text("onerror=document.title")
    page.locator("#entries summary").last.click()
    assert page.locator("main img, main script, header img").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.title() == f"{name}: citecheck review"


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core: npm install --prefix build axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(browser: Any, chapter: Review, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    window = checked(Window(context.new_page(), chapter.address))
    page = window.page
    page.evaluate(AXE.read_text("utf-8"))
    assert faults(page) == []
    page.keyboard.press("a")
    expect(window.citation().locator(".decision")).to_be_visible()
    page.get_by_text("Verdicts and findings").click()
    page.locator("#entries summary").first.click()
    page.get_by_text("Export", exact=True).click()
    assert faults(page) == []
    page.keyboard.press("Escape")
    window.open("footnote 4")
    for key, shown in (("e", "#correcting"), ("s", "#fields-dialog"), ("q", "#reason-dialog"), ("?", "#help-dialog")):
        page.keyboard.press(key)
        expect(page.locator(shown)).to_be_visible()
        assert (key, faults(page)) == (key, [])
        page.keyboard.press("Escape")
        expect(page.locator(shown)).to_be_hidden()
    page.get_by_role("button", name="Accept above…").click()
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 420, "height": 800})
    assert faults(page) == []
    context.close()


def faults(page: Any) -> list[str]:
    """What axe-core calls serious or critical."""
    found: list[str] = page.evaluate(
        """async () => (await axe.run()).violations
            .filter(one => ["serious", "critical"].includes(one.impact))
            .map(one => `${one.id}: ${one.nodes.map(node => node.target.join(" ")).join(", ")}`)"""
    )
    return found


@pytest.mark.skipif(not os.environ.get("CITECHECK_SCREENSHOTS"), reason="made when CITECHECK_SCREENSHOTS is set")
def test_the_pictures_of_the_manual(browser: Any, tmp_path: Path) -> None:
    sample = ROOT / "refs/manuscripts/notes-article.md"
    (tmp_path / sample.name).write_bytes(sample.read_bytes())
    context = browser.new_context(
        viewport={"width": 1400, "height": 900}, color_scheme="light", reduced_motion="reduce"
    )
    with Review(tmp_path, sample.name, "--offline", "--by", "A. Editor") as review:
        window = checked(Window(context.new_page(), review.address), 22)
        page = window.page
        expect(page.locator("#known")).to_have_text("16 of 18 works known")
        page.keyboard.press("n")
        expect(page.locator("#note-title")).to_contain_text("footnote 17")  # it differs from its record
        pictured(page, "review.png")
        page.keyboard.press("e")
        selected(window, "1952")
        pictured(page, "review-correct.png")
    context.close()


def pictured(page: Any, name: str) -> None:
    """A picture with few colours: a third of the size."""
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(64)
    taken.save(ROOT / "docs" / name, optimize=True)
