import csv
import io
import json
from collections.abc import Callable

import pytest
from docx import Document as Word
from openpyxl import load_workbook

from assistant.duties import DutyTable, duties_for, render
from assistant.duties.export import COLUMNS
from index.errors import BadInput

TableOf = Callable[[str], DutyTable]


def test_markdown_names_the_document_and_escapes_markup(flood: DutyTable, table_of: TableOf) -> None:
    text = render(flood, "md").decode("utf-8")
    assert "关于做好汛期安全防范工作的通知　云防〔2031〕5号　2031-05-08" in text
    assert text.count("\n| ") == len(flood.duties) + 2
    hostile = table_of("各村要登记<script>|[x](y)|。")
    assert "<script>" not in render(hostile, "md").decode("utf-8")


def test_csv_cells_are_never_formulas(table_of: TableOf) -> None:
    table = table_of("=HYPERLINK各单位要登记。")
    assert table.duties
    rows = list(csv.reader(io.StringIO(render(table, "csv").decode("utf-8-sig"))))
    assert tuple(rows[1]) == COLUMNS
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_xlsx_holds_text_only(flood: DutyTable) -> None:
    sheet = load_workbook(io.BytesIO(render(flood, "xlsx"))).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1] == COLUMNS
    assert len(rows) == len(flood.duties) + 2
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_docx_holds_every_duty(flood: DutyTable) -> None:
    word = Word(io.BytesIO(render(flood, "docx")))
    assert len(word.tables[0].rows) == len(flood.duties) + 1


def test_json_offsets_give_the_quotes(flood: DutyTable) -> None:
    data = json.loads(render([flood], "json"))
    assert len(data[0]["duties"]) == len(flood.duties)
    assert all(flood.document.text[d["start"] : d["end"]] == d["quote"] for d in data[0]["duties"])
    assert len(data[0]["others"]) == len(flood.others)


def test_only_the_chosen_duties(flood: DutyTable) -> None:
    chosen = duties_for([flood], "水利部门")
    text = render([flood], "md", chosen=chosen).decode("utf-8")
    assert "巡查水库大坝" in text
    assert "转移名册" not in text
    assert "（共同）" in text


def test_an_unknown_format_is_refused(flood: DutyTable) -> None:
    with pytest.raises(BadInput):
        render(flood, "pdf")


def test_what_is_reported_leads_the_action(notice: DutyTable) -> None:
    rows = list(csv.DictReader(render(notice, "csv").decode("utf-8-sig").splitlines()[1:]))
    assert [r["事项"] for r in rows if r["原文"].startswith("各地各单位贯彻落实")] == [
        "贯彻落实本通知情况，及时报告"
    ]


def test_the_condition_does_not_repeat_who_acts(table_of: TableOf) -> None:
    table = table_of("班组长在做好自身防护的同时，还要督促工友。")
    assert [table.words(c) for c in table.duties[0].conditions] == ["在做好自身防护的同时"]
