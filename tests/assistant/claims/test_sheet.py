from __future__ import annotations

import csv
import io
import json

import pytest

from assistant.claims import ClaimBase, check_csv, decode, make_sheet, to_claim_review, to_docx, to_markdown
from index.document import Verdict
from index.errors import BadInput


@pytest.fixture(scope="module")
def base(records):
    return ClaimBase(records)


def sheet_of(base, statement):
    return make_sheet(statement, base.judge(statement))


def test_rows_hold_verdict_rebuttal_source_and_date(base):
    rows = dict(sheet_of(base, "吃生姜不能治好脱发").rows)
    assert rows["结论"] == "属实"
    assert rows["在案说法"] == "吃生姜可以治好脱发"
    assert rows["依据"] == "经核查：第0条说法的依据在此。"
    assert "核〔2021〕3号" in rows["出处"]
    assert rows["日期"] == "2021-03-02"


def test_the_rebuttal_is_a_citation(base):
    rebuttal = sheet_of(base, "吃生姜能治好脱发").rebuttal
    assert rebuttal.quote == rebuttal.document.text[rebuttal.span.start : rebuttal.span.end]


def test_undecided_claims_offer_the_nearest_and_no_rebuttal(base):
    sheet = sheet_of(base, "常温下鸡蛋可以存放60天")
    assert sheet.verdict is Verdict.UNKNOWN
    assert sheet.rebuttal is None
    assert sheet.nearest[0] == "常温下鸡蛋可以存放30天"


def test_markdown_shows_markup_as_text(base):
    text = to_markdown(sheet_of(base, "<script>alert(1)</script> [吃姜](http://x) *能* 治"))
    assert "<script>" not in text
    assert "[吃姜](" not in text


def test_docx_can_be_read_back(base):
    from docx import Document as Word

    word = Word(io.BytesIO(to_docx(sheet_of(base, "吃生姜能治好脱发\x07"))))
    cells = {row.cells[0].text: row.cells[1].text for row in word.tables[0].rows}
    assert cells["结论"] == "不实"
    assert cells["依据"].startswith("经核查")


def test_claim_review(base):
    review = json.loads(json.dumps(to_claim_review(sheet_of(base, "吃生姜能治好脱发")), ensure_ascii=False))
    assert review["@type"] == "ClaimReview"
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "不实",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 5,
    }
    assert review["claimReviewed"] == "吃生姜能治好脱发"
    unknown = to_claim_review(sheet_of(base, "天上会掉馅饼"))
    assert "ratingValue" not in unknown["reviewRating"]
    assert "author" not in unknown


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_keeps_rows_columns_and_order(base):
    out = table(check_csv("编号,说法\n7,吃生姜能治好脱发\n8,\n9,天上会掉馅饼\n", base.judge))
    assert [row["编号"] for row in out] == ["7", "8", "9"]
    assert [row["结论代码"] for row in out] == ["false", "", "unknown"]
    assert out[0]["依据"].startswith("经核查")


def test_csv_without_a_header_takes_the_first_column(base):
    out = table(check_csv("吃生姜能治好脱发\n骑电动车不用戴头盔\n", base.judge))
    assert [row["结论代码"] for row in out] == ["false", "false"]
    assert out[1]["说法"] == "骑电动车不用戴头盔"


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", " =cmd"])
def test_csv_holds_no_formula(base, cell):
    out = check_csv(f'claim,备注\n吃姜,"{cell}"\n', base.judge)
    assert table(out)[0]["备注"].startswith("'")


def test_csv_encodings():
    text = "说法\n喝茶能解酒"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert decode(text.encode(encoding)) == text


def test_an_empty_csv_is_bad_input(base):
    with pytest.raises(BadInput, match="没有说法"):
        check_csv("\n\n", base.judge)
