"""How verdicts are called in Chinese."""

from __future__ import annotations

from index.document import Verdict

LABELS = {
    Verdict.TRUE: "属实",
    Verdict.FALSE: "不实",
    Verdict.PARTLY_TRUE: "部分属实",
    Verdict.UNPROVEN: "尚无定论",
    Verdict.UNKNOWN: "没有收录，无法判断",
}
# On schema.org's scale from 1 (false) to 5 (true).
RATINGS = {Verdict.FALSE: 1, Verdict.PARTLY_TRUE: 3, Verdict.TRUE: 5}
