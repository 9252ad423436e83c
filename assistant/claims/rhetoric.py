"""Questions that assert, and questions whether something is so, as the statement in them."""

from __future__ import annotations

import re

_A_NOT_A = re.compile(r"([\u4e00-\u9fff]{1,2}?)(?:不|没)\1(?=([\u4e00-\u9fff]?))")
_WHETHER = re.compile(r"(?P<word>能|可|会|应|需|要)否|是否")
_RHETORICAL = re.compile(
    r"难道(?:说)?|莫非|岂(?:能|会)?|何必|何须|[怎咋]么?可能|哪(?:能|会)(?!.*(?:些|里))|谁说"
)


def unasked(text: str, asked: bool) -> tuple[str, bool]:
    """What a rhetorical question asserts: 「难道A」 denies A; 「难道不A」 and 「不是A吗」 assert it.

    Args:
        text: a statement without its tag.
        asked: whether it is put as a question.

    Returns:
        The text without the question, and whether this denies it.
    """
    if (
        asked
        and (
            match := re.search(r"(?<!是)(?:并)?不是(?=都?(?:能|会|可以|要|说|已经|有|应该?|必须|需要))", text)
        )
        and not text.endswith("不是")
    ):
        return text[: match.start()] + text[match.end() :], False
    match = _RHETORICAL.search(text)
    if match is None:
        return text, False
    return text[: match.start()] + text[match.end() :], True


def whether_of(text: str) -> tuple[str, bool]:
    """What is asked about: 能不能A and 能否A ask whether 能A.

    Args:
        text: a statement without its tag.

    Returns:
        The text as it would be asserted, and whether it was asked.
    """

    def positive(match: re.Match[str]) -> str:
        word, following = match.group(1), match.group(2)
        return "需要" if word == "用" and following not in "来于" else word

    plain = _WHETHER.sub(lambda m: m.group("word") or "", _A_NOT_A.sub(positive, text))
    return plain, plain != text
