"""The picture of the rooms: `python -m vanban.bench.rooms [docs/architecture.md]`.

In: the import statements of the package (`vanban.store.sources`). Out: which room imports which, as
a Mermaid graph between the two marks of a page, in the place of the one that is there. An arrow is
left out where a way over other rooms says the same, and so is this room, which measures all others.
Without a page the graph is printed.
"""

from __future__ import annotations

import argparse
import sys
from functools import cache
from pathlib import Path

from vanban.store.sources import PACKAGE, imports, modules

ROOMS: dict[str, str] = {
    "extras": "packages that only some need",
    "kept": "what starts would work out again",
    "params": "what a user may turn",
    "schema": "tables: columns, types, closed sets",
    "text": "spans, spelling, documents, mentions",
    "lexicons": "what an expert edits, and its reader",
    "store": "raw files, shards, Parquet, stage list",
    "engine": "supervised processes, cluster",
    "cleaning": "raw bytes to page",
    "segmentation": "page to words",
    "extraction": "document to mentions",
    "tables": "shards to published tables",
    "evaluation": "gold, scores, floors, diff",
    "explanation": "why a rule fired, or did not",
    "show": "review, plots, exports",
    "stages": "the loop",
    "api": "the face for programs",
    "cli": "commands",
    "bench": "measures",
}
"""Every room in order, with what it holds: a room imports only those above it."""

BEGIN, END = "<!-- rooms: python -m vanban.bench.rooms docs/architecture.md -->", "<!-- /rooms -->"


def main() -> int:
    """Write or print the graph."""
    parser = argparse.ArgumentParser(
        prog="python -m vanban.bench.rooms", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("page", type=Path, nargs="?", help="the page to write the graph into")
    page: Path | None = parser.parse_args().page
    if page is None:
        print(graph())
    else:
        page.write_text(drawn(page.read_text("utf-8")), "utf-8")
    return 0


def drawn(page: str) -> str:
    """A page with the graph of the rooms as they are now between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n```mermaid\n{graph()}\n```\n{END}{after}"


def graph() -> str:
    """The rooms and their arrows in Mermaid's words."""
    lines = ["graph BT"]
    drawn_rooms = {room: about for room, about in ROOMS.items() if room != "bench"}
    lines += [f'    {room}["<b>{room}</b><br>{about}"]' for room, about in drawn_rooms.items()]
    lines += [f"    {room} --> {other}" for room, other in sorted(shortest()) if room != "bench"]
    return "\n".join(lines)


def shortest() -> set[tuple[str, str]]:
    """The arrows without those that a way over other rooms makes needless."""
    direct = arrows()
    reached: dict[str, set[str]] = {}
    for room in ROOMS:  # every room after those it imports
        below = {other for one, other in direct if one == room}
        reached[room] = below.union(*(reached.get(other, set()) for other in below))
    return {
        (room, other)
        for room, other in direct
        if not any(other in reached[way] for one, way in direct if one == room)
    }


@cache
def arrows() -> frozenset[tuple[str, str]]:
    """Which room imports which."""
    return frozenset(
        (room_of(module), room_of(imported))
        for module, path in modules(PACKAGE).items()
        for imported in imports(path)
        if room_of(module) in ROOMS and room_of(module) != room_of(imported)
    )


def wrong_ways() -> list[str]:
    """The imports that lead to a room further on, each as "module imports module"."""
    order = list(ROOMS)
    return [
        f"{module} imports {imported}"
        for module, path in sorted(modules(PACKAGE).items())
        for imported in imports(path)
        if room_of(module) in ROOMS
        and order.index(room_of(imported)) > order.index(room_of(module))
    ]


def circles() -> list[str]:
    """Circles of imports between modules, those inside functions too: "a -> b -> a"."""
    graph = {name: set(imports(path)) for name, path in modules(PACKAGE).items()}
    found: list[str] = []
    done: set[str] = set()

    def visit(module: str, way: list[str]) -> None:
        if module in way:
            found.append(" -> ".join([*way[way.index(module) :], module]))
        elif module not in done:
            for other in sorted(graph.get(module, ())):
                visit(other, [*way, module])
            done.add(module)

    for module in sorted(graph):
        visit(module, [])
    return found


def room_of(module: str) -> str:
    """The room of a module: the name behind the package's."""
    return module.split(".")[1] if "." in module else module


if __name__ == "__main__":
    sys.exit(main())
