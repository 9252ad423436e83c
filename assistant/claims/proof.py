"""What a statement says of proof: 「没有证据说A」 is about the proof of A, and denies it."""

from __future__ import annotations

import re

_NO_EVIDENCE = re.compile(
    r"(?:目前|现在|迄今|至今|并|还|尚)*(?:没有|没|无|缺乏|缺少|尚无)(?:任何|科学|充分|确切|直接|明确|"
    r"足够|可靠)*的?(?:证据|依据|研究|数据)(?:能|可以|足以)?(?:说明?|表明|证明|显示|支持|证实|认为)"
)
_PROVEN = re.compile(
    r"(?:目前|现在)?(?:已经?|早已|研究|科学)*(?:被)?(?:证实|证明|确认|查明|查清|确定)(?:了|是)?(?=.{3})"
)


def proof_of(text: str) -> tuple[str, int]:
    """The text without what it says of proof; +1 where it says that there is one, -1 that there is none.

    Args:
        text: a statement.
    """
    for pattern, sign in ((_NO_EVIDENCE, -1), (_PROVEN, 1)):
        match = pattern.search(text)
        if match and len(text) - (match.end() - match.start()) >= 4:
            return text[: match.start()] + text[match.end() :], sign
    return text, 0
