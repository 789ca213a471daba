"""The relations of acts as a graph: GraphML for Gephi, yEd, networkx; JSON-LD in terms of ELI.

Nodes are the acts of `acts` and those that relations name; edges are the rows of `act_relations`,
each relation between two acts once, with the number of pages that say it. ELI is the European
Legislation Identifier's ontology; what it has no term for (`replaces`) takes that of Dublin Core.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from vanban.store.scan import rows

_ELI = {
    "amends": "eli:amends",
    "repeals": "eli:repeals",
    "replaces": "dcterms:replaces",
    "based_on": "eli:based_on",
    "implements": "eli:implements",
    "guides": "eli:ensures_implementation_of",
}
_CONTEXT = {
    "eli": "http://data.europa.eu/eli/ontology#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "eli:date_document": {"@type": "xsd:date"},
}

Node = dict[str, Any]
Edge = tuple[str, str, str]
"""From act, relation, to act."""

_KEYS = {
    "label": "string",
    "doc_type": "string",
    "year": "int",
    "issued_on": "string",
    "title": "string",
    "stage": "string",
    "documents": "int",
}


def write(output: Path, folder: Path) -> int:
    """Write acts.graphml and acts.jsonld; the number of acts."""
    nodes, edges = graph(output)
    tree = ElementTree.ElementTree(graphml(nodes, edges))
    ElementTree.indent(tree)
    tree.write(folder / "acts.graphml", "utf-8", xml_declaration=True)
    text = json.dumps(json_ld(nodes, edges), ensure_ascii=False, indent=1)
    (folder / "acts.jsonld").write_text(text + "\n", "utf-8")
    return len(nodes)


def graph(output: Path) -> tuple[dict[str, Node], dict[Edge, int]]:
    """The acts by key with what is known of them, and the relations with how many pages say so."""
    nodes: dict[str, Node] = {}
    for row in rows(output, "acts"):
        known = {name: row[name] for name in _KEYS if name in row and row[name] is not None}
        nodes[row["act"]] = known | {"label": row["act"]}
    pages: dict[Edge, set[str]] = defaultdict(set)
    for row in rows(output, "act_relations"):
        pages[row["from_act"], row["relation"], row["to_act"]].add(row["doc_id"])
        for key in (row["from_act"], row["to_act"]):
            nodes.setdefault(key, {"label": key})
    return dict(sorted(nodes.items())), {edge: len(said) for edge, said in sorted(pages.items())}


def graphml(nodes: dict[str, Node], edges: dict[Edge, int]) -> ElementTree.Element:
    """The graph as the root element of GraphML."""
    root = ElementTree.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for name, kind in _KEYS.items():
        _key(root, name, "node", kind)
    _key(root, "relation", "edge", "string")
    _key(root, "pages", "edge", "int")
    drawn = ElementTree.SubElement(root, "graph", id="acts", edgedefault="directed")
    ids = {key: f"n{number}" for number, key in enumerate(nodes)}
    for key, known in nodes.items():
        node = ElementTree.SubElement(drawn, "node", id=ids[key])
        for name, value in known.items():
            _data(node, name, value)
    for number, ((source, relation, target), pages) in enumerate(edges.items()):
        edge = ElementTree.SubElement(
            drawn, "edge", id=f"e{number}", source=ids[source], target=ids[target]
        )
        _data(edge, "relation", relation)
        _data(edge, "pages", pages)
    return root


def json_ld(nodes: dict[str, Node], edges: dict[Edge, int]) -> dict[str, Any]:
    """The graph in terms of ELI; the id of an act is a URN of its key."""
    resources: dict[str, dict[str, Any]] = {}
    for key, known in nodes.items():
        resource: dict[str, Any] = {"@id": _urn(key), "@type": "eli:LegalResource"}
        resource["eli:title"] = {"@value": known.get("title") or key, "@language": "vi"}
        resource["eli:id_local"] = key
        if "issued_on" in known:
            resource["eli:date_document"] = str(known["issued_on"])
        resources[key] = resource
    for source, relation, target in edges:
        resources[source].setdefault(_ELI[relation], []).append({"@id": _urn(target)})
    return {"@context": _CONTEXT, "@graph": list(resources.values())}


def _urn(key: str) -> str:
    return f"urn:vanban:act:{quote(key, safe='')}"


def _key(root: ElementTree.Element, name: str, of: str, kind: str) -> None:
    """Declare an attribute of nodes or edges, as GraphML wants it."""
    about = {"id": name, "for": of, "attr.name": name, "attr.type": kind}
    ElementTree.SubElement(root, "key", about)


def _data(parent: ElementTree.Element, name: str, value: Any) -> None:
    ElementTree.SubElement(parent, "data", key=name).text = str(value)
