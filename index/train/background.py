"""Learn how common each term is in Chinese at large: `python -m index.train.background PAIRS OUT`.

A small corpus cannot tell a common word from a rare one: in one notice every word is rare. Document
frequencies over a large general collection can, so questions about other things are recognised as such (see
`index.background`).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from index.words import terms


def count(pairs: Path, *, every: int, least: int) -> tuple[int, Counter[str]]:
    """Document frequencies of terms over the passages of a pairs file.

    Args:
        pairs: gzipped JSON lines with a `passage`.
        every: read one passage in this many.
        least: drop terms found in fewer passages.

    Returns:
        How many passages were read, and in how many each term stands.
    """
    found: Counter[str] = Counter()
    total = 0
    with gzip.open(pairs, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every == 0:
                found.update(set(terms(json.loads(line)["passage"][:400])))
                total += 1
    return total, Counter({t: n for t, n in found.items() if n >= least})


def main() -> None:
    """Count and save."""
    import numpy as np

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--every", type=int, default=2)
    parser.add_argument("--least", type=int, default=6)
    arguments = parser.parse_args()
    total, found = count(arguments.pairs, every=arguments.every, least=arguments.least)
    names = sorted(found)
    np.savez_compressed(
        arguments.out,
        total=np.array([total], dtype=np.int64),
        terms=np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8),
        counts=np.array([found[t] for t in names], dtype=np.uint32),
    )


if __name__ == "__main__":
    main()
