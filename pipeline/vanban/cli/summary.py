"""What a run came to, for people or as JSON: pages, refusals, mentions, time, what next."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from vanban.schema import MENTION_TABLES, RejectedRow
from vanban.store.location import Place
from vanban.store.parquet import read_rows
from vanban.store.stages import StageName


@dataclass(frozen=True)
class Summary:
    """What the tables in a folder hold, and what it took to bring them up to date.

    `worked` is pages worked by each stage (the others stood as they were), `rejected` files by
    reason, `rows` the rows of each table.
    """

    output: str
    seconds: float
    worked: Mapping[StageName, int]
    documents: int
    rejected: Mapping[str, int]
    rows: Mapping[str, int]

    def as_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def as_text(self, raw: Place) -> str:
        """Some lines that say what came out of a raw folder, and what to do next."""
        worked = max(self.worked.values(), default=0)
        refused = sum(self.rejected.values())
        mentions = [f"{self.rows.get(name, 0):,} {name}" for name in MENTION_TABLES.values()]
        review = shlex.join(["vanban", "review", self.output, "--raw", str(raw)])
        lines = [
            f"pages      {self.documents + refused:,}, of which {worked:,} were worked now",
            f"documents  {self.documents:,}",
            f"rejected   {refused:,}{self._reasons()}",
            f"mentions   {', '.join(mentions)}",
            f"time       {self.seconds:.1f} s",
            f"next       {review}, or in Python: vanban.load('titles', output='{self.output}')",
        ]
        return "\n".join(lines)

    def _reasons(self) -> str:
        if not self.rejected:
            return ""
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in self.rejected.items())
        return f" ({reasons}); which and why: {self.output}/rejected.parquet"


def summary(
    output: Place, worked: Mapping[StageName, int], rows: Mapping[str, int], seconds: float
) -> Summary:
    """The summary of a run that published tables of `rows` rows in `output`."""
    refused = Counter(row.reason for row in read_rows(output / "rejected.parquet", RejectedRow))
    return Summary(
        output=str(output),
        seconds=round(seconds, 1),
        worked=dict(worked),
        documents=rows.get("documents", 0),
        rejected=dict(refused.most_common()),
        rows=dict(rows),
    )
