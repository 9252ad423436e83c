"""A tiny product that really answers: three documents, quotes picked by shared characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.case import Case, CaseKind, Gold
from evals.scoring import Truth
from index.document import Verdict

TEXTS = {
    "notice": "各校要每天报告出勤人数。如发现发热学生，要在2小时内报告教育局。不得组织集会。",
    "guide": "洗手要用流动水，揉搓不少于20秒。酒精不得靠近火源。",
    "rumor": "网传说法：喝酒防病毒\n核查结论：不实。\n核查说明：饮酒不能杀灭体内的病毒。",
}

FEVER = Gold("notice", "如发现发热学生，要在2小时内报告教育局。")
MEET = Gold("notice", "不得组织集会。")
DAILY = Gold("notice", "各校要每天报告出勤人数。")


class Toy:
    """Answers with the sentence that shares most characters with the question, or refuses."""

    @property
    def texts(self):
        return TEXTS

    @property
    def config(self):
        return {"index": "toy", "embedder": "none"}

    def ask(self, question, history=(), as_of=""):
        earlier = history[-2]["content"] if history and question.startswith("那") else ""
        best = max(self._sentences(), key=lambda s: len(set(s[3]) & set(question + earlier)))
        document, start, end, quote = best
        if len(set(quote) & set(question + earlier)) < 3:
            return self._answer(question, [], None)
        verdict = None
        if document == "rumor":
            verdict = "true" if "不" in question else "false"
        return self._answer(question, [(document, start, end, quote)], verdict)

    def search(self, query, k):
        ranked = sorted(self._sentences(), key=lambda s: -len(set(s[3]) & set(query)))
        return [
            {"document_id": d, "start": a, "end": b, "text": t, "score": float(len(set(t) & set(query)))}
            for d, a, b, t in ranked[:k]
        ]

    def _sentences(self):
        for name, text in TEXTS.items():
            at = 0
            for part in text.replace("\n", "。").split("。")[:-1]:
                yield name, at, at + len(part) + 1, text[at : at + len(part) + 1]
                at += len(part) + 1

    def _answer(self, question, spans, verdict):
        citations = [
            {"n": n, "document_id": d, "start": a, "end": b, "quote": q, "title": d, "kind": "notice"}
            for n, (d, a, b, q) in enumerate(spans, 1)
        ]
        return {
            "id": None,
            "question": question,
            "understood": question,
            "kind": "duty" if spans else "refusal",
            "refused": not spans,
            "text": "".join(q for *_, q in spans) or "没有依据",
            "statements": [{"text": q, "citations": [n], "group": ""} for n, (*_, q) in enumerate(spans, 1)],
            "citations": citations,
            "verdict": verdict,
            "claim": None,
            "confidence": 0.9 if spans else 0.1,
            "cautions": ["旧版"] if spans and spans[0][0] == "guide" else [],
            "related": [],
            "composer": "extractive",
            "timings_ms": {"total": 1.0},
        }


@pytest.fixture
def toy():
    return Toy()


@pytest.fixture
def truth():
    return Truth(dict(TEXTS), frozenset({"guide"}))


@pytest.fixture
def toy_suites():
    duty = CaseKind.DUTY
    return {
        "duties": [
            Case("d1", duty, "发热学生几小时内报告教育局", gold=(FEVER,), must=True, tags=("学校",)),
            Case("d2", duty, "能组织集会吗", gold=(MEET,), forbidden=(Gold("guide", "酒精"),)),
        ],
        "knowledge": [Case("k1", CaseKind.KNOWLEDGE, "洗手揉搓多少秒", must_say=(("20秒",),))],
        "claims": [
            Case("c1", CaseKind.CLAIM, "喝酒能防病毒", verdict=Verdict.FALSE, pair="c"),
            Case("c2", CaseKind.CLAIM, "喝酒不能防病毒", verdict=Verdict.TRUE, pair="c"),
        ],
        "unanswerable": [Case("u1", CaseKind.UNANSWERABLE, "wifi", refuse=True, tags=("off_topic",))],
        "conversations": [
            Case("t1", CaseKind.CONVERSATION, "那", before=("出勤人数每天报告吗",), gold=(DAILY,)),
        ],
    }


@pytest.fixture(scope="session")
def product(tmp_path_factory):
    """The real product over the real corpus."""
    from evals.foreign import open_product

    return open_product(tmp_path_factory.mktemp("store"), Path(__file__).parents[2] / "corpus")


@pytest.fixture(scope="session")
def real_truth(product):
    from evals.truth import read_truth

    return read_truth(product.assistant)
