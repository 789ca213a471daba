"""A small review site of pages in words of our own, one of them hostile."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from vanban.cli import main

HOSTILE = 'x"><img src=x onerror=alert(7)>.txt'
"""A file name, which every list and the document's page show."""

ORDINARY = "2017/hội nghị.txt"

PAGES = {
    ORDINARY: """Trang chủ | Tin tức | Liên hệ

Hội nghị học tập nghị quyết tại Hà Nam

Thứ tư, 10/05/2017 08:30

Ngày 9/5, đồng chí Trần Văn Minh, Bí thư Tỉnh ủy Hà Nam, chủ trì hội nghị học tập Nghị quyết \
Trung ương 6, 7 khóa XII. Hơn 430 cán bộ, đảng viên dự hội nghị.

Phát biểu tại hội nghị, đồng chí Trần Văn Minh nhấn mạnh Quy định số 181-QĐ/TW; 90% đại biểu tán \
thành và kinh phí 1,5 tỷ đồng được duyệt.

Các tin khác

Lịch công tác tuần
""",
    HOSTILE: """<script>alert(1)</script> Hội nghị </title><b onclick="alert(2)">tổng kết</b>

Ông Lê Văn Bình</script><script>alert(3)</script> nói: \
"&lt;img src=x onerror='alert(4)'&gt;" & &lt;b&gt;.

Bí thư Tỉnh ủy </article></main><style>*{display:none}</style> dẫn Luật Đất đai <!-- 2013.
""",
    "empty.txt": "",
}


def write_site(folder: Path, more: Mapping[str, str] = MappingProxyType({})) -> Path:
    """Run the pipeline on the pages and on some more, with gold for one; the folder of the site."""
    raw, gold, output = folder / "raw", folder / "gold", folder / "out"
    for name, text in (PAGES | dict(more)).items():
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_text(text, "utf-8")
    gold.mkdir()
    (gold / "ordinary.json").write_text(json.dumps(GOLD), "utf-8")
    assert main(["run", str(raw), str(output), "--workers", "0"]) == 0
    assert main(["review", str(output), "--raw", str(raw), "--gold", str(gold)]) == 0
    return output / "review"


def _gold(kind: str, surface: str, **fields: str) -> dict[str, object]:
    start = PAGES[ORDINARY].index(surface)
    end = start + len(surface)
    return {"type": kind, "raw_start": start, "raw_end": end, "surface": surface} | fields


GOLD = {
    "doc": "hội nghị.txt",
    "annotated_until": PAGES[ORDINARY].index("Phát biểu"),
    "metadata": {},
    "mentions": [
        _gold("name", "Trần Văn Minh", honorific="đồng chí"),
        _gold(
            "title",
            "Bí thư Tỉnh ủy Hà Nam",
            role="Bí thư",
            organization="Tỉnh ủy Ninh Bình",
            holder="Trần Văn Minh",
        ),
        _gold("date", "Ngày 9/5", value="2017-05-09"),
        _gold("name", "Hà Nam"),
    ],
}
"""One name as found, a title with another organisation, a name that nobody would find; the
quantity and the references of the paragraph are left out, so finding them is false."""
