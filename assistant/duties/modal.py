"""Find the words that bind (要, 必须, 应当, 可以, 不得), and not their look-alikes (主要, 反应, 可能)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.duties.lexicon import BOUNDARY
from assistant.duties.model import Modality
from index.clauses import pairs
from index.document import Span

_PATTERNS: tuple[tuple[Modality, str], ...] = (
    (
        Modality.STRICTLY_FORBIDDEN,
        r"(?:一律)?(?:严格|坚决)?(?:严禁|(?<!被)(?<!法)(?<!规定)禁止(?!性|令))|杜绝|切勿|切忌|切莫|请勿|谢绝",
    ),
    (
        Modality.FORBIDDEN,
        r"(?:坚决|绝对?|决|均|一律|也|都|并|更|且)?(?:不得(?!不|已|力|人心|而知)|不准(?!确)|不许|不应当"
        r"|不应该|不应(?!期)"
        r"|不要(?!求|紧|件)|不宜|不允许|不可以)"
        r"|(?:坚决|绝对?|决|千万|一律|万万|也|都|均|就)(?:不能|不可)|(?<=[，,。；;：:人员位织门])不能(?=再"
        r"|因|以|有|让|把|只|擅|随|在|搞|放)",
    ),
    (Modality.MUST, r"(?:都|均|也|还|更|就)?(?:必须|务必|务须|务求|(?<![必务无])须(?![知臾眉弥]))"),
    (
        Modality.SHALL,
        r"(?:都|均|也|还|更|就|原则上)?(?:(?<!理所)(?<!相)(?<!不)应(?:当|该)"
        r"|(?<![反供相适响效感对答呼顺照策报回理叫不因])应(?![急对用届聘收邀诉变酬检援激承征付和允验战考市景力许声运试邀得])(?!有的"
        r"|.尽))",
    ),
    (
        Modality.NEED,
        r"(?:敬|恳)?(?<![申邀聘报提吁])请(?=务必|于|在|各|将|按|及时|认真|立即|尽快|结合|遵[照守]|广大"
        r"|大家|自觉|严格|做好|配合|径|参照|您|你|予以|继续|积极|密切)"
        r"|(?<![\u4e00-\u9fff])希望(?=各|广大|全体|大家)|"
        r"(?:都|均|也|还|更|就|又|则)?(?:[一二三四五六七八九十])?"
        r"(?<![需主重必次首摘纪紧只概简扼险若想讨索不强机撮切将正快提])要(?![求素点害道事么是闻职员领件塞地挟旨约目义务隘冲案诀价略津不]"
        r"|紧(?![盯扣抓密急绷跟贴紧接]))",
    ),
    (
        Modality.NEED,
        r"(?<![所无急必确特亟按各军内供])需(?!要|求|[^，。；]{0,20}?的|[，。；、]|知)(?:要)?"
        r"|(?<![的所根据视按不无])需要(?![^，。；]{0,40}?的|[，。；、]|时)",
    ),
    (
        Modality.MAY,
        r"(?:都|均|也|还|则)?(?<!不)(?:可以|有权(?!限|威)|有权利"
        r"|(?<![许认不尚是宁非])可(?![能行靠疑见控持追操用及持]))",
    ),
    (
        Modality.ENCOURAGED,
        r"(?:积极|大力)?(?:鼓励|倡导|提倡|(?<!的)建议|号召|支持和鼓励|鼓励和支持)(?![性书和])"
        r"|(?<![\u4e00-\u9fff])(?:热忱|热烈)?欢迎(?=广大|社会|各|群众|市民|居民|村民|大家)",
    ),
)
_MODAL = re.compile("|".join(f"(?P<m{n}>{p})" for n, (_, p) in enumerate(_PATTERNS)))
_LEAD = re.compile(r"带头(?:做到)?")
# 可 and 需 are parts of other words too often: they count only where a predicate can follow.
_WEAK = re.compile(r"(?:都|均|也|还|则|更|就)?(?:可|需)$")
# 根据防控需要自行决定: a noun.
_AS_NOUN = re.compile(r"(?:根据|按照|视|结合|依据|因|满足)[^，。；]{1,20}$")
_FOLLOWS = re.compile(
    rf"{BOUNDARY.pattern}|(?:\d|[一二三四五六七八九十]|“|先|具|视|想|是|有|全|人|专|每|小|分|多|少|自|大|相"
    r"|双|当|延|直|再|以|成|随|立|随)"
)


@dataclass(frozen=True, slots=True)
class Modal:
    """A binding word: where it stands and how binding it is."""

    span: Span
    modality: Modality


def modals(text: str, start: int, end: int) -> Iterator[Modal]:
    """Binding words of text[start:end] outside quotes and brackets, in order.

    Args:
        text: the document's text.
        start: first code point.
        end: one past the last.
    """
    enclosed = pairs(text, start, end)
    for match in _MODAL.finditer(text, start, end):
        at = match.start()
        if any(a <= at <= b for a, b in enclosed):
            continue
        if _is_no_modal(text, match, start, end):
            continue
        kind = next(n for n in range(len(_PATTERNS)) if match.group(f"m{n}") is not None)
        yield Modal(Span(at, match.end()), _PATTERNS[kind][0])


def _is_no_modal(text: str, match: re.Match[str], start: int, end: int) -> bool:
    if _WEAK.fullmatch(match.group()) and not _FOLLOWS.match(text, match.end(), end):
        return True
    if match.group() == "需要" and _AS_NOUN.search(text, start, match.start()):
        return True
    return _is_described(text, match.end(), end)


_END = re.compile(r"[，,。；;：:！!\n]")
_RELATIVE = re.compile(
    r"[^，,。；;：:]{0,24}?的(?=[^，,。；;：:的]{1,20}(?:应当|必须|(?<![重主需必紧首概])要(?![求素点])|不得))"
)


def _is_described(text: str, at: int, end: int) -> bool:
    """Whether the binding word stands in a relative clause (应当报告的单位必须…, 需要转诊的病人)."""
    stop = _END.search(text, at, end)
    limit = stop.start() if stop else end
    return bool(_RELATIVE.match(text, at, limit))


def lead(text: str, start: int, end: int) -> Modal | None:
    """带头 at the very beginning of text[start:end]."""
    match = _LEAD.match(text, start, end)
    return Modal(Span(match.start(), match.end()), Modality.LEAD) if match else None
