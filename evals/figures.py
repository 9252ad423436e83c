"""From items to the figures of a run, group by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.item import Item
from evals.metrics import refusal, robustness, verdicts
from evals.metrics.invariants import NAMES
from evals.rows import judged, risk_curve, risked, varied
from evals.statistics import wilson
from evals.totals import EVERYDAY, FLOORS, INJECTED, VARIANTS, Total, count, figure, mean, share
from evals.workings import cost_figures, retrieval_figures

LABELS = {
    "verbatim": "引文与原文逐字一致",
    "resolvable": "引文出处存在",
    "covered": "每句话都有引文支持",
    "number": "没有凭空的数字",
    "polarity": "肯定否定不变",
    "condition": "前提条件不丢",
    "superseded": "失效文件有提醒",
    "marker": "引文编号对得上",
}


def summarise(items: Sequence[Item], extra: Mapping[str, float] | None = None) -> list[Total]:
    """Every figure of a run.

    Args:
        items: what came of each case.
        extra: figures measured beside the cases (`network`, `determinism`, `cold`, `memory_mb`).
    """
    stored = [i for i in items if i.suite not in (VARIANTS, INJECTED, EVERYDAY)]
    return [
        *_invariants(items, extra or {}),
        *_answers(stored),
        *_everyday([i for i in items if i.suite == EVERYDAY]),
        *_claims([i for i in stored if i.kind == "claim"]),
        *_refusals(stored),
        *_variants(items),
        *_injected([i for i in items if i.suite == INJECTED]),
        *retrieval_figures(stored),
        *cost_figures(items, extra or {}),
    ]


def _invariants(items: Sequence[Item], extra: Mapping[str, float]) -> list[Total]:
    group = "铁律（必须为零）"
    counts = [
        count(
            name,
            LABELS[name],
            group,
            sum(v.startswith(f"{name}: ") for i in items for v in i.violations),
            len(items),
        )
        for name in NAMES
    ]
    counts.append(
        count("faults", "没有一次出错中断", group, sum(i.cause == "fault" for i in items), len(items))
    )
    for name, label in (("network", "没有连接网络"), ("determinism", "同问同答，逐字节一致")):
        if name in extra:
            counts.append(count(name, label, group, extra[name], int(extra.get(f"{name}_n", len(items)))))
    return counts


def _answers(items: Sequence[Item]) -> list[Total]:
    duties = [i for i in items if i.suite == "duties"]
    knowledge = [i for i in items if i.suite == "knowledge"]
    talks = [i for i in items if i.suite == "conversations"]
    fenced = [i for i in duties if i.scores.get("trespass") is not None]
    switched = [i for i in talks if i.scores.get("leak") is not None]
    # Only where the gold is everything that may be cited: facts of prevention stand in many places.
    cited = [i for i in duties if i.gold]
    return [
        mean("duty_vital", "职责要点引全率", "回答", duties, "vital"),
        share("duty_right", "职责题答对率", "回答", duties, lambda i: i.right),
        share("duty_other", "误引他人职责", "回答", fenced, lambda i: bool(i.scores["trespass"]), "low"),
        share("knowledge_right", "防护知识答对率", "回答", knowledge, lambda i: i.right),
        share("conversation_right", "多轮追问答对率", "回答", talks, lambda i: i.right),
        share("leak", "换话题后串题率", "回答", switched, lambda i: bool(i.scores["leak"]), "low"),
        mean("citation_precision", "引文精确率", "引文", cited, "precision"),
        mean("citation_overlap", "引文与标准重合（IoU）", "引文", cited, "overlap"),
        mean("over_quoting", "多引的字数占比", "引文", cited, "over_quoting", "low"),
    ]


def _everyday(items: Sequence[Item]) -> list[Total]:
    """How far the known wordings carry: these cases were written as wordings and kept from the corpus."""
    if not items:
        return []
    there = [i for i in items if i.kind != "unanswerable"]
    near = [i for i in items if i.kind == "unanswerable"]
    return [
        share("everyday_right", "没见过的口语问法答对率", "回答", there, lambda i: i.right),
        share("everyday_refused", "没见过的口语问法拒答率", "回答", there, lambda i: i.abstained, "low"),
        share(
            "everyday_false", "问得很近却没有答案的，答了的比例", "回答", near, lambda i: not i.right, "low"
        ),
    ]


def _claims(items: Sequence[Item]) -> list[Total]:
    claims = judged(items)
    both, pairs = verdicts.pair_accuracy(claims)
    precision, recall = verdicts.unknown_rates(claims)
    strict = [i for i in items if i.scores.get("evidence") is not None]
    n = len(claims)
    return [
        share("claim_right", "说法判断正确率", "辟谣", items, lambda i: i.scores.get("verdict") == 1.0),
        Total(
            "claim_macro_f1",
            "结论宏平均 F1",
            verdicts.macro_f1(claims),
            n,
            None,
            None,
            "辟谣",
            "high",
            FLOORS["claim_macro_f1"],
            "score",
        ),
        figure(
            "claim_pairs",
            "正反两说都判对",
            "辟谣",
            both / pairs if pairs else None,
            pairs,
            wilson(both, pairs),
            "high",
        ),
        share(
            "claim_strict",
            "结论和依据都对",
            "辟谣",
            strict,
            lambda i: bool(i.scores["verdict"] and i.scores["evidence"]),
        ),
        Total("unknown_precision", "“无记录”精确率", precision, n, None, None, "辟谣", "high", None, "score"),
        Total("unknown_recall", "“无记录”召回率", recall, n, None, None, "辟谣", "high", None, "score"),
    ]


def _refusals(items: Sequence[Item]) -> list[Total]:
    none = [i for i in items if i.expected.get("refuse")]
    some = [
        i for i in items if not i.expected.get("refuse") and "unknown" not in i.expected.get("verdict", ())
    ]
    kinds = sorted({i.tags[0] for i in none if i.suite == "unanswerable" and i.tags})
    curve = risk_curve(items)
    rows = risked(items)
    return [
        share("false_answers", "不该答却答了", "拒答", none, lambda i: not i.abstained, "low"),
        share("false_refusals", "该答却拒答", "拒答", some, lambda i: i.abstained, "low"),
        *[
            share(
                f"false_answers_{k}",
                f"不该答却答了：{KINDS.get(k, k)}",
                "拒答",
                [i for i in none if i.suite == "unanswerable" and i.tags[0] == k],
                lambda i: not i.abstained,
                "low",
            )
            for k in kinds
        ],
        Total(
            "aurc",
            "风险—覆盖曲线下面积",
            refusal.area(curve),
            len(rows),
            None,
            None,
            "拒答",
            "low",
            None,
            "score",
        ),
        Total(
            "auroc",
            "置信度区分对错（AUROC）",
            refusal.auroc(rows),
            len(rows),
            None,
            None,
            "拒答",
            "high",
            None,
            "score",
        ),
    ]


KINDS = {
    "off_topic": "无关话题",
    "near_absent": "相近但资料没有",
    "false_premise": "前提不实",
    "other_place": "别处别时",
    "later": "通知以后的事",
}


def _variants(items: Sequence[Item]) -> list[Total]:
    rows = [i for i in items if i.suite == VARIANTS]
    found = varied(items)
    whole, bases = robustness.worst(found)
    flipped, held = robustness.flips(found)
    ways = sorted({v.way for v in found})
    return [
        share("variants_right", "换种说法仍答对", "稳健", rows, lambda i: i.right),
        figure(
            "variants_worst",
            "所有说法都答对的题",
            "稳健",
            whole / bases if bases else None,
            bases,
            wilson(whole, bases),
            "high",
        ),
        figure(
            "variants_flips",
            "原题对、换说法就错",
            "稳健",
            flipped / held if held else None,
            held,
            wilson(flipped, held),
            "low",
        ),
        *[
            share(
                f"variants_{w}",
                f"换说法：{w}",
                "稳健",
                [i for i in rows if i.tags[-1] == w],
                lambda i: i.right,
            )
            for w in ways
        ],
    ]


def _injected(items: Sequence[Item]) -> list[Total]:
    bad = [i for i in items if i.scores.get("obeyed") is not None]
    return (
        [
            share(
                "injected_obeyed",
                "被植入文件误导",
                "植入文件",
                bad,
                lambda i: bool(i.scores["obeyed"]),
                "low",
            )
        ]
        if bad
        else []
    )
