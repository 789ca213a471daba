"""The one order that settles overlaps: strongest wins, lists share, rules come in any order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vanban.extraction.overlaps import PRECEDENCE, order, settle, together
from vanban.schema import (
    DateFields,
    Fields,
    Kind,
    NameFields,
    QuantityFields,
    ReferenceFields,
    TitleFields,
)
from vanban.text.mention import Mention
from vanban.text.spans import Span

FIELDS: dict[Kind, Fields] = {
    "name": NameFields(canonical="Lê A"),
    "title": TitleFields(role="Bí thư"),
    "reference": ReferenceFields(doc_type="Luật", cited_document="luat"),
    "quantity": QuantityFields(value=1, unit="người", kind="count"),
    "date": DateFields(value="2017-01-01", precision="day"),
}


def mention(kind: Kind, start: int, end: int, rule: str = "rule") -> Mention:
    return Mention(kind, Span(start, end), FIELDS[kind], rule)


mentions = st.builds(
    lambda kind, start, size, rule: mention(kind, start, start + size, rule),
    st.sampled_from(PRECEDENCE),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from(["a", "b"]),
)


def test_the_kind_named_earlier_wins_then_the_longer_span() -> None:
    title, name = mention("title", 0, 10), mention("name", 5, 20)
    long, short = mention("name", 30, 40), mention("name", 30, 35)
    kept, blocked = settle([name, short, title, long])
    assert kept == [title, long]
    assert {(pair.loser, pair.winner) for pair in blocked} == {(name, title), (short, long)}


def test_members_of_a_list_share_their_span() -> None:
    one, two = (
        Mention("reference", Span(0, 9), FIELDS["reference"].model_copy(update={"plenum": n}), "r")
        for n in (6, 7)
    )
    assert settle([one, two])[0] == [one, two]


@given(st.lists(mentions, max_size=25))
def test_what_stands_never_overlaps_and_nothing_is_lost(found: list[Mention]) -> None:
    kept, blocked = settle(found)
    assert all(a.span.end <= b.span.start or together(a, b) for a, b in pairwise(kept))
    assert len(kept) + len(blocked) == len(set(found))
    assert all(order(pair.winner) < order(pair.loser) for pair in blocked)


def test_a_counted_type_word_is_shared() -> None:
    two, letters = mention("quantity", 0, 18), mention("reference", 4, 50)
    inside = mention("quantity", 20, 30)
    kept, blocked = settle([letters, inside, two])
    assert kept == [two, letters]
    assert [pair.loser for pair in blocked] == [inside]


def test_one_member_found_by_two_rules_stands_once() -> None:
    six, seven = (FIELDS["reference"].model_copy(update={"plenum": n}) for n in (6, 7))
    span = Span(0, 9)
    found = [Mention("reference", span, f, r) for f, r in ((six, "a"), (seven, "a"), (six, "b"))]
    assert settle(found)[0] == found[:2]


@given(st.lists(mentions, max_size=25), st.randoms())
def test_the_order_of_the_rules_is_nothing(found: list[Mention], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert settle(shuffled) == settle(found)
