"""Verdicts, tables of claims and duty tables on the command line."""

import csv
import io
import json

import pytest

from tests.assistant.cli.terminal import ANSWER, has_shape, write


def test_a_verdict_is_of_the_statement_as_put(call, store):
    verdicts = {}
    for statement in ("喝酒能防病毒", "喝酒不能防病毒，对吗"):
        code, out, _ = call("check", statement, "--store", store, "--json")
        answer = json.loads(out)
        has_shape(answer, ANSWER)
        assert (code, answer["kind"]) == (0, "rumor")
        verdicts[statement] = answer["verdict"]
        assert has_shape(answer["claim"], {"document_id": str, "text": str, "verdict": str}) is None
    assert list(verdicts.values()) == ["false", "true"]


def test_a_table_of_claims(call, store, tmp_path):
    table = write(tmp_path / "in.csv", "编号,说法\n1,喝酒能防病毒\n2,=cmd|' /C calc'!A0\n3,\n")
    result = tmp_path / "out.csv"
    code, out, err = call("check", "--batch", table, "-o", result, "--store", store)
    assert (code, out) == (0, "")
    assert str(result) in err
    rows = list(csv.DictReader(io.StringIO(result.read_text(encoding="utf-8-sig"))))
    assert [r["编号"] for r in rows] == ["1", "2", "3"]
    assert rows[0]["结论代码"] == "false"
    assert rows[1]["说法"].startswith("'=")
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


@pytest.mark.parametrize("form", ["md", "csv", "xlsx", "docx", "json"])
def test_duties_in_every_format(call, store, tmp_path, form):
    target = tmp_path / f"duties.{form}"
    code, out, _ = call("duties", "--for", "学校", "--format", form, "-o", target, "--store", store)
    assert (code, out) == (0, "")
    words = "跟踪管理"
    if form == "xlsx":
        from openpyxl import load_workbook

        cells = [c for sheet in load_workbook(target) for row in sheet.values for c in row]
        assert any(words in str(c) for c in cells)
    elif form == "docx":
        import docx

        tables = docx.Document(str(target)).tables
        assert any(words in c.text for t in tables for row in t.rows for c in row.cells)
    else:
        text = target.read_text(encoding="utf-8-sig")
        assert words in text
        assert form != "json" or json.loads(text)


def test_duties_quote_their_document(call, store, library):
    text = library.documents["anqing-zuming-2020-2"].text
    code, out, _ = call("duties", "--document", "anqing-zuming-2020-2", "--format", "json", "--store", store)
    assert code == 0

    def quotes(data):
        if isinstance(data, dict):
            if {"start", "end", "quote"} <= data.keys():
                yield data
            for value in data.values():
                yield from quotes(value)
        elif isinstance(data, list):
            for value in data:
                yield from quotes(value)

    found = list(quotes(json.loads(out)))
    assert len(found) > 30
    assert all(text[q["start"] : q["end"]] == q["quote"] for q in found)
