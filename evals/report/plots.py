"""Inline SVG plots: no script, no network, colours from the page's variables (light and dark)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from evals.metrics.refusal import Point
from evals.report.shown import VERDICTS, interval, value
from evals.totals import Total


def svg(width: int, height: int, label: str, body: Sequence[str]) -> str:
    """A drawing that scales with its column."""
    head = f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">'
    return head + "".join(body) + "</svg>"


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    """A label."""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A stroke."""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def rect(x: float, y: float, width: float, height: float, kind: str, more: str = "") -> str:
    """A box with slightly round corners."""
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {place} rx="{min(6.0, height / 2):.0f}" class="{kind}"{more}/>'


def gauge(total: Total) -> str:
    """A share on a line from 0 to 100 %, with its interval and its floor."""
    if total.value is None:
        return ""
    state = {True: "good", False: "bad", None: "plain"}[total.holds]
    body = [line(2, 12, 198, 12, "track")]
    if total.low is not None and total.high is not None:
        body.append(
            rect(2 + 196 * total.low, 8, max(2.0, 196 * (total.high - total.low)), 8, f"range {state}")
        )
    if total.floor is not None:
        x = 2 + 196 * min(1.0, total.floor)
        body.append(f'<path d="M{x:.1f} 3 V21" class="floor"/>')
    body.append(f'<circle cx="{2 + 196 * min(1.0, total.value):.1f}" cy="12" r="5" class="dot {state}"/>')
    return svg(200, 24, f"{total.label} {value(total)} {interval(total)}", body)


def risk_curve(points: Sequence[Point]) -> str:
    """Share of wrong answers against the share of questions answered, the most confident first."""
    width, height, left, right, top, bottom = 460, 250, 46, 14, 14, 40
    wide, tall = width - left - right, height - top - bottom
    highest = max([0.1, *(p.risk for p in points if p.coverage > 0.02)])
    ceiling = min(1.0, -(-highest // 0.1) * 0.1)

    def at(coverage: float, risk: float) -> tuple[float, float]:
        return left + wide * coverage, top + tall * (1 - min(risk, ceiling) / ceiling)

    body = []
    for k in range(5):
        x, y = left + wide * k / 4, top + tall * k / 4
        body += [line(x, top, x, top + tall, "grid"), line(left, y, left + wide, y, "grid")]
        body += [
            text(x, height - 22, f"{k * 25}%", "tick", "middle"),
            text(left - 6, y + 4, f"{ceiling * (1 - k / 4) * 100:.0f}%", "tick", "end"),
        ]
    places = [at(p.coverage, p.risk) for p in points]
    if places:
        path = " ".join(f"{'M' if n == 0 else 'L'}{x:.1f} {y:.1f}" for n, (x, y) in enumerate(places))
        last_x, last_y = places[-1]
        body.append(
            f'<path d="{path} L{last_x:.1f} {top + tall} L{places[0][0]:.1f} {top + tall} Z" class="area"/>'
        )
        body.append(
            f'<path d="{path}" class="curve"/><circle cx="{last_x:.1f}" cy="{last_y:.1f}" r="4" class="end"/>'
        )
        body.append(
            text(last_x - 8, max(top + 12, last_y - 8), f"全部作答：{points[-1].risk:.1%}", "note", "end")
        )
    body += [text(left + wide / 2, height - 5, "作答的题占全部题的比例", "axis", "middle")]
    turned = f"translate(11 {top + tall / 2}) rotate(-90)"
    body.append(f'<text transform="{turned}" class="axis" text-anchor="middle">答错的比例</text>')
    return svg(width, height, "风险—覆盖曲线", body)


def histogram(values: Sequence[float], bars: int = 28) -> str:
    """How long the answers took; the last bar holds everything above the 99th percentile."""
    width, height, left, bottom, top = 460, 200, 14, 34, 14
    if not values:
        return ""
    ordered = sorted(values)
    end = max(1.0, ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))])
    counts = [0] * bars
    for v in ordered:
        counts[min(bars - 1, int(v / end * bars))] += 1
    step, tall, most = (width - 2 * left) / bars, height - top - bottom, max(counts)
    body = [
        rect(left + k * step + 1, top + tall * (1 - n / most), step - 2, tall * n / most, "bar")
        for k, n in enumerate(counts)
    ]
    body.append(line(left, top + tall, width - left, top + tall, "track"))
    for share, name in ((0.5, "p50"), (0.95, "p95")):
        v = ordered[min(len(ordered) - 1, int(len(ordered) * share))]
        x = left + min(1.0, v / end) * (width - 2 * left)
        body += [
            line(x, top - 4, x, top + tall, "floor"),
            text(min(x + 4, width - 92), top + (6 if share < 0.9 else 24), f"{name} {v:.0f} ms", "note"),
        ]
    body += [
        text(
            left + end_k * (width - 2 * left) / 4,
            height - 14,
            f"{end * end_k / 4:.0f} ms",
            "tick",
            ("start", "middle", "middle", "middle", "end")[end_k],
        )
        for end_k in range(5)
    ]
    return svg(width, height, "作答耗时分布", body)


def confusion(table: Mapping[str, Mapping[str, int]]) -> str:
    """Expected verdicts down, given verdicts across; the share of the row sets the shade."""
    columns = [v for v in VERDICTS if any(row.get(v) for row in table.values()) or v in table]
    cell, left, top = 74, 92, 46
    body = [text(left + cell * len(columns) / 2, 14, "产品判断", "axis", "middle")]
    body += [text(left + cell * (k + 0.5), 36, VERDICTS[c], "tick", "middle") for k, c in enumerate(columns)]
    for r, (expected, row) in enumerate(table.items()):
        y = top + r * 46
        whole = max(1, sum(row.values()))
        body.append(text(left - 10, y + 27, VERDICTS.get(expected, expected), "tick", "end"))
        for k, said in enumerate(columns):
            n, x = row.get(said, 0), left + k * cell
            kind = "hit" if said == expected else "miss"
            body.append(rect(x + 2, y + 2, cell - 4, 42, "cell"))
            if n:
                body.append(
                    rect(x + 2, y + 2, cell - 4, 42, kind, f' fill-opacity="{0.18 + 0.72 * n / whole:.2f}"')
                )
                body.append(
                    text(
                        x + cell / 2,
                        y + 28,
                        str(n),
                        "count strong" if n / whole > 0.55 else "count",
                        "middle",
                    )
                )
    return svg(
        left + cell * max(1, len(columns)) + 8, top + 46 * max(1, len(table)) + 6, "结论混淆矩阵", body
    )
