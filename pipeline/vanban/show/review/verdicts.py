"""A page's mentions against its gold -> a verdict on each, and what was missed.

In: the rows of a page and its gold page. Out: `Judgement`. The matching is that of
`vanban.evaluation.scoring`, so the site marks what the figures count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vanban.evaluation.gold import GoldMention, GoldPage
from vanban.evaluation.scoring import Found, Match, expected, score_page
from vanban.show.review.feed import PageMention
from vanban.text.spans import Span

Verdict = Literal["hit", "wrong", "false", "missed", "open"]
"""Found and right; found with another span or value; not in gold; in gold only; not judged."""


VERDICTS: dict[Verdict, str] = {
    "hit": "hit",
    "wrong": "wrong span or value",
    "false": "false find",
    "missed": "missed",
    "open": "not judged",
}
"""What a verdict is called in English; words.toml has both languages."""


@dataclass(slots=True)
class RuleScore:
    """How the mentions of a rule did against gold."""

    hit: int = 0
    wrong: int = 0
    false: int = 0


@dataclass(frozen=True)
class Opinion:
    """What gold says of one mention: the verdict, and where they differ."""

    verdict: Verdict
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """An opinion a mention, in the order of the mentions, and the gold that was missed."""

    opinions: tuple[Opinion, ...]
    missed: tuple[GoldMention, ...]

    def count(self, verdict: Verdict) -> int:
        """How many mentions have the verdict."""
        if verdict == "missed":
            return len(self.missed)
        return sum(opinion.verdict == verdict for opinion in self.opinions)


def judge(mentions: Sequence[PageMention], gold: GoldPage) -> Judgement:
    """Score one page and say of each mention what came out.

    Open is what gold does not judge: mentions it calls optional, or after `annotated_until`.
    """
    found = [
        Found(
            mention.kind,
            Span(mention.row["raw_start"], mention.row["raw_end"]),
            mention.row["surface"],
            mention.row,
        )
        for mention in mentions
    ]
    score = score_page(gold, found)
    opinions = {id(match.found): _of_match(match) for match in score.matches}
    opinions |= {id(other): Opinion("false") for other in score.false}
    return Judgement(
        tuple(opinions.get(id(one), Opinion("open")) for one in found), tuple(score.missed)
    )


def count_rules(
    scores: defaultdict[str, RuleScore], mentions: Sequence[PageMention], judgement: Judgement
) -> None:
    """Add what gold says of the mentions of a page to the scores of their rules."""
    for mention, opinion in zip(mentions, judgement.opinions, strict=True):
        score = scores[mention.row["rule"]]
        if opinion.verdict == "hit":
            score.hit += 1
        elif opinion.verdict == "wrong":
            score.wrong += 1
        elif opinion.verdict == "false":
            score.false += 1


def _of_match(match: Match) -> Opinion:
    notes = [f"gold has {name} {expected(match.gold, name) or 'empty'}" for name in match.wrong]
    if not match.exact:
        notes.insert(0, f"gold has the span “{match.gold.surface}”")
    return Opinion("hit" if match.exact and match.value_right else "wrong", tuple(notes))
