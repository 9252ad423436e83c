"""One immutable object of settings, read once, in the doors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

QUESTION_LIMIT = 2_000  # characters; longer is a document, not a question
HISTORY_LIMIT = 20  # turns kept of a conversation


@dataclass(frozen=True, slots=True)
class Settings:
    """What a door may choose.

    Attributes:
        store: folder of the built index.
        corpora: corpus folders.
        embedder: `bundled`, a local folder, a hub name, or `openai:BASE_URL#MODEL`.
        reranker: a local CrossEncoder folder; empty for none.
        llm: an OpenAI-compatible endpoint as `BASE_URL#MODEL`; empty for none (the default).
        llm_key: its key.
        default_store: whether the store is the default one, which is built on first use.
    """

    store: Path
    corpora: tuple[Path, ...]
    embedder: str = "bundled"
    reranker: str = ""
    llm: str = ""
    llm_key: str = field(default="", repr=False)
    default_store: bool = True


def read_settings(
    environment: Mapping[str, str],
    store: Path | None = None,
    corpora: tuple[Path, ...] = (),
    reranker: str | None = None,
) -> Settings:
    """The settings of one run: arguments first, then the environment, then defaults.

    Args:
        environment: `ASSISTANT_` followed by `STORE`, `EMBEDDER`, `RERANKER`, `LLM` or `LLM_KEY`.
        store: `--store`, where given.
        corpora: `--corpus`, where given.
        reranker: `--reranker`, where given; empty for none even where the environment names one.

    Returns:
        The settings.
    """
    chosen = store or (Path(environment["ASSISTANT_STORE"]) if environment.get("ASSISTANT_STORE") else None)
    return Settings(
        store=chosen or default_store(),
        corpora=corpora or (corpus_folder(),),
        embedder=environment.get("ASSISTANT_EMBEDDER") or "bundled",
        reranker=environment.get("ASSISTANT_RERANKER", "") if reranker is None else reranker,
        llm=environment.get("ASSISTANT_LLM", ""),
        llm_key=environment.get("ASSISTANT_LLM_KEY", ""),
        default_store=chosen is None,
    )


def corpus_folder() -> Path:
    """The corpus that comes with the project: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).resolve().parent
    packaged = here / "_corpus"
    return packaged if packaged.is_dir() else here.parent / "corpus"


def default_store() -> Path:
    """Where the index is kept: in the checkout, or in the user's data folder where there is no checkout."""
    here = Path(__file__).resolve().parent
    if (here.parent / "pyproject.toml").is_file() and not (here / "_corpus").is_dir():
        return here.parent / ".store"
    from platformdirs import user_data_path

    return user_data_path("notice-assistant") / "store"
