"""The reports: complete, self-contained, and safe against what stands in documents."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from evals.explain import explain
from evals.gate import judge
from evals.report import write_report
from evals.run import measure, read_run
from index.errors import BadInput


@pytest.fixture
def run(toy, toy_suites, truth):
    return measure(toy, toy_suites, truth, lambda *_: None)


@pytest.fixture
def files(run, tmp_path):
    return write_report(run, judge(run, run, {}), tmp_path / "report")


def test_json_is_the_whole_run(run, files):
    assert read_run(files["json"]).to_dict() == run.to_dict()


def test_junit_has_a_case_an_item_and_names_failures(run, toy_suites, truth, tmp_path):
    wrong = replace(run.items[0], right=False, cause="wrong span", reason="\x00坏\x1b字符")
    files = write_report(replace(run, items=(wrong, *run.items[1:])), judge(run), tmp_path)
    root = ElementTree.fromstring(files["junit"].read_text(encoding="utf-8"))
    assert len(root.findall(".//testcase")) == len(run.items)
    assert [f.get("type") for f in root.findall(".//failure")] == ["wrong span"]


def test_the_page_needs_nothing_beside_it(files):
    page = files["html"].read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    rest = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.S)
    assert "http:" not in rest
    assert "https:" not in rest
    assert "default-src 'none'" in page


def test_words_of_documents_cannot_end_the_script_or_become_markup(run, tmp_path):
    evil = "</script><script>alert(1)</script>\u2028"
    item = replace(run.items[0], question=evil)
    texts = {**run.texts, "notice": {"text": evil, "title": "<img src=x>"}}
    evil_run = replace(run, items=(item,), texts=texts)
    page = write_report(evil_run, judge(run), tmp_path)["html"].read_text("utf-8")
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S).group(1)
    assert json.loads(data)["items"][0]["q"] == evil


def test_the_summary_is_short_and_says_what_matters(run, files):
    lines = files["markdown"].read_text(encoding="utf-8").splitlines()
    assert "通过" in lines[0]
    assert len(lines) <= 40
    assert any("职责要点引全率" in line for line in lines)


def test_explain_shows_gold_hits_and_citations(run):
    text = "\n".join(explain(run, "d1"))
    assert "必引 notice" in text
    assert "★" in text
    assert "[1] notice" in text
    with pytest.raises(BadInput, match="d9"):
        explain(run, "d9")
