"""What a question is about: its topic, its predicate, and how both are cut."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.converse.words import ASKS_CONTENT, COURTESY, GENERAL, LEAD, PREDICATE, TAIL, bare

_DEFINED = re.compile(
    r"^(?:什么|哪些|哪种|哪类)(?:样的?)?[^，,。？?算是属叫]{0,4}?(?:算得上|算是|算|是|属于|叫做?|称为)(?P<name>.+)$"
)
_OBJECT = re.compile(r"^(?P<head>.+?)(?:什么样的|什么|哪种|哪些)(?P<noun>[^，,。？?！]{2,8})$")
_SUBJECT = re.compile(r"^(?:哪些|哪个|哪种|哪类|什么|谁)人?(?P<rest>[^，,。？?！]{4,})$")
# A verb or preposition that a question word was the object of: 交到哪里, 对象是哪些, 有哪些.
_HANGING = re.compile(
    r"(?:[\u4e00-\u9fff](?:到|给|往|成)|[要应需]?(?:向|由|跟|找|从|按|是|有|在|用|叫|的)|[要应需])$"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """A question cut in two.

    Attributes:
        topic: what stands before the predicate; empty where the question begins with it.
        predicate: the rest, or all of it.
    """

    topic: str
    predicate: str


def opening(question: str) -> tuple[str, bool]:
    """A question without courtesies and openings, and whether it opened as one that goes on (那, 还有)."""
    plain = COURTESY.sub("", question.strip())
    led = LEAD.sub("", plain)
    return led, led != plain


def split(question: str) -> Parts:
    """Cut a question where its predicate begins; what stands before is its topic."""
    plain, _ = opening(question)
    first = PREDICATE.search(plain)
    if first is None or first.start() == 0:
        return Parts("", plain)
    return Parts(plain[: first.start()].rstrip("，,的 "), plain[first.start() :])


def told(question: str) -> str:
    """What a question tells of: its topic, the thing defined, or all but the word that asks who or if."""
    plain = bare(opening(question)[0])
    defined = _DEFINED.match(plain)
    if defined:
        return bare(defined["name"])
    if not ASKS_CONTENT.search(question):
        return TAIL.sub("", plain).strip("，, 。")
    who = _SUBJECT.match(plain)
    if who and not ASKS_CONTENT.search(who["rest"]):
        return who["rest"]
    topic = _HANGING.sub("", split(question).topic)
    asked = _OBJECT.match(plain)
    if asked and not GENERAL.match(asked["noun"]):
        return _HANGING.sub("", asked["head"]) + asked["noun"]
    return topic


def subject(question: str) -> str:
    """Who or what a pronoun after the question stands for."""
    topic = split(question).topic
    return _HANGING.sub("", topic) if topic else told(question)


def longest_shared(a: str, b: str) -> str:
    """The longest run of characters that two texts share."""
    best = ""
    for i in range(len(a)):
        for j in range(i + len(best) + 1, len(a) + 1):
            if a[i:j] in b:
                best = a[i:j]
            else:
                break
    return best
