import json
from pathlib import Path

import pytest

from index.bench import Question, estimate, main, measure, squeezed
from index.document import Document, Passage, Span
from index.reference import plain_search, reciprocal


def test_intervals_hold_the_mean() -> None:
    for values in ([1.0, 0.0, 1.0, 1.0], [0.5, 0.25, 1.0]):
        found = estimate(values)
        assert 0 <= found.low < found.mean < found.high <= 1


def test_measures_count_passages_and_documents() -> None:
    first = Document(id="a", title="", text="甲市佩戴口罩。乙市居家隔离。")
    second = Document(id="b", title="", text="佩戴口罩佩戴口罩。")
    passages = [Passage(first, Span(0, 7)), Passage(first, Span(7, 14)), Passage(second, Span(0, 9))]
    order = [passages[2], passages[1], passages[0]]
    found = measure([Question("?", "a", "佩戴 口罩")], passages, lambda query, k: order[:k])
    assert found["passage"]["Success@1"].mean == 0
    assert found["passage"]["Success@3"].mean == 1
    assert found["passage"]["RR@10"].mean == pytest.approx(1 / 3)
    assert found["document"]["RR@10"].mean == pytest.approx(1 / 2)


def test_a_question_that_no_passage_answers_is_a_miss() -> None:
    document = Document(id="a", title="", text="佩戴口罩。")
    passages = [Passage(document, Span(0, 5))]
    found = measure([Question("口罩", "a", "没有的话")], passages, plain_search(passages))
    assert found["passage"]["Success@10"].mean == 0
    assert found["document"]["Success@1"].mean == 1


def test_reciprocal_ranks_prefer_what_both_found() -> None:
    assert reciprocal([[1, 2, 3], [2, 4]])[0] == 2


def test_white_space_is_ignored() -> None:
    assert squeezed(" 佩戴\n\u3000口罩 ") == "佩戴口罩"


def test_the_command_compares_on_any_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents = [
        {"docid": "a", "text": "关于佩戴口罩的通知\n乘坐公交车时应当佩戴口罩。"},
        {"docid": "b", "text": "关于居家隔离的通知\n返乡人员居家隔离十四天。"},
    ]
    questions = [
        {"question": "坐公交要戴口罩吗", "docid": "a", "answer": "应当佩戴口罩"},
        {"question": "返乡隔离几天", "docid": "b", "answer": "隔离十四天"},
    ]
    for name, rows in (("d", documents), ("q", questions)):
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (tmp_path / name).write_text(lines, encoding="utf-8")
    main(["--documents", str(tmp_path / "d"), "--questions", str(tmp_path / "q")])
    written = capsys.readouterr().out
    assert "2 documents, 2 passages, 2 questions" in written
    assert "BM25 on character bigrams" in written
    ours = written[written.index("\nours (") :].splitlines()[2]
    assert ours.split()[:3] == ["passage", "Success@1", "100.0"]
