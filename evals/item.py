"""The outcome of one case: the answer, every score, and the cause where it went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from evals.case import Case

Json = dict[str, Any]

CAUSES = {
    "": "",
    "invariant": "违反铁律",
    "false answer": "不该答却答了",
    "false refusal": "该答却拒答",
    "polarity": "结论相反",
    "verdict": "结论不对",
    "other subject": "引了别人的职责",
    "history": "没接上对话",
    "not retrieved": "没有检索到",
    "not chosen": "检索到没选用",
    "wrong span": "找对文件引错句",
    "too long": "引得太长",
    "fault": "程序出错",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One case and what came of it.

    Attributes:
        id: the case.
        suite: the suite it ran in.
        kind: what the case asks for.
        tags: slices.
        cluster: what the bootstrap draws together.
        base: the case a variant was made from, empty for stored cases.
        pair: opposites share it.
        must: whether this case alone may stop a release.
        case_sha: digest of the case, so that two runs compare like with like.
        question: as asked.
        before: earlier turns, both sides.
        right: whether the answer does all the case wants.
        scores: by name; None where not applicable.
        reason: one line: why it is wrong, empty where right.
        cause: key of CAUSES.
        violations: broken invariants, `name: detail`.
        expected: what was wanted, for the report.
        gold: located gold, `{document, start, end, vital}`.
        hits: the best passages, `{document_id, start, end, score}`.
        answer: the Answer JSON.
        milliseconds: the time of the last turn.
    """

    id: str
    suite: str
    kind: str
    question: str
    right: bool
    case_sha: str = ""
    tags: tuple[str, ...] = ()
    cluster: str = ""
    base: str = ""
    pair: str = ""
    must: bool = False
    before: tuple[Mapping[str, str], ...] = ()
    scores: Mapping[str, float | None] = field(default_factory=dict)
    reason: str = ""
    cause: str = ""
    violations: tuple[str, ...] = ()
    expected: Mapping[str, Any] = field(default_factory=dict)
    gold: tuple[Mapping[str, Any], ...] = ()
    hits: tuple[Mapping[str, Any], ...] = ()
    answer: Mapping[str, Any] = field(default_factory=dict)
    milliseconds: float = 0.0

    @property
    def abstained(self) -> bool:
        """Whether no answer was given."""
        from evals.metrics.refusal import abstained

        return abstained(self.answer)

    @property
    def said(self) -> str:
        """The verdict that was given, `none` where there was none."""
        return str(self.answer.get("verdict") or "none")

    def to_dict(self) -> Json:
        """As JSON."""
        return asdict(self)


def item_from_dict(row: Mapping[str, Any]) -> Item:
    """An item from a run file."""
    data = dict(row)
    for name in ("tags", "before", "violations", "gold", "hits"):
        data[name] = tuple(row.get(name, ()))
    return Item(**data)


def expectation(case: Case) -> Json:
    """What a case wants, as JSON for the report."""
    row: Json = {}
    if case.refuse:
        row["refuse"] = True
    if case.verdict:
        row["verdict"] = [v.value for v in (case.verdict, *case.verdict_or)]
    if case.must_say:
        row["must_say"] = [list(w) for w in case.must_say]
    if case.forbidden:
        row["forbidden"] = [g.quote for g in case.forbidden]
    return row
