"""The notebook of the tutorial, run cell by cell; `python -m tests.notebook` writes what it shows.

Run from the project folder. Nothing of Jupyter is needed: a cell is Python; what it prints and the
value of its last line stand below it.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
from typing import Any

from tests.conftest import ROOT

NOTEBOOK = ROOT / "docs" / "notebooks" / "tutorial.ipynb"


def cells() -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    return read


def shown(cell: dict[str, Any]) -> str:
    """The text under a cell: what it prints, then its value."""
    outputs = (
        one["text"] if one["output_type"] == "stream" else one["data"]["text/plain"]
        for one in cell["outputs"]
    )
    return "".join("".join(lines) for lines in outputs)


def run(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; the value of its last line where that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - the notebook of this project
    if last is None:
        return None
    assert isinstance(last, ast.Expr)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307


def outputs(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    """What a cell gives, as a notebook holds it."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        value = run(source, names)
    made: list[dict[str, Any]] = []
    if printed.getvalue():
        text = printed.getvalue().splitlines(keepends=True)
        made.append({"name": "stdout", "output_type": "stream", "text": text})
    if value is not None:
        data = {"text/plain": plain(value).splitlines(keepends=True)}
        if hasattr(value, "to_html"):
            data["text/html"] = value.to_html().splitlines(keepends=True)
        made.append({"data": data, "metadata": {}, "output_type": "execute_result"})
    return made


def plain(value: Any) -> str:
    """The value of a cell as text: all rows of a DataFrame."""
    return str(value.to_string() if hasattr(value, "to_string") else repr(value))


def refresh() -> None:
    """Run every cell and write what it gives into the notebook."""
    read = json.loads(NOTEBOOK.read_text("utf-8"))
    names: dict[str, Any] = {}
    code = [cell for cell in read["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(code, 1):
        cell["execution_count"] = number
        cell["outputs"] = outputs("".join(cell["source"]), names)
        for output in cell["outputs"]:
            if output["output_type"] == "execute_result":
                output["execution_count"] = number
    NOTEBOOK.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    refresh()
