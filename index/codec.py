"""Documents and passages to plain JSON and back, for the store. Standard library only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from index.document import (
    Asked,
    Attribution,
    Claim,
    Document,
    Kind,
    Outline,
    Part,
    Passage,
    Section,
    Source,
    Span,
    Validity,
    Verdict,
    source_to_dict,
)

_PLAIN = ("id", "title", "text", "number", "issuer", "date", "level", "area", "recipients", "urgency", "path")


def document_to_dict(document: Document) -> dict[str, Any]:
    """A document with its outline, as plain JSON."""
    claim = document.claim
    return {name: getattr(document, name) for name in _PLAIN} | {
        "kind": document.kind.value,
        "compiled": document.compiled,
        "validity": _validity_to_dict(document.validity),
        "outline": [
            [s.part.value, s.level, s.label, s.heading, s.span.start, s.span.end, s.body]
            for s in document.outline.sections
        ],
        "attributions": [
            {"span": [a.span.start, a.span.end], "sources": [source_to_dict(s) for s in a.sources]}
            for a in document.attributions
        ],
        "asked": [[[[s.start, s.end] for s in a.spans], list(a.questions)] for a in document.asked],
        "unanswered": list(document.unanswered),
        "claim": None
        if claim is None
        else {
            "claim": claim.claim,
            "verdict": claim.verdict.value,
            "rebuttal": [claim.rebuttal.start, claim.rebuttal.end],
            "wordings": list(claim.wordings),
            "opposites": list(claim.opposites),
            "unlike": list(claim.unlike),
            "reviewer": claim.reviewer,
            "reviewed": claim.reviewed,
            "place": claim.place,
            "period": claim.period,
            "topic": claim.topic,
        },
    }


def document_from_dict(data: Mapping[str, Any]) -> Document:
    """A document from `document_to_dict`'s JSON.

    Raises:
        KeyError, ValueError: where the data is not of that form.
    """
    plain = {name: data[name] for name in _PLAIN}
    return Document(
        **plain,
        kind=Kind(data["kind"]),
        compiled=data["compiled"],
        validity=_validity_from_dict(data["validity"]),
        outline=Outline(
            tuple(
                Section(Part(part), level, label, heading, Span(start, end), body)
                for part, level, label, heading, start, end, body in data["outline"]
            )
        ),
        attributions=tuple(
            Attribution(Span(*a["span"]), tuple(Source(**s) for s in a["sources"]))
            for a in data["attributions"]
        ),
        claim=_claim_from_dict(data["claim"]),
        asked=tuple(
            Asked(tuple(Span(*span) for span in spans), tuple(questions))
            for spans, questions in data["asked"]
        ),
        unanswered=tuple(data["unanswered"]),
    )


def digest(documents: Iterable[Document]) -> str:
    """SHA-256 over everything the documents say, metadata included, in order."""
    total = hashlib.sha256()
    for document in documents:
        row = json.dumps(document_to_dict(document), ensure_ascii=False, sort_keys=True)
        total.update(row.encode("utf-8"))
    return total.hexdigest()


def passage_to_dict(passage: Passage) -> dict[str, Any]:
    """A passage as plain JSON; its words stay in the document."""
    return {
        "id": passage.id,
        "document": passage.document.id,
        "start": passage.span.start,
        "end": passage.span.end,
        "outline": list(passage.outline),
    }


def passage_from_dict(data: Mapping[str, Any], documents: Mapping[str, Document]) -> Passage:
    """A passage from `passage_to_dict`'s JSON and the documents it points into."""
    return Passage(documents[data["document"]], Span(data["start"], data["end"]), tuple(data["outline"]))


def _validity_to_dict(validity: Validity) -> dict[str, str]:
    def day(value: date | None) -> str:
        return value.isoformat() if value else ""

    return {
        "start": day(validity.start),
        "end": day(validity.end),
        "superseded_by": validity.superseded_by,
        "superseded_on": day(validity.superseded_on),
        "note": validity.note,
    }


def _validity_from_dict(data: Mapping[str, str]) -> Validity:
    def day(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    return Validity(
        start=day(data["start"]),
        end=day(data["end"]),
        superseded_by=data["superseded_by"],
        superseded_on=day(data["superseded_on"]),
        note=data["note"],
    )


def _claim_from_dict(data: Mapping[str, Any] | None) -> Claim | None:
    if data is None:
        return None
    fields = dict(data)
    fields["verdict"] = Verdict(fields["verdict"])
    fields["rebuttal"] = Span(*fields["rebuttal"])
    fields["wordings"] = tuple(fields["wordings"])
    fields["opposites"] = tuple(fields["opposites"])
    fields["unlike"] = tuple(fields["unlike"])
    return Claim(**fields)
