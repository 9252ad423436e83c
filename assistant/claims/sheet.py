"""The rebuttal sheet that an officer publishes, as Markdown, DOCX or ClaimReview.

Its rows: 说法、结论、依据、出处、日期.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from assistant.claims.base import Judgement
from assistant.claims.labels import LABELS, RATINGS
from index.document import Citation, Claim, Source, Span, Verdict

_TITLE = "说法核查单"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is published of one claim.

    Attributes:
        statement: the claim as it was put.
        verdict: of the statement as put.
        reason: why this verdict, one line.
        recorded: the claim on record; empty where none decides it.
        rebuttal: the record's own words; None where no record decides it.
        sources: who carries the rebuttal.
        reviewer: who rebutted or confirmed it.
        reviewed: when, ISO 8601.
        nearest: claims on record that look alike, where none decides it.
    """

    statement: str
    verdict: Verdict
    reason: str
    recorded: str = ""
    rebuttal: Citation | None = None
    sources: tuple[Source, ...] = ()
    reviewer: str = ""
    reviewed: str = ""
    nearest: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Its rows as label and text, empty ones left out."""
        found = (
            ("说法", self.statement),
            ("结论", LABELS[self.verdict]),
            ("说明", self.reason),
            ("在案说法", self.recorded),
            ("依据", self.rebuttal.quote.strip() if self.rebuttal else ""),
            ("出处", "；".join(map(name_source, self.sources)) or self.reviewer),
            ("核查方", self.reviewer),
            ("日期", self.reviewed),
            ("相近的在案说法", "；".join(self.nearest)),
        )
        return tuple((label, text) for label, text in found if text)


def make_sheet(statement: str, judgement: Judgement) -> Sheet:
    """Gather what is published of a judged statement.

    Args:
        statement: the claim as it was put.
        judgement: what the records say of it.
    """
    record = judgement.record
    alike = [d.claim.claim for d in (record, *judgement.nearest) if d is not None and d.claim is not None]
    if record is None or record.claim is None or not judgement.decided:
        return Sheet(statement, judgement.verdict, judgement.reason, nearest=tuple(alike))
    claim: Claim = record.claim
    span: Span = claim.rebuttal
    return Sheet(
        statement,
        judgement.verdict,
        judgement.reason,
        claim.claim,
        record.cite(span.start, span.end),
        record.sources_at(span),
        claim.reviewer,
        claim.reviewed,
    )


def name_source(source: Source) -> str:
    """A source in one line: issuer, title, number, date.

    Args:
        source: where facts come from.
    """
    title = source.title if "《" in source.title else f"《{source.title}》"
    return "，".join(part for part in (source.issuer + title, source.number, source.date) if part)


def to_markdown(sheet: Sheet) -> str:
    """The sheet as Markdown; whatever a user or document wrote is shown, never rendered.

    Args:
        sheet: what is published.
    """
    lines = [f"# {_TITLE}", ""]
    for label, text in sheet.rows:
        plain = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
        lines.append(f"> {plain}" if label == "依据" else f"**{label}**：{plain}")
        lines.append("")
    return "\n".join(lines)


def to_docx(sheet: Sheet) -> bytes:
    """The sheet as a Word document with one table.

    Args:
        sheet: what is published.
    """
    from docx import Document as Word

    word = Word()
    word.add_heading(_TITLE, level=1)
    table = word.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for label, text in sheet.rows:
        cells = table.add_row().cells
        cells[0].text = label
        cells[1].text = _printable(text)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _printable(text: str) -> str:
    """Without control characters, which a Word file cannot hold."""
    return "".join(c for c in text if c in "\n\t" or ord(c) >= 32)


def to_claim_review(sheet: Sheet) -> dict[str, Any]:
    """The sheet as schema.org ClaimReview, to be written as JSON-LD.

    A verdict that is neither true nor false has no place on the scale of 1 to 5 and gets no rating value.

    Args:
        sheet: what is published.
    """
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": LABELS[sheet.verdict]}
    if sheet.verdict in RATINGS:
        rating |= {"ratingValue": RATINGS[sheet.verdict], "worstRating": 1, "bestRating": 5}
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "inLanguage": "zh-CN",
        "claimReviewed": sheet.statement,
        "reviewRating": rating,
    }
    if sheet.rebuttal is not None:
        review["reviewBody"] = sheet.rebuttal.quote.strip()
        review["author"] = {"@type": "Organization", "name": sheet.reviewer or sheet.rebuttal.document.issuer}
        review["itemReviewed"] = {"@type": "Claim", "text": sheet.recorded}
        review["citation"] = [
            {"@type": "CreativeWork", "name": s.title, "publisher": s.issuer, "datePublished": s.date}
            for s in sheet.sources
        ]
    if sheet.reviewed:
        review["datePublished"] = sheet.reviewed
    return review
