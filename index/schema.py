"""What a corpus file must hold: pydantic models, and their errors as one clear Chinese line each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from index.document import Kind, Source, Validity, Verdict
from index.errors import BadDocument

_KEY = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_LOOSE_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
LEVELS = ("national", "provincial", "city", "county", "unit")


def loose_date(value: Any) -> str:
    """A day, month or year as ISO 8601 text; YAML reads a bare day as a date and a bare year as a number."""
    written = value.isoformat() if isinstance(value, date) else str(value)
    found = _LOOSE_DATE.fullmatch(written.strip())
    if found is None:
        raise ValueError("日期")
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        raise ValueError("日期") from None
    return written.strip()


def _verdict(value: Any) -> Any:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


LooseDate = Annotated[str, BeforeValidator(loose_date)]
Words = Annotated[str, BeforeValidator(_text)]
Named = Annotated[str, BeforeValidator(_text), Field(min_length=1)]
Level = Literal["", "national", "provincial", "city", "county", "unit"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class ValidityModel(_Strict):
    """When a document may be relied on; an end or a successor needs a note for the reader."""

    start: date | None = None
    end: date | None = None
    superseded_by: Words = ""
    superseded_on: date | None = None
    note: Words = ""

    @model_validator(mode="after")
    def _explained(self) -> ValidityModel:
        if (self.end or self.superseded_by) and not self.note:
            raise ValueError("有效期缺少说明")
        if self.start and self.end and self.end < self.start:
            raise ValueError("有效期颠倒")
        return self

    def build(self) -> Validity:
        """The noun."""
        return Validity(self.start, self.end, self.superseded_by, self.superseded_on, self.note)


class MetaModel(_Strict):
    """Front matter of a guidance file, or the .meta.yaml beside a notice."""

    id: Annotated[str, Field(pattern=r"^[^\s/\\]+$")]
    title: Named
    kind: Literal["notice", "guidance", "law", "other"] = "other"
    number: Words = ""
    issuer: Words = ""
    date: LooseDate
    level: Level = ""
    area: Words = ""
    recipients: Words = ""
    urgency: Words = ""
    validity: ValidityModel = ValidityModel()

    def fields(self) -> dict[str, Any]:
        """What goes into the Document as it stands."""
        plain = self.model_dump(exclude={"kind", "validity"})
        return {**plain, "kind": Kind(self.kind), "validity": self.validity.build()}


class RumorModel(_Strict):
    """One record of a rumors file."""

    id: Annotated[str, Field(pattern=r"^rumor-[a-z0-9]+(?:-[a-z0-9]+)*$")]
    claim: Annotated[str, Field(min_length=4)]
    wordings: Annotated[list[Annotated[str, Field(min_length=2)]], Field(min_length=3)]
    opposites: list[Annotated[str, Field(min_length=2)]] = Field(default_factory=list)
    unlike: list[Annotated[str, Field(min_length=2)]] = Field(default_factory=list)
    verdict: Annotated[Literal["true", "false", "partly_true", "unproven"], BeforeValidator(_verdict)]
    rebuttal: Annotated[str, Field(min_length=1)]
    reviewer: Named
    reviewed: LooseDate
    place: Words = ""
    period: Words = ""
    topic: Words = ""

    @property
    def judged(self) -> Verdict:
        """The verdict as the noun."""
        return Verdict(self.verdict)


class RumorRow(RumorModel):
    """A claim given as a row of a table: any id, wordings and reviewer may be missing."""

    id: Named
    wordings: list[Words] = Field(default_factory=list)
    reviewer: Words = ""
    reviewed: Words = ""


def rumor_row(data: Mapping[str, Any], file: str, place: str) -> RumorRow:
    """Validate a claim given as a row of a table.

    Raises:
        BadDocument: naming the row and the column.
    """
    return check_model(RumorRow, data, file, place)


class SourceModel(_Strict):
    """One entry of sources.yaml."""

    key: Annotated[str, Field(pattern=_KEY)]
    title: Named
    issuer: Named
    number: Words = ""
    date: LooseDate
    published: Words = ""
    reading: Literal["seen", "second-hand"] = "seen"

    def build(self) -> Source:
        """The noun."""
        return Source(**self.model_dump())


Model = TypeVar("Model", bound=BaseModel)

_PROBLEMS = {
    "missing": ("缺少这一项", "补上这一项"),
    "extra_forbidden": ("没有这个字段", "删去它，或改成 corpus/README.md 里的字段名"),
    "string_type": ("应当是文字", "写成文字，必要时加引号"),
    "string_too_short": ("内容为空或太短", "补上内容"),
    "string_pattern_mismatch": ("写法不合要求", "按 corpus/README.md 的写法改"),
    "too_short": ("条数太少", "至少写 3 条"),
    "list_type": ("应当是列表", "每条一行，行首写“- ”"),
    "model_type": ("应当是“字段: 内容”的形式", "按 corpus/README.md 的格式写"),
    "date_type": ("不是日期", "写成 2020-01-27"),
    "date_from_datetime_parsing": ("不是日期", "写成 2020-01-27"),
    "date_parsing": ("不是日期", "写成 2020-01-27"),
}
_VALUE_ERRORS = {
    "日期": ("日期写法不对或没有这一天", "写成 2020-01-27、2020-01 或 2020"),
    "有效期缺少说明": ("写了终止或被替代，却没有说明", "在 note 里用一句话说明后来改了什么"),
    "有效期颠倒": ("终止日早于起始日", "核对 start 和 end"),
}


def check_model(model: type[Model], data: Any, file: str, place: str = "") -> Model:
    """Validate one piece of data.

    Args:
        model: what it must be.
        data: what YAML, JSON or a table gave.
        file: the file it stands in, for the error.
        place: where in the file, such as `[3]`; empty for the whole file.

    Raises:
        BadDocument: naming the file, the field and the fix.
    """
    checked = try_model(model, data, file, place)
    if isinstance(checked, list):
        raise checked[0]
    return checked


def try_model(model: type[Model], data: Any, file: str, place: str = "") -> Model | list[BadDocument]:
    """Validate one piece of data: the model, or everything that is wrong with it."""
    if not isinstance(data, Mapping):
        return [BadDocument(file, place, "应当是“字段: 内容”的形式", "按 corpus/README.md 的格式写")]
    try:
        return model.model_validate(dict(data))
    except ValidationError as error:
        found = []
        for one in error.errors():
            problem, fix = _explain(dict(one))
            found.append(BadDocument(file, place + _field(place, one["loc"]), problem, fix))
        return found


def _field(place: str, location: tuple[int | str, ...]) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return path if place else path.lstrip(".")


def _explain(error: dict[str, Any]) -> tuple[str, str]:
    kind = str(error["type"])
    if kind == "literal_error":
        return (
            f"没有“{error['input']}”这个取值",
            f"可用的取值：{error['ctx']['expected'].replace(' or ', ', ')}",
        )
    if kind == "value_error":
        return _VALUE_ERRORS.get(str(error["ctx"]["error"]), (str(error["ctx"]["error"]), "核对这一项"))
    return _PROBLEMS.get(kind, (str(error["msg"]), "核对这一项"))
