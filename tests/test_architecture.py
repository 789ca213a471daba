"""The rooms: imports run one way, there is no circle, and the picture of them is true."""

from __future__ import annotations

from tests.conftest import ROOT
from vanban.bench import rooms
from vanban.store.sources import PACKAGE, imports, modules

PAGE = ROOT / "docs" / "architecture.md"


def test_every_room_is_known() -> None:
    found = {rooms.room_of(module) for module in modules(PACKAGE)}
    assert found - {"vanban", "__main__"} == set(rooms.ROOMS)


def test_imports_lead_only_to_rooms_before() -> None:
    assert rooms.wrong_ways() == []


def test_modules_do_not_import_in_a_circle() -> None:
    assert rooms.circles() == []


def test_the_engine_knows_no_other_room() -> None:
    assert [arrow for arrow in rooms.arrows() if arrow[0] == "engine"] == []


def test_imports_are_found_as_they_are_written() -> None:
    found = imports(modules(PACKAGE)["vanban.stages.shard"])
    assert {"vanban.store.scan", "vanban.schema.arrow", "vanban.text.document"} <= set(found)
    assert "vanban.engine" not in found  # for type checkers alone
    assert "vanban.engine.cluster" in imports(modules(PACKAGE)["vanban.engine"])


def test_the_picture_is_that_of_the_imports() -> None:
    page = PAGE.read_text("utf-8")
    assert rooms.drawn(page) == page, f"python -m vanban.bench.rooms {PAGE.relative_to(ROOT)}"
    for room in rooms.ROOMS:
        assert f"`{room}" in page, f"{PAGE.name} says nothing of {room}"
