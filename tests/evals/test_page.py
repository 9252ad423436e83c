"""The report page in a browser: it fits a phone, filters, and marks gold and cited words in the source."""

from __future__ import annotations

import shutil

import pytest

from evals.gate import judge
from evals.report import write_report
from evals.run import measure

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page_file(toy, toy_suites, truth, tmp_path):
    run = measure(toy, toy_suites, truth, lambda *_: None)
    return write_report(run, judge(run, run, {}), tmp_path)["html"]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_works_without_network_at_every_width(browser, page_file, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    faults, requests = [], []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: requests.append(request.url))
    page.goto(page_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.select_option("select[name=suite]", "duties")
    assert page.inner_text("#count") == "2 题"
    page.fill("input[name=words]", "几小时")
    case = page.locator("details.case").first
    case.locator("summary").click()
    assert "要在2小时内报告教育局" in case.locator("mark.both").first.inner_text()
    assert faults == []
    assert [r for r in requests if not r.startswith("file:")] == []
    page.close()
