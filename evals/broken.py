"""Deliberately broken products: the gate must turn red on each, for the right reason.

Each wraps a working product and does one thing wrong, the way a real fault would: in the answer, in the
history, in the search, in the documents or in the time it takes.
"""

from __future__ import annotations

import copy
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evals.metrics.refusal import abstained
from evals.product import History, Json, Product
from evals.scoring import Truth

Damage = Callable[[Json, Product], Json]
_NEGATION = re.compile(r"[不未勿]")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Broken:
    """A product with one fault.

    Attributes:
        sound: the working product.
        damage: what is done to each answer.
        forgets: whether the conversation is lost on the way in.
        shuffles: whether passages come back in the wrong order.
        delay: seconds added to each answer.
    """

    sound: Product
    damage: Damage = lambda answer, product: answer
    forgets: bool = False
    shuffles: bool = False
    delay: float = 0.0

    @property
    def texts(self) -> Mapping[str, str]:
        """As the sound product."""
        return self.sound.texts

    @property
    def config(self) -> Mapping[str, str]:
        """As the sound product."""
        return self.sound.config

    def ask(self, question: str, history: History = (), as_of: str = "") -> Json:
        """The damaged answer."""
        time.sleep(self.delay)
        answer = self.sound.ask(question, () if self.forgets else history, as_of)
        return self.damage(copy.deepcopy(answer), self.sound)

    def search(self, query: str, k: int) -> list[Json]:
        """The passages, in the wrong order where ranks are shuffled."""
        hits = self.sound.search(query, k)
        return hits[::-1] if self.shuffles else hits


def off_by_one(answer: Json, product: Product) -> Json:
    """Offsets one too far, quotes unchanged."""
    for c in answer["citations"]:
        c["start"], c["end"] = c["start"] + 1, c["end"] + 1
    return answer


def drop_negation(answer: Json, product: Product) -> Json:
    """The first 不, 未 or 勿 of every sentence is gone."""
    for s in answer["statements"]:
        s["text"] = _NEGATION.sub("", s["text"], count=1)
    return answer


def cite_another(answer: Json, product: Product) -> Json:
    """Each sentence is credited to another document, with that document's own words."""
    for c in answer["citations"]:
        other = next(k for k in sorted(product.texts) if k != c["document_id"])
        length = min(c["end"] - c["start"], len(product.texts[other]))
        c |= {"document_id": other, "start": 0, "end": length, "quote": product.texts[other][:length]}
    return answer


def always_refuse(answer: Json, product: Product) -> Json:
    """Nothing is answered any more."""
    nothing = {
        "kind": "refusal",
        "refused": True,
        "statements": [],
        "citations": [],
        "verdict": None,
        "claim": None,
    }
    return answer | nothing | {"text": "没有找到依据。"}


def never_refuse(answer: Json, product: Product) -> Json:
    """Where the product refused, the best passage is given instead."""
    if not abstained(answer):
        return answer
    hit = product.search(answer["question"], 1)[0]
    quote = product.texts[hit["document_id"]][hit["start"] : hit["end"]]
    citation = {
        "n": 1,
        "document_id": hit["document_id"],
        "start": hit["start"],
        "end": hit["end"],
        "quote": quote,
    }
    statement = {"text": quote, "citations": [1], "group": ""}
    answered = {
        "kind": "knowledge",
        "refused": False,
        "verdict": None,
        "text": quote,
        "cautions": ["仅供参考"],
    }
    return answer | answered | {"statements": [statement], "citations": [citation]}


def cut_first_clause(answer: Json, product: Product) -> Json:
    """Every quote begins after its first comma."""
    renamed = {}
    for c in answer["citations"]:
        cut = c["quote"].find("，") + 1
        if 0 < cut < len(c["quote"]):
            renamed[c["quote"]] = c["quote"][cut:]
            c["start"], c["quote"] = c["start"] + cut, c["quote"][cut:]
    for s in answer["statements"]:
        for whole, rest in renamed.items():
            s["text"] = s["text"].replace(whole, rest)
    return answer


def swap_number(answer: Json, product: Product) -> Json:
    """The first digit of every sentence is another one."""
    for s in answer["statements"]:
        s["text"] = _DIGIT.sub(lambda m: str((int(m.group()) + 3) % 10), s["text"], count=1)
    return answer


def ignore_validity(answer: Json, product: Product) -> Json:
    """Nothing is said about a source being out of date."""
    return answer | {"cautions": []}


def stale(truth: Truth) -> Truth:
    """The files have changed since the index was built: a line was put in at the top of each."""
    return Truth({key: f"（修订稿）\n{text}" for key, text in truth.texts.items()}, truth.overdue)


def breakages(sound: Product) -> dict[str, Broken]:
    """Every broken product but the stale one, whose fault lies in the documents (`stale`).

    Args:
        sound: the working product.
    """
    return {
        "offset by one": Broken(sound, off_by_one),
        "negation dropped": Broken(sound, drop_negation),
        "another document cited": Broken(sound, cite_another),
        "ranks shuffled": Broken(sound, shuffles=True),
        "always refusing": Broken(sound, always_refuse),
        "never refusing": Broken(sound, never_refuse),
        "first clause cut": Broken(sound, cut_first_clause),
        "number swapped": Broken(sound, swap_number),
        "history forgotten": Broken(sound, forgets=True),
        "validity ignored": Broken(sound, ignore_validity),
        "300 ms slower": Broken(sound, delay=0.3),
    }
