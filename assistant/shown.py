"""Documents and passages as plain JSON, the same through every door."""

from __future__ import annotations

from typing import Any

from index.document import Document, Hit, Section, source_to_dict


def summary(document: Document) -> dict[str, Any]:
    """What a document is, without its text."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind.value,
        "number": document.number,
        "issuer": document.issuer,
        "date": document.date,
        "level": document.level,
        "area": document.area,
        "status": document.validity.status(None).value,
        "compiled": document.compiled,
        "characters": len(document.text),
        "sha256": document.sha256,
    }


def details(document: Document) -> dict[str, Any]:
    """A document with its canonical text and outline, so that anyone can check a quote."""
    v = document.validity
    sources = dict.fromkeys(s for a in document.attributions for s in a.sources)
    return {
        **summary(document),
        "recipients": document.recipients,
        "urgency": document.urgency,
        "validity": {
            "start": v.start.isoformat() if v.start else None,
            "end": v.end.isoformat() if v.end else None,
            "superseded_by": v.superseded_by,
            "superseded_on": v.superseded_on.isoformat() if v.superseded_on else None,
            "note": v.note,
        },
        "sources": [source_to_dict(s) for s in sources],
        "outline": [_section(section) for section in document.outline.sections],
        "text": document.text,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "part": section.part.value,
        "level": section.level,
        "label": section.label,
        "heading": section.heading,
        "start": section.span.start,
        "end": section.span.end,
        "body": section.body,
    }


def hit_to_dict(hit: Hit, *, explain: bool = False) -> dict[str, Any]:
    """A found passage as the contract's JSON.

    Args:
        hit: what was found.
        explain: whether to name the parts of its score.
    """
    p = hit.passage
    data: dict[str, Any] = {
        "document_id": p.document.id,
        "start": p.span.start,
        "end": p.span.end,
        "text": p.text,
        "outline": list(p.outline),
        "score": round(float(hit.score), 6),
    }
    if explain:
        data["why"] = {name: round(float(part), 6) for name, part in sorted(hit.why.items())}
    return data
