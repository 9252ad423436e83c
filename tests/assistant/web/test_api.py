"""The API keeps the contract, says what is wrong in one line, and stays shut to strangers."""

import base64
import json
import socket

import pytest
from fastapi.testclient import TestClient

from assistant.api import Functions
from assistant.web.app import build_app, check_host, functions_of, serve
from assistant.web.feedback import append_to, record
from assistant.web.guard import Password
from assistant.web.page import Desk, Session, Words
from index.document import Hit, Passage, Span
from index.errors import AssistantError, BadInput

FIELDS = {
    "id", "question", "kind", "refused", "text", "statements", "citations", "verdict", "claim", "confidence",
    "cautions", "related", "composer", "timings_ms",
}  # fmt: skip


@pytest.fixture(scope="module")
def app(ask, documents, notice, verdict):
    def search(query, k):
        return [Hit(Passage(notice, Span(0, 13), ("一、加强巡查",)), 0.5)][:k]

    def duties(form, subject, document):
        if document not in (None, notice.id):
            raise BadInput("没有这份文档")
        return f"{form} {subject} {document}".encode()

    def sheet(statement, form):
        return f"{form} {statement}".encode()

    functions = Functions(ask, documents, lambda statement: verdict, search, duties, sheet)
    return build_app(ask, documents, functions=functions)


@pytest.fixture
def client(app):
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


def test_ask(client, notice):
    answer = client.post("/api/ask", json={"id": 7, "question": "乡镇要做什么？"}).json()
    assert set(answer) >= FIELDS
    assert answer["id"] == 7
    assert answer["kind"] == "duty"
    for citation in answer["citations"]:
        assert notice.text[citation["start"] : citation["end"]] == citation["quote"]


def test_history_reaches_the_engine(client):
    history = [{"role": "user", "content": "防汛"}, {"role": "assistant", "content": "…"}]
    answer = client.post("/api/ask", json={"question": "乡镇呢", "history": history}).json()
    assert "前面有2轮" in answer["cautions"]


def test_check_and_search(client):
    assert client.post("/api/check", json={"statement": "沙袋遇水即化"}).json()["verdict"] == "false"
    hits = client.get("/api/search", params={"q": "防汛", "k": 1}).json()
    assert set(hits[0]) >= {"document_id", "start", "end", "text", "outline", "score"}


def test_a_search_can_be_explained(client):
    hit = client.get("/api/search", params={"q": "防汛", "explain": "true"}).json()[0]
    assert hit["why"] == {}
    assert "why" not in client.get("/api/search", params={"q": "防汛"}).json()[0]


def test_an_answer_for_a_day(client):
    answer = client.post("/api/ask", json={"question": "乡镇", "as_of": "2021-07-01"}).json()
    assert "以2021-07-01为准" in answer["cautions"]
    refused = client.post("/api/ask", json={"question": "乡镇", "as_of": "明天"})
    assert refused.status_code == 400
    assert "2020-02-01" in refused.json()["error"]


def test_files_come_with_a_name_and_a_type(client, notice):
    reply = client.get("/api/duties", params={"format": "xlsx", "for": "学校", "document": notice.id})
    assert reply.content.decode() == f"xlsx 学校 {notice.id}"
    assert reply.headers["content-type"].startswith("application/vnd.openxml")
    assert reply.headers["content-disposition"].endswith(".xlsx")
    assert client.get("/api/duties").content == b"json None None"
    assert client.get("/api/sheet", params={"statement": "甲是乙"}).content.decode() == "docx 甲是乙"
    assert client.get("/api/sheet").status_code == 400
    assert client.get("/api/duties", params={"document": "x"}).status_code == 400


def test_the_real_functions_give_files(assistant):
    functions = functions_of(assistant)
    table = json.loads(functions.duties("json", "学校", None))
    assert table
    assert functions.sheet("喝酒能防病毒吗", "md").decode().count("不实") >= 1
    with pytest.raises(BadInput, match="不支持的格式"):
        functions.duties("exe", None, None)
    with pytest.raises(BadInput, match="不支持的格式"):
        functions.sheet("喝酒能防病毒吗", "exe")


def test_a_function_that_is_absent_has_no_address(ask, documents):
    client = TestClient(build_app(ask, documents), base_url="http://localhost")
    assert client.post("/api/check", json={"statement": "x"}).status_code in (404, 405)


def test_documents(client, notice):
    listed = client.get("/api/documents").json()
    assert [d["id"] for d in listed] == sorted(d["id"] for d in listed)
    shown = client.get("/api/documents/rumor-sandbag").json()
    assert shown["sources"][0]["title"] == "沙袋试验报告"
    assert shown["compiled"]
    assert client.get("/api/documents/none").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b'"x"', b"{}", b'{"question": ""}', b'{"question": 7}', b'{"question": "\\ud800x"}',
        b'{"question": "\xff"}', b'{"question": "x", "history": 3}', b'{"question": "x", "id": NaN}',
        b'{"question": "x", "history": [{"role": "system", "content": "x"}]}', b'{"question": "x", "id": {}}',
        b"[" * 100_000, json.dumps({"question": "x" * 2001}).encode(),
        json.dumps({"question": "x", "history": [{"role": "user", "content": "x"}] * 21}).encode(),
        '{"question": "炸"}'.encode(),
    ],
)  # fmt: skip
def test_bad_input_gets_one_line_and_nothing_breaks(client, body):
    reply = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert reply.status_code == 400, reply.text
    assert "\n" not in reply.json()["error"]
    assert client.post("/api/ask", json={"question": "乡镇"}).json()["kind"] == "duty"


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/ask"), ("POST", "/api/none"), ("GET", "/api/")])
def test_an_address_that_is_not_there_says_so(client, method, path):
    reply = client.request(method, path)
    assert reply.status_code == 404
    assert f"{method} {path}" in reply.json()["error"]


def test_a_fault_tells_no_detail(client):
    reply = client.post("/api/ask", json={"question": "崩"})
    assert reply.status_code == 500
    assert "secret" not in reply.text


def test_bodies_over_a_megabyte_are_refused_told_or_untold(client):
    large = b'{"question": "' + b"x" * 1_000_001 + b'"}'
    assert client.post("/api/ask", content=large).status_code == 413
    chunks = (large[i : i + 65536] for i in range(0, len(large), 65536))
    assert client.post("/api/ask", content=chunks).status_code == 413


def test_headers_on_every_reply(client):
    for path in ("/", "/api/documents", "/healthz", "/none", "/look/page.css"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/file=/etc/passwd", "/gradio_api/file=http://example.com", "/gradio_api/proxy=http://example.com",
     "/gradio_api/upload", "/monitoring", "/gradio_api/monitoring", "/monitoring/summary", "/docs",
     "/openapi.json"],
)  # fmt: skip
def test_doors_that_the_page_does_not_need_are_shut(client, path):
    reply = client.get(path)
    assert reply.status_code == 404
    assert "root:" not in reply.text


def test_other_names_and_other_sites_are_refused(app, client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    reply = client.post("/api/ask", json={"question": "乡镇"}, headers={"origin": "http://evil.example"})
    assert reply.status_code == 403


def test_password_on_page_and_api(ask, documents):
    app = build_app(ask, documents, password=Password.of("甲:秘密:x"))
    client = TestClient(app, base_url="http://10.0.0.9")
    right = {"authorization": "Basic " + base64.b64encode("甲:秘密:x".encode()).decode()}
    for path in ("/", "/api/documents", "/config", "/source/rumor-sandbag", "/look/page.js"):
        assert client.get(path).status_code == 401
        for wrong in ("Basic x", "Basic " + base64.b64encode(b"a:b").decode(), "Bearer x", ""):
            assert client.get(path, headers={"authorization": wrong}).status_code == 401
        assert client.get(path, headers=right).status_code == 200
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.com"])
def test_no_open_host_without_a_password(host):
    with pytest.raises(BadInput):
        check_host(host, None)
    check_host(host, "a:b")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_loopback_needs_none(host):
    check_host(host, None)


def test_a_taken_port_is_told_at_once(assistant):
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(AssistantError) as told:
        serve(assistant, port=taken.getsockname()[1])
    assert "端口" in str(told.value)


def test_a_source_opens_whole_with_its_mark(client, duty, notice):
    from assistant.web.links import Links

    reply = client.get("/" + Links(duty).address(2).split("#")[0])
    assert reply.headers["content-type"].startswith("text/html")
    assert 'class="hit on" data-n="2"' in reply.text
    assert "学校要备足沙袋。" in reply.text
    assert "<img" not in reply.text


def test_a_source_that_changed_says_so_and_marks_nothing(client):
    reply = client.get("/source/rumor-sandbag", params={"v": "0" * 12, "marks": "1:0-4", "part": 1})
    assert "更新过" in reply.text
    assert "<mark" not in reply.text


@pytest.mark.parametrize("marks", ["1:5-2", "1:0-999999", "x", "1:-3-4", "99999:0-1"])
def test_marks_that_do_not_fit_are_left_out(client, marks):
    reply = client.get("/source/rumor-sandbag", params={"marks": marks})
    assert reply.status_code == 200
    assert "<mark" not in reply.text


def test_examples_that_are_refused_are_not_offered(ask, documents):
    words = Words(examples={"职责": ("乡镇要做什么？", "股票会涨吗？"), "崩": ("炸",)})
    page = TestClient(build_app(ask, documents, words=words), base_url="http://localhost").get("/").text
    assert "乡镇要做什么？" in page
    assert "股票会涨吗？" not in page


def test_feedback_is_one_json_line_each(tmp_path, duty, ask):
    path = tmp_path / "deep" / "feedback.jsonl"
    desk = Desk(ask, Words(), append_to(path))
    session = Session()
    list(desk.answer("乡镇要做什么？\n第二行", session))
    for turn, vote in ((1, "wrong"), (1, "made-up"), (9, "good"), ("1", "good"), (None, None)):
        desk.vote(turn, vote, session)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["vote"] for row in rows] == ["wrong"]
    assert rows[0]["citations"] == record(duty, "wrong")["citations"]


def test_the_page_survives_a_fault_and_keeps_the_conversation(ask):
    desk = Desk(ask, Words())
    session = Session()
    assert "问题读不懂（换个说法）" in list(desk.answer("炸", session))[-1]
    assert "secret" not in list(desk.answer("崩", session))[-1]
    assert "前面有" not in list(desk.answer("乡镇", session))[-1]
    assert "前面有2轮" in list(desk.answer("乡镇", session))[-1]
    alone = list(desk.answer("乡镇", session, alone=True))[-1]
    assert "前面有" not in alone.rsplit('<article class="turn"', 1)[1]
    assert "太长" in list(desk.answer("长" * 2001, session))[-1]


def test_a_long_conversation_lets_go_of_its_oldest_turns(ask):
    desk = Desk(ask, Words())
    session = Session()
    for _ in range(25):
        list(desk.answer("乡镇", session))
    assert len(session.exchanges) == 20
    assert len(session.history()) == 20
    assert 'id="turn-25"' in desk.show(session)
    assert session.exchange(5) is None
    assert session.exchange(25) is not None
