"""Other people's data: read, indexed and measured as stated."""

from __future__ import annotations

import json

import pytest

from evals.adapters import halves, read_rows, sample, write_claims, write_documents
from evals.foreign import Asked, ask_claims, ask_questions, main, summarise
from index.errors import BadInput


def answer(*quotes, refused=False, verdict=None):
    cited = [{"n": n, "document_id": "d", "start": 0, "end": 1, "quote": q} for n, q in enumerate(quotes, 1)]
    return {"citations": cited, "refused": refused, "verdict": verdict, "timings_ms": {"total": 2.0}}


class Fixed:
    def __init__(self, by_question):
        self.by_question = by_question

    def ask(self, question, history=(), as_of=""):
        return self.by_question[question]


def test_rows_are_checked(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text('{"question": "甲", "answer": ""}\n', encoding="utf-8")
    with pytest.raises(BadInput, match="answer"):
        read_rows(path, "question", "answer")
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(BadInput, match="第1行"):
        read_rows(path, "question")
    assert read_rows(None, "question") == ()


def test_samples_and_halves_are_fixed_and_complete():
    rows = [{"question": str(n)} for n in range(9)]
    assert sample(rows, 4) == sample(rows, 4)
    first, second = halves(rows)
    assert (len(first), len(second)) == (4, 5)
    assert sorted(r["question"] for r in (*first, *second)) == [str(n) for n in range(9)]


def test_questions_are_right_within_250_quoted_characters():
    near, far = "甲" * 249 + "乙", "甲" * 250 + "乙"
    product = Fixed({"a": answer(near), "b": answer(far), "c": answer(refused=True)})
    rows = [{"question": q, "answer": "乙", "docid": "d"} for q in "abc"]
    asked = ask_questions(product, rows, lambda *_: None)
    assert [a.note for a in asked] == ["", "too long", "refused"]
    shares = {s["name"]: s["value"] for s in summarise(asked)["shares"]}
    assert shares["held@250"] == pytest.approx(1 / 3)
    assert shares["held@400"] == pytest.approx(2 / 3)
    assert shares["false refusal"] == pytest.approx(1 / 3)


def test_claims_on_record_need_their_verdict_and_others_none():
    said = {
        "x": answer("r", verdict="false"),
        "y": answer(verdict="unknown"),
        "z": answer("r", verdict="true"),
    }
    product = Fixed(said)
    base = [{"claim": "x", "verdict": "false"}]
    other = [{"claim": "y", "verdict": "true"}, {"claim": "z", "verdict": "true"}]
    asked = ask_claims(product, base, other, lambda *_: None)
    assert [(a.suite, a.right) for a in asked] == [("own", True), ("unknown", True), ("unknown", False)]
    assert all(isinstance(a, Asked) for a in asked)


def test_foreign_data_makes_a_corpus_that_can_be_read(tmp_path):
    from index.corpus import read_corpus
    from index.document import Verdict

    write_documents(tmp_path / "d", [{"docid": "k1", "text": "某地通知。各校要每天报告。"}])
    assert [(d.id, d.text) for d in read_corpus(tmp_path / "d")] == [("k1", "某地通知。各校要每天报告。")]
    write_claims(tmp_path / "c", [{"claim": "喝酒能防病毒", "verdict": "false", "rebuttal": "不能。"}])
    (record,) = read_corpus(tmp_path / "c")
    assert record.claim.verdict is Verdict.FALSE
    with pytest.raises(BadInput, match="maybe"):
        write_claims(tmp_path / "c", [{"claim": "喝酒能防病毒", "verdict": "maybe", "rebuttal": "不能。"}])


def test_the_command_measures_and_writes_failures(tmp_path, capsys):
    def write(name, *rows):
        lines = [json.dumps(r, ensure_ascii=False) for r in rows]
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
        return ["--" + name, str(tmp_path / name)]

    text = "市教育局通知。各校要每天上午九时前报告出勤人数。食堂要错峰就餐。"
    arguments = write("documents", {"docid": "k1", "text": text})
    gold = {"question": "各校几点前报告出勤人数", "answer": "每天上午九时前", "docid": "k1"}
    arguments += write("questions", gold)
    arguments += write("unanswerable", {"question": "火星上有没有水"})
    failures = tmp_path / "failures.jsonl"
    assert main([*arguments, "--work", str(tmp_path / "w"), "--failures", str(failures)]) == 0
    printed = capsys.readouterr().out
    assert "held@250" in printed
    assert "refused" in printed
    assert failures.exists()
