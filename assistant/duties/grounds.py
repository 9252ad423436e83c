"""How far one stretch of a document is ground to answer a question: measures that mean the same of any text.

The words that a question tells are held against the words of each stretch by their vectors
(`assistant.compose.align`), so that everyday words find official ones. Nothing here knows a topic.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.compose.align import Laid, lay_out, left_over, likeness, share
from assistant.compose.expects import ASKS_FEATURES, asks
from assistant.compose.question import Question, read_question
from assistant.compose.values import ASKING, asks_value, lacks
from index.background import load_background
from index.static import StaticEmbedder, bundled
from index.words import normalise, terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GROUND_FEATURES = (
    "share", "share_with_grammar", "alone_1", "alone_2", "tells", "words", "held",
    "asked_for", "asked_for_alone", "before_next", "last", "last_alone",
    "alone_anywhere", "share_anywhere", "covered", "value_share", "lacks_value", "log_length", "behind",
    "value_alone", "share_nearby", "alone_nearby", "nearby_before_next",
    "vector", "vector_before_next", "vector_anywhere",
    *ASKS_FEATURES, "leaning",
)  # fmt: skip
_HELD = 0.6  # likeness from which on a word counts as held
_LETTERS = 0.5  # likeness of a word whose characters all stand there, but not together
_SINGLE = 2  # characters from which on a word that stands there is no chance

# Words that any question may hold: grammar, who speaks, and the verbs and nouns that stand for any other.
_GENERAL_TEXT = """
请问 我 你 他 她 它 我们 你们 他们 这 那 这个 那个 这边 要是 如果 假如 万一 通知 文件 规定 条例 里面
里 中 关于 对于 按照 根据 事情 事 具体 主要 一下 东西 地方 时候 时间 人 人家 的 了 着 过 会 是否
应该 应当 需要 必须 可以 要求 做 干 办 搞 弄 管 有 没有 没 被 把 要 该 能 得 是 在 向 给 跟 和 与 及
就 也 都 还 又 再 才 去 来 到 从 对 为 以 用 让 不 不能 不用 不要 行 行不行 可 上 下 个 些 点 一 1
内 前 后 之前 之后 自己 接下来 就行了 处理 对待 情况 问题 方面 呢 吗 吧 啊 呀
"""
_GENERAL = re.compile(f"(?:{'|'.join(_GENERAL_TEXT.split())})+")
_STEP = re.compile("谁|哪|怎么|怎样|如何|咋|什么时候|何时")
_PIECE = re.compile("[，,；;。：:]")


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Stretches of a document made ready to be held against questions; only themselves they equal.

    Attributes:
        texts: their words, n of them.
        plain: the same in the form in which texts are compared.
        laid: the encoder's rows of their words.
        around: the encoder's rows of the words around each: its title, its heading, the sentence before.
        vectors: each as a vector of length one, [n, dimension].
        terms: what each is matched by.
    """

    texts: tuple[str, ...]
    plain: tuple[str, ...]
    laid: Laid
    around: Laid
    vectors: NDArray[np.float32]
    terms: tuple[frozenset[str], ...]
    encoder: StaticEmbedder = field(repr=False)

    @classmethod
    def of(
        cls, texts: Sequence[str], around: Sequence[str] = (), encoder: StaticEmbedder | None = None
    ) -> Stretches:
        """Make stretches ready.

        Args:
            texts: their words.
            around: what stands around each; empty where nothing does.
            encoder: None takes the bundled one.
        """
        words = encoder or bundled()
        return cls(
            tuple(texts),
            tuple(normalise(t) for t in texts),
            lay_out([words.distinct(t) for t in texts]),
            lay_out([words.distinct(t) for t in around or [""] * len(texts)]),
            words.embed(list(texts)),
            tuple(frozenset(terms(t)) for t in texts),
            words,
        )


@dataclass(frozen=True, slots=True)
class Held:
    """A question held against stretches.

    Attributes:
        question: the question.
        stretches: n of them.
        words: its known words, q of them, each once.
        tells: how much each tells; 0 for words that any question may hold.
        grammar: how much each tells, those included.
        found: matrix [q, n]: how near the nearest word of each stretch is, 0 to 1.
        nearby: the same, of each stretch and what stands around it.
        alike: how near the question as a whole is to each stretch, [n].
        own: its words as vectors of length one, [q, dimension].
        able: where stretches hold the kind of value asked for; empty where none is asked for.
        weighed: the question by how rare its terms are.
    """

    question: str
    stretches: Stretches
    words: tuple[str, ...]
    tells: NDArray[np.float32]
    grammar: NDArray[np.float32]
    found: NDArray[np.float32]
    nearby: NDArray[np.float32]
    alike: NDArray[np.float32]
    own: NDArray[np.float32]
    able: frozenset[int]
    weighed: Question

    def shares(self) -> NDArray[np.float32]:
        """Of what the question tells, the share that each stretch speaks of."""
        return share(self.tells, self.found)

    def likeliest(self, among: Sequence[int], most: int) -> list[int]:
        """The stretches that speak most of the question, word by word and as a whole, best first.

        Args:
            among: places of stretches.
            most: how many are wanted.
        """
        near = self.shares() + self.alike
        return sorted(among, key=lambda n: (-float(near[n]), n))[:most]

    def measure(self, at: int) -> list[float]:
        """One number for each of GROUND_FEATURES but the last.

        Args:
            at: the stretch that would be quoted.
        """
        import numpy as np

        shares, here = self.shares(), self.found[:, at]
        alone = self.tells * (1 - here)
        worst = sorted(alone.tolist(), reverse=True)
        others, nearby = np.delete(shares, at), share(self.tells, self.nearby)
        anywhere = self.found.max(axis=1)
        near, last = self._asked_for(), int(np.flatnonzero(self.tells)[-1])
        total = float(self.tells.sum())
        text = self.stretches.texts[at]
        return [
            float(shares[at]), float(self.grammar @ here / self.grammar.sum()),
            worst[0], worst[1] if len(worst) > 1 else 0.0, total, float((self.tells > 0).sum()),
            float(self.tells[here > _HELD].sum() / total),
            float(here[near]), float(alone[near]), float(shares[at] - others.max(initial=0.0)),
            float(here[last]), float(alone[last]),
            float((self.tells * (1 - anywhere)).max()), float(self.tells @ anywhere / total),
            self.weighed.coverage(self.stretches.terms[at]), self._value_share(at),
            float(lacks(self.question, text)), math.log1p(len(text)), self._behind(at),
            1.0 / len(self.able) if at in self.able else 0.0,
            float(nearby[at]), float((self.tells * (1 - self.nearby[:, at])).max()),
            float(nearby[at] - np.delete(nearby, at).max(initial=0.0)),
            float(self.alike[at]), float(self.alike[at] - np.delete(self.alike, at).max(initial=0.0)),
            float(self.alike.max()), *asks(self.question),
        ]  # fmt: skip

    def left_over(self, at: int) -> NDArray[np.float32]:
        """The sum of its words as vectors, each by how much it tells and how little of it a stretch holds.

        Args:
            at: the stretch that would be quoted.

        Returns:
            A vector [dimension]: what is asked besides.
        """
        return left_over(self.tells, self.found[:, at], self.own)

    def _asked_for(self) -> int:
        """The telling word nearest to the word that asks (党徽 去哪里 领); the last one where none asks."""
        plain = normalise(self.question)
        asking = [m.span() for m in ASKING.finditer(plain)]
        telling = [i for i, t in enumerate(self.tells) if t > 0]
        if not asking:
            return telling[-1]

        def distance(i: int) -> int:
            start = plain.find(self.words[i])
            end = start + len(self.words[i])
            return min(min(abs(start - e), abs(s - end)) for s, e in asking)

        return min(telling, key=distance)

    def _behind(self, at: int) -> float:
        """How near the stretch comes to what stands behind the word that asks (由谁 任命); 1 for nothing."""
        plain = normalise(self.question)
        step = _STEP.search(plain)
        if step is None:
            return 1.0
        rest = plain[step.end() :]
        near = [self.found[i, at] for i, w in enumerate(self.words) if self.tells[i] > 0 and w in rest]
        return float(max(near, default=1.0))

    def _value_share(self, at: int) -> float:
        """How much of the question the piece speaks of in which a value of the kind asked for stands."""
        if not asks_value(self.question):
            return 0.0  # no kind of value is asked for
        pieces = [p for p in _PIECE.split(self.stretches.plain[at]) if not lacks(self.question, p)]
        if not pieces:
            return 0.0
        encoder = self.stretches.encoder
        rows = [encoder.vocabulary[w] for w in self.words]
        near = likeness(rows, lay_out([encoder.distinct(p) for p in pieces]), encoder)
        return float((self.tells @ near.found).max() / self.tells.sum())


def hold(question: str, stretches: Stretches, hidden: Sequence[int] = ()) -> Held | None:
    """Hold a question against stretches; None where it tells nothing, or there are none.

    Several routes hold the same question against the same stretches: it is done once.

    Args:
        question: as understood.
        stretches: of one or more documents.
        hidden: stretches to be taken as if they were not there.
    """
    return _hold(question, stretches, tuple(hidden))


@lru_cache(maxsize=64)
def _hold(question: str, stretches: Stretches, hidden: tuple[int, ...]) -> Held | None:
    import numpy as np

    encoder = stretches.encoder
    cut = encoder.segmenter.cut(normalise(question))
    words = tuple(dict.fromkeys(w for w in cut if w in encoder.vocabulary))
    telling = np.array([not is_general(w) for w in words], dtype=np.float32)
    if not stretches.texts or not telling.any():
        return None
    rows = [encoder.vocabulary[w] for w in words]
    near, around = likeness(rows, stretches.laid, encoder), likeness(rows, stretches.around, encoder)
    found = near.found.copy()
    for i, word in enumerate(words):
        if telling[i] and len(word) >= _SINGLE:
            found[i] = np.maximum(found[i], [float(word in text) for text in stretches.plain])
        if telling[i]:
            letters = [_LETTERS * sum(c in text for c in word) / len(word) for text in stretches.plain]
            found[i] = np.maximum(found[i], letters)
    alike = stretches.vectors @ encoder.embed([question])[0]
    nearby = np.maximum(found, around.found)
    for n in hidden:
        found[:, n] = nearby[:, n] = alike[n] = 0.0
    able = range(len(stretches.texts)) if asks_value(question) else ()
    return Held(
        question=question,
        stretches=stretches,
        words=words,
        tells=near.tells * telling,
        grammar=near.tells,
        found=found,
        nearby=nearby,
        alike=alike,
        own=near.own,
        able=frozenset(n for n in able if n not in hidden and not lacks(question, stretches.texts[n])),
        weighed=read_question(question, load_background().idf),
    )


def is_general(word: str) -> bool:
    """Whether a word asks, or may stand in any question."""
    return ASKING.search(word) is not None or _GENERAL.fullmatch(word) is not None
