"""JSON-LD as a processor of the standard reads it: the graph of acts, annotations of pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from vanban.schema import MENTION_TABLES
from vanban.show.exports import WRITERS
from vanban.show.exports.act_graph import json_ld
from vanban.show.exports.pages import pages

ELI = "http://data.europa.eu/eli/ontology#"
OA = "http://www.w3.org/ns/oa#"


def without_network(url: str, _: object) -> dict[str, Any]:
    """The W3C's context, of which the terms that are asked for here are enough."""
    assert url == "http://www.w3.org/ns/anno.jsonld"
    terms = {"id": "@id", "type": "@type", "@vocab": OA}
    links = {name: {"@id": f"{OA}{name}", "@type": "@id"} for name in ("source", "refinedBy")}
    context = {"@context": terms | links}
    return {"contextUrl": None, "documentUrl": url, "document": context}


def triples(document: Any) -> list[tuple[str, str, str]]:
    """Subject, predicate and object of every statement."""
    found = jsonld.to_rdf(document, {"documentLoader": without_network})["@default"]
    return [
        tuple(one[part]["value"] for part in ("subject", "predicate", "object")) for one in found
    ]


def test_every_relation_is_a_statement() -> None:
    nodes = {
        key: {"label": key, "issued_on": "2013-06-18"} for key in ("Luật A 2013", "Nghị định B")
    }
    edges = {
        ("Nghị định B", "guides", "Luật A 2013"): 3,
        ("Nghị định B", "based_on", "Luật A 2013"): 1,
    }
    said = triples(json_ld(nodes, edges))
    related = {(one, other) for one, what, other in said if what.startswith(f"{ELI}based_on")}
    assert related == {
        (
            "urn:vanban:act:Ngh%E1%BB%8B%20%C4%91%E1%BB%8Bnh%20B",
            "urn:vanban:act:Lu%E1%BA%ADt%20A%202013",
        )
    }
    assert f"{ELI}ensures_implementation_of" in {what for _, what, _ in said}
    assert [value for _, what, value in said if what == f"{ELI}date_document"] == ["2013-06-18"] * 2


def test_every_mention_is_an_annotation(output: Path, tmp_path: Path) -> None:
    WRITERS["web-annotation"](pages(output), tmp_path)
    found = 0
    for path in tmp_path.glob("*.jsonld"):
        said = triples(json.loads(path.read_text("utf-8")))
        found += sum(value == f"{OA}Annotation" for _, _, value in said)
        kinds = {value for _, what, value in said if what == f"{OA}value"}
        assert kinds & MENTION_TABLES.keys()
    assert found == sum(len(page.mentions) for page in pages(output))


def test_a_context_from_elsewhere_would_be_told() -> None:
    with pytest.raises(jsonld.JsonLdError):
        triples({"@context": "http://example.org/other.jsonld", "id": "a"})
