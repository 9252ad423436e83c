"""A real conversation in a real browser: ask, click a citation, see the marked words; nothing leaves."""

import shutil
import socket
import threading
import time
from urllib.parse import urlsplit

import pytest
import uvicorn

from assistant.web.app import build_app, functions_of
from assistant.web.page import Words

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="没有找到 Chromium，网页测试跳过")


def served(app):
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.fixture(scope="module")
def votes():
    return []


@pytest.fixture(scope="module")
def address(ask, documents, votes):
    words = Words(examples={"职责": ("乡镇要做什么？",)})
    yield from served(build_app(ask, documents, words=words, feedback=votes.append))


@pytest.fixture(scope="module")
def real_address(assistant):
    functions = functions_of(assistant)
    yield from served(build_app(functions.ask, functions.documents, functions=functions))


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser):
    """Open a page; at the end no request but to its own host was made, and nothing went wrong in it."""
    opened = []

    def open_page(address, width=1280, height=800):
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        page = context.new_page()
        sent, faults = set(), []
        page.on("request", lambda request: sent.add(request.url))
        # a request that the policy stopped never left the browser
        page.on(
            "requestfailed", lambda request: sent.discard(request.url) if request.failure == "csp" else None
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        opened.append((context, sent, faults, urlsplit(address).netloc))
        page.goto(address)
        page.wait_for_selector("html.ready")
        return page

    yield open_page
    for context, sent, faults, own in opened:
        context.close()
        assert {urlsplit(url).netloc for url in sent} <= {own, ""}
        assert faults == []


def ask_for(page, question):
    before = page.locator(".turn").count()
    page.fill("#box textarea", question)
    page.press("#box textarea", "Enter")
    page.wait_for_selector(f'.turn[data-turn="{before + 1}"][data-state="done"]')
    return page.locator(".turn").last


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def in_sight(page, selector):
    """Whether an element lies inside the window, and not below the fold of its own pane."""
    return page.evaluate(
        """selector => {
            const box = document.querySelector(selector).getBoundingClientRect();
            const pane = document.querySelector("#pane-body").getBoundingClientRect();
            return box.height > 0 && box.top >= pane.top && box.bottom <= Math.min(pane.bottom, innerHeight);
        }""",
        selector,
    )


def test_a_click_on_a_citation_shows_the_words_in_the_whole_document(visit, address, notice):
    page = visit(address)
    turn = ask_for(page, "乡镇要做什么？")
    turn.locator(".words a.cite").nth(1).click()
    page.wait_for_selector('mark.on[data-n="2"]')
    assert page.locator("mark.on").inner_text() == "发现险情立即报告县防汛办；"
    assert notice.title in page.locator(".pane-title").inner_text()
    assert "一、加强巡查" in page.locator("#pane-body").inner_text()
    page.wait_for_function("document.querySelector('#pane-body') === document.activeElement")
    assert in_sight(page, "mark.on")


def test_the_real_engine_from_question_to_marked_sentence(visit, real_address, library):
    page = visit(real_address)
    turn = ask_for(page, "村“两委”成员感染了要向谁报告？")
    turn.locator(".words a.cite").last.click()
    page.wait_for_selector("mark.on")
    words = "".join(page.locator("mark.on").all_inner_texts())
    assert "第一时间报告市委组织部" in words
    assert any(words in document.text for document in library.documents.values())
    assert in_sight(page, "mark.on")


def test_an_image_planted_in_a_document_is_neither_shown_nor_fetched(visit, address):
    page = visit(address)
    ask_for(page, "学校呢").locator(".words a.cite").first.click()
    page.wait_for_selector("mark.on")
    assert page.locator("#pane-body img, #log img").count() == 0
    assert "<img src=" in page.locator("mark.on").inner_text()


def test_the_policy_blocks_an_outside_image_even_where_one_got_in(visit, address):
    page = visit(address)
    blocked = page.evaluate(
        """() => new Promise((done) => {
            document.addEventListener("securitypolicyviolation", (e) => done(e.effectiveDirective));
            document.body.append(Object.assign(new Image(), { src: "http://leak.example/x.png" }));
            setTimeout(() => done(null), 5000);
        })"""
    )
    assert blocked == "img-src"


@pytest.mark.parametrize(
    "question", ["乡镇要做什么？", "沙袋遇水就化吗？", "股票会涨吗？", "长" * 300, "<b>x</b>" * 40]
)
def test_phone_width(visit, address, question):
    page = visit(address, 390, 844)
    assert fits(page)
    turn = ask_for(page, question)
    assert fits(page)
    if turn.locator(".words a.cite").count():
        turn.locator(".words a.cite").first.click()
        page.wait_for_selector(".pane.up mark.on")
        assert fits(page)
        page.wait_for_timeout(300)
        assert in_sight(page, "mark.on")
        page.keyboard.press("Escape")
        page.wait_for_selector(".pane:not(.up)", state="attached")
        assert page.evaluate("document.activeElement.className").startswith("cite")


def test_a_follow_up_asked_again_alone_leaves_the_conversation_behind(visit, address):
    page = visit(address)
    ask_for(page, "乡镇要做什么？")
    second = ask_for(page, "乡镇呢？")
    assert "前面有2轮" in second.inner_text()
    second.locator("[data-alone]").click()
    page.wait_for_selector('.turn[data-turn="3"][data-state="done"]')
    assert "前面有" not in page.locator(".turn").last.inner_text()


def test_example_related_question_vote_and_new_conversation(visit, address, votes):
    page = visit(address)
    page.click("text=乡镇要做什么？")
    page.wait_for_selector('.turn[data-turn="1"][data-state="done"]')
    page.click(".related button")
    page.wait_for_selector('.turn[data-turn="2"][data-state="done"]')
    page.click('.turn:last-child [data-vote="wrong"]')
    page.wait_for_selector('[data-vote="wrong"][aria-pressed="true"]')
    assert [(v["vote"], v["question"]) for v in votes] == [("wrong", "学校要做什么？")]
    page.click('[data-act="fresh"]')
    page.wait_for_selector(".welcome")
    assert page.locator(".turn").count() == 0


def test_enter_that_ends_a_chinese_word_does_not_send(visit, address):
    page = visit(address)
    page.fill("#box textarea", "乡镇")
    page.evaluate(
        """document.querySelector("#box textarea").dispatchEvent(
            new KeyboardEvent("keydown", {
                key: "Enter", isComposing: true, bubbles: true, cancelable: true,
            }))"""
    )
    page.wait_for_timeout(400)
    assert page.locator(".turn").count() == 0


def test_template_marks_in_a_question_are_shown_as_they_stand(visit, address):
    page = visit(address)
    turn = ask_for(page, "${1+1} {{7*7}} `x`")
    assert "${1+1} {{7*7}} `x`" in turn.locator(".asked").inner_text()


def test_keyboard_alone_opens_a_source(visit, address):
    page = visit(address)
    ask_for(page, "乡镇要做什么？").locator(".words a.cite").nth(2).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector('mark.on[data-n="3"]')


def test_what_a_reader_chose_is_kept(visit, address):
    page = visit(address)
    page.click('[data-act="larger"]')
    page.click('[data-act="shade"]')
    page.reload()
    page.wait_for_selector("html.ready.large")
    assert page.locator("body.dark").count() == 1
