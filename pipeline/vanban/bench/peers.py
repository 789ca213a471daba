"""A tool of the field over a folder of texts: `python -m vanban.bench.peers WAY FOLDER`.

Out: one line of JSON with the words it found, its seconds and those of the processor, without its
import and first call.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from vanban.text.sample import sample

WAYS = ("underthesea.pos_tag", "underthesea.ner", "pyvi", "ViNLP")


def way(name: str) -> Callable[[str], list[Any]]:
    """A function from a sentence to its tagged words; raises ImportError where not installed."""
    import underthesea  # noqa: PLC0415 - what a way needs is loaded for it alone

    if name == "underthesea.pos_tag":
        return lambda sentence: list(underthesea.pos_tag(sentence))
    if name == "underthesea.ner":
        return lambda sentence: list(underthesea.ner(sentence))
    if name == "pyvi":
        from pyvi import ViPosTagger, ViTokenizer  # noqa: PLC0415

        return lambda sentence: list(ViPosTagger.postagging(ViTokenizer.tokenize(sentence))[0])
    if name == "ViNLP":
        import ViNLP  # noqa: PLC0415

        return lambda sentence: list(ViNLP.ner(sentence))
    raise ValueError(f"{name}: no such way; there are {', '.join(WAYS)}")


def main(name: str, folder: Path) -> int:
    """Time one way."""
    from underthesea import sent_tokenize  # noqa: PLC0415

    tagged = way(name)
    tagged(sample())
    words, begin, used = 0, time.perf_counter(), time.process_time()
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text("utf-8", errors="replace").split("\n"):
            for sentence in sent_tokenize(line):
                words += len(tagged(sentence))
    seconds, processor = time.perf_counter() - begin, time.process_time() - used
    print(json.dumps({"words": words, "seconds": seconds, "processor": processor}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
