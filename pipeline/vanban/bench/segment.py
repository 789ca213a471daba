"""Fast against slow words and tags: `python -m vanban.bench.segment FOLDER [LIMIT]`.

In: a folder of texts (all `*.txt` below it, or the first LIMIT). Out: words per second of
`underthesea.pos_tag` sentence by sentence and of the fast path on the same sentences in the same
run, their ratio, and the tokens on which they differ (none is right). Texts are read uncleaned, and
decoded some at a time, as in a run.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from vanban.segmentation import models as package
from vanban.segmentation.fast.decoder import FastTagger
from vanban.segmentation.guards import pieces
from vanban.segmentation.sentences import sentence_spans
from vanban.segmentation.slow import SlowTagger
from vanban.text.document import Token, scrub
from vanban.text.sample import sample
from vanban.text.spans import Span

TOGETHER = 16
"""Texts decoded at a time: of news, about as many as `fast` decodes side by side."""


@dataclass
class Figures:
    """What was measured: seconds are of processor time."""

    texts: int = 0
    sentences: int = 0
    words: int = 0
    cutting: float = 0.0
    naive: float = 0.0
    fast: float = 0.0
    differing: int = 0
    examples: list[str] = field(default_factory=list)

    def table(self) -> str:
        """The figures as a Markdown table and a line on equality."""
        rows = [
            ("underthesea.pos_tag, sentence by sentence", self.naive),
            ("fast path", self.fast),
            ("fast path with sentence cutting", self.fast + self.cutting),
        ]
        lines = ["| way | seconds | words/s | ratio |", "|---|---|---|---|"]
        lines += [
            f"| {way} | {seconds:.1f} | {self.words / seconds:,.0f} | {self.naive / seconds:.1f} |"
            for way, seconds in rows
        ]
        total = f"{self.words:,} words in {self.sentences:,} sentences of {self.texts:,} texts"
        return "\n".join([*lines, f"{total}: {self.differing} tokens differ"])


def main(folder: Path, limit: int | None = None) -> int:
    """Print the table; 1 where a token differs or the fast path cannot run."""
    if package.strangers():
        print(f"not the underthesea that the fast path decodes: {', '.join(package.strangers())}")
        return 1
    fast, slow = FastTagger(), SlowTagger()
    for tagger in (fast, slow):
        tagger([(sample(), [Span(0, len(sample()))])])
    figures = Figures()
    paths = sorted(folder.rglob("*.txt"))[:limit]
    for some in (paths[at : at + TOGETHER] for at in range(0, len(paths), TOGETHER)):
        measure([path.read_text("utf-8", errors="replace") for path in some], fast, slow, figures)
        if sys.stderr.isatty():
            print(f"\r{figures.texts}/{len(paths)}", end="", file=sys.stderr)
    if not figures.words:
        print(f"no texts (*.txt) below {folder}")
        return 1
    print(figures.table())
    print(*figures.examples, sep="\n", end="" if not figures.examples else "\n")
    return 1 if figures.differing else 0


def measure(raw: list[str], fast: FastTagger, slow: SlowTagger, figures: Figures) -> None:
    """Add some texts to the figures; finding the places of the slow words is not timed."""
    texts = [scrub(text) for text in raw]
    begun = process_time()
    cut = [(text, sentence_spans(text)) for text in texts]
    ready = process_time()
    quick = fast(cut)
    done = process_time()
    tagged = [
        [[(p, slow.tagged(p.characters)) for p in pieces(text, span)] for span in spans]
        for text, spans in cut
    ]
    naive = process_time()
    figures.cutting += ready - begun
    figures.fast += done - ready
    figures.naive += naive - done
    figures.texts += len(texts)
    for (text, spans), ours, others in zip(cut, quick, tagged, strict=True):
        for span, mine, theirs in zip(spans, ours, others, strict=True):
            tokens = tuple(token for piece, words in theirs for token in slow.place(piece, words))
            figures.sentences += 1
            figures.words += len(tokens)
            compare(span.of(text), mine, tokens, figures)


def compare(
    sentence: str, mine: tuple[Token, ...], theirs: tuple[Token, ...], figures: Figures
) -> None:
    """Add the tokens of a sentence that only one path gives, and up to ten sentences to see."""
    if mine != theirs:
        figures.differing += len(set(mine) ^ set(theirs))
        if len(figures.examples) < 10:
            figures.examples.append(f"differs: {sentence}")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="folder of texts, *.txt in any folder below")
    parser.add_argument("limit", type=int, nargs="?", help="read only so many texts")
    return parser.parse_args()


if __name__ == "__main__":
    options = arguments()
    sys.exit(main(options.folder, options.limit))
