"""Answers as files to hand on: the duty table of a notice, the rebuttal sheet of a claim."""

from __future__ import annotations

import json

from assistant.claims import make_sheet, to_claim_review, to_docx, to_markdown
from assistant.duties import duties_for, render
from assistant.duties.tables import duty_table
from assistant.routes import Resources
from index.document import Kind
from index.errors import BadInput

SHEETS = ("md", "docx", "jsonld")
TABLES = ("md", "csv", "xlsx", "docx", "json")
MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def duty_file(
    resources: Resources, form: str, *, subject: str | None = None, document_id: str | None = None
) -> bytes:
    """The duties of a document, or of all notices.

    Args:
        resources: what is answered from.
        form: one of `TABLES`.
        subject: only the duties of this subject, and those of everyone.
        document_id: only this document.

    Raises:
        BadInput: another format, no such document, or no duty of that subject.
    """
    check_format(form, TABLES)
    library = resources.library
    if document_id:
        wanted = [library.document(document_id)]
    else:
        wanted = [d for d in library.documents.values() if d.kind is Kind.NOTICE]
    if not wanted:
        raise BadInput("没有通知类文档", "请指定文档编号；assistant documents list 查看全部")
    tables = [duty_table(d) for d in wanted]
    chosen = duties_for(tables, subject) if subject else None
    if subject and not chosen:
        raise BadInput(f"文件里没有“{subject}”的责任条款", "换一个说法，或不指定主体查看全部")
    return render(tables, form, chosen=chosen)


def sheet_file(resources: Resources, statement: str, form: str) -> bytes:
    """The rebuttal sheet of a statement as it was put.

    Args:
        resources: what is answered from.
        statement: the claim.
        form: one of `SHEETS`.

    Raises:
        BadInput: another format.
    """
    check_format(form, SHEETS)
    found = make_sheet(statement, resources.claims.judge(statement))
    if form == "docx":
        return to_docx(found)
    if form == "md":
        return to_markdown(found).encode("utf-8")
    return (json.dumps(to_claim_review(found), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def check_format(form: str, known: tuple[str, ...]) -> None:
    """Refuse a format that is not known.

    Raises:
        BadInput: with the formats that are.
    """
    if form not in known:
        raise BadInput(f"不支持的格式：{form[:20]}", "可用：" + "、".join(known))
