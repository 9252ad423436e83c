"""Embedders behind one seam: the bundled one, sentence-transformers models, OpenAI-compatible endpoints."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import BadInput, MissingPart
from index.static import bundled, is_static, load_static

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ENDPOINT_BATCH = 64


class Embedder(Protocol):
    """Turns texts into vectors."""

    @property
    def name(self) -> str:
        """Which model it is; a store built with another name is refused."""
        ...

    @property
    def dimension(self) -> int:
        """Width of the vectors."""
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One L2-normalised float32 row a text."""
        ...


def load_embedder(spec: str = "bundled", *, key: str = "", timeout: float = 30.0) -> Embedder:
    """The embedder that a setting names.

    Args:
        spec: `bundled`; a folder that `index.train.encoder` wrote; a folder or hub name of a
            sentence-transformers model already on this machine; or `openai:BASE_URL#MODEL` for an
            OpenAI-compatible endpoint.
        key: the endpoint's API key.
        timeout: seconds to wait for the endpoint.

    Raises:
        BadInput: where the setting cannot be read.
        MissingPart: where the model is not on this machine or the endpoint does not answer.
    """
    if spec == "bundled":
        return bundled()
    if spec.startswith("openai:"):
        base, _, model = spec.removeprefix("openai:").partition("#")
        if not base.startswith(("http://", "https://")) or not model:
            raise BadInput(f"向量接口的写法不对：{spec}", "应写成 openai:http://地址/v1#模型名")
        return EndpointEmbedder.connect(base.rstrip("/"), model, key, timeout)
    if is_static(Path(spec)):
        return load_static(Path(spec))
    return _load_transformer(spec)


@dataclass(frozen=True, slots=True)
class TransformerEmbedder:
    """A sentence-transformers model."""

    name: str
    model: Any

    @property
    def dimension(self) -> int:
        """Width of the vectors."""
        return int(self.model.get_embedding_dimension())

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One L2-normalised row a text."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        found = self.model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32)


_BUNDLED = "写 bundled 使用自带的模型"


def local_model(spec: str, otherwise: str = _BUNDLED) -> str:
    """What to hand to a loader for a folder or hub name.

    Args:
        spec: the folder or hub name.
        otherwise: what else can be done, for the error.

    Raises:
        MissingPart: where a path is meant and no folder is there.
    """
    path = Path(spec).expanduser()
    if path.is_dir():
        return str(path)
    if path.is_absolute() or spec.startswith((".", "~")) or spec.count("/") != 1:
        raise MissingPart(f"找不到模型文件夹：{spec}", f"请检查路径，或{otherwise}")
    return spec


def not_here(spec: str, otherwise: str = _BUNDLED) -> MissingPart:
    """The error for a hub model that is not on this machine, with the exact remedy."""
    return MissingPart(
        f"本机没有模型“{spec}”，本程序不会自行联网下载",
        f"在能联网的电脑上运行 hf download {spec} --local-dir 文件夹，把文件夹拷来后填它的路径；"
        f"或{otherwise}",
    )


def _load_transformer(spec: str) -> Embedder:
    place = local_model(spec)
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(place, device="cpu", local_files_only=True)
    except (OSError, ValueError) as fault:
        raise not_here(spec) from fault
    return TransformerEmbedder(spec, model)


@dataclass(frozen=True, slots=True)
class EndpointEmbedder:
    """An OpenAI-compatible `/embeddings` endpoint.

    Attributes:
        name: base address and model.
        dimension: width of the vectors, as the endpoint gave them first.
    """

    name: str
    dimension: int
    base: str
    model: str
    timeout: float
    key: str = field(repr=False, default="")

    @classmethod
    def connect(cls, base: str, model: str, key: str, timeout: float) -> EndpointEmbedder:
        """Ask the endpoint for one vector, to learn their width and that it answers."""
        width = len(_ask(base, model, key, timeout, ["疫情防控"])[0])
        return cls(f"openai:{base}#{model}", width, base, model, timeout, key)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One L2-normalised row a text."""
        import numpy as np

        rows: list[list[float]] = []
        for i in range(0, len(texts), _ENDPOINT_BATCH):
            rows += _ask(self.base, self.model, self.key, self.timeout, texts[i : i + _ENDPOINT_BATCH])
        matrix = np.array(rows, dtype=np.float32).reshape(len(texts), -1 if texts else self.dimension)
        if matrix.shape[1] != self.dimension:
            raise MissingPart(
                f"向量接口换了维度：{self.dimension} 变为 {matrix.shape[1]}",
                "请运行 assistant index 重新建立索引",
            )
        unit: NDArray[np.float32] = matrix / np.maximum(
            np.linalg.norm(matrix, axis=1, keepdims=True), np.float32(1e-12)
        )
        return unit


def _ask(base: str, model: str, key: str, timeout: float, texts: Sequence[str]) -> list[list[float]]:
    # OpenAI's interface refuses empty strings, a user's document may hold one
    body = json.dumps({"model": model, "input": [t or " " for t in texts], "encoding_format": "float"})
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    request = urllib.request.Request(f"{base}/embeddings", data=body.encode("utf-8"), headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            data = json.load(answer)["data"]
        rows = [row["embedding"] for row in sorted(data, key=lambda row: int(row["index"]))]
    except urllib.error.HTTPError as fault:
        raise MissingPart(f"向量接口拒绝了请求（{fault.code}）：{base}", "请检查模型名和密钥") from fault
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise MissingPart(
            f"向量接口没有正确回答：{base}", "请检查地址是否可达，或写 bundled 使用自带的模型"
        ) from fault
    if len(rows) != len(texts):
        raise MissingPart(f"向量接口少给了向量：{base}", "请检查该接口是否兼容 OpenAI")
    return rows
