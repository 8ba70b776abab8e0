"""The page in Debian's Chromium: filters work, nothing is asked of the network, nothing is complained of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from citecheck.model import Report
from citecheck.report.html import HtmlReporter
from tests.chromium import CHROMIUM, FLAGS
from tests.report.html.test_page import EVIL, evil
from tests.report.samples import REPORT

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")


class Opened:
    """A page, with what it asked for and what it complained of."""

    def __init__(self, page: playwright.Page, address: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(address)

    def shown(self) -> int:
        return int(self.page.locator("article:visible").count())


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[playwright.BrowserContext]:
    profile = tmp_path_factory.mktemp("profile")
    with playwright.sync_playwright() as engine:
        context = engine.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, headless=True, args=list(FLAGS)
        )
        yield context
        context.close()


def opened(browser: playwright.BrowserContext, tmp_path: Path, report: Report) -> Opened:
    path = tmp_path / "report.html"
    path.write_text(HtmlReporter().render(report), "utf-8")
    return Opened(browser.new_page(), path.as_uri())


def test_filters(browser: playwright.BrowserContext, tmp_path: Path) -> None:
    one = opened(browser, tmp_path, REPORT)
    assert one.shown() == 4
    one.page.get_by_role("checkbox", name="unresolved", exact=True).uncheck()
    assert one.shown() == 3  # the first note has a citation of another verdict
    one.page.get_by_role("checkbox", name="differs", exact=True).uncheck()
    assert one.shown() == 2
    one.page.get_by_role("checkbox", name="CC102", exact=True).uncheck()
    one.page.get_by_role("checkbox", name="CC503", exact=True).uncheck()
    assert one.shown() == 1
    assert one.page.locator("#count").text_content() == "1 of 4 notes"
    one.page.get_by_role("button", name="Show all").click()
    one.page.wait_for_function("document.getElementById('count').textContent === '4 of 4 notes'")
    assert one.shown() == 4
    assert one.complaints == []


@pytest.mark.parametrize("report", [REPORT, evil()], ids=["sample", "evil"])
def test_nothing_is_asked_and_nothing_runs(browser: playwright.BrowserContext, tmp_path: Path, report: Report) -> None:
    one = opened(browser, tmp_path, report)
    assert one.requests == [one.page.url]
    assert one.complaints == []


def test_scripts_in_notes_stay_text(browser: playwright.BrowserContext, tmp_path: Path) -> None:
    one = opened(browser, tmp_path, evil())
    assert one.page.locator("p.note").text_content() == EVIL
    assert one.page.locator("script").count() == 1


def test_the_policy_holds(browser: playwright.BrowserContext, tmp_path: Path) -> None:
    """Even markup that got through would not run, or ask for anything."""
    path = tmp_path / "forged.html"
    text = HtmlReporter().render(REPORT)
    forged = "<script>document.title = 'forged'</script><img src='https://example.invalid/x.png'>"
    path.write_text(text.replace("<main>", f"<main>{forged}"), "utf-8")
    one = Opened(browser.new_page(), path.as_uri())
    assert one.page.title() != "forged"
    assert len(one.complaints) == 2
    assert all("Content Security Policy" in complaint for complaint in one.complaints)


def test_all_notes_are_readable_without_scripts(browser: playwright.BrowserContext, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(HtmlReporter().render(REPORT), "utf-8")
    page = browser.new_page()
    client = browser.new_cdp_session(page)
    client.send("Emulation.setScriptExecutionDisabled", {"value": True})
    page.goto(path.as_uri())
    assert page.locator("article:visible").count() == 4
    assert page.locator("#filters:visible").count() == 0
