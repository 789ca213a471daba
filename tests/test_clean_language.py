"""Which language a page is in: told by its letters, its syllables, and only then by a library."""

from __future__ import annotations

import subprocess
import sys

import pytest

from vanban.cleaning import language

VIETNAMESE = "Sáng nay, Thủ tướng Chính phủ chủ trì phiên họp thường kỳ tháng năm tại Hà Nội. "
UNMARKED = (
    "Sang nay, Thu tuong Chinh phu chu tri phien hop thuong ky thang nam tai Ha Noi va cho y kien "
    "ve du thao luat dat dai sua doi. "
)
ENGLISH = (
    "The Prime Minister of Vietnam, Nguyễn Xuân Phúc, met his counterpart in Hanoi on Monday and "
    "signed an agreement on trade between the two countries. "
)
FRENCH = (
    "Le premier ministre vietnamien a rencontré lundi à Hanoï son homologue français et signé un "
    "accord sur le commerce entre les deux pays. "
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (VIETNAMESE, "vi"),
        (VIETNAMESE * 200, "vi"),
        ("Đảng ủy họp.", "vi"),
        ("SÁNG NAY, THỦ TƯỚNG CHÍNH PHỦ CHỦ TRÌ PHIÊN HỌP", "vi"),
        (VIETNAMESE + ENGLISH, "vi"),
        (UNMARKED, "vi"),
        (UNMARKED * 50, "vi"),
        (ENGLISH, "en"),
        (ENGLISH * 3 + VIETNAMESE[:20], "en"),
        (FRENCH, "fr"),
        ("Правительство Вьетнама сегодня обсудило новый закон о земле и бюджет страны. " * 4, "ru"),
        ("越南政府今天举行会议讨论新的土地法和国家预算草案总理主持了会议" * 8, "zh"),
        ("OK", None),
        ("", None),
        ("12/3/2018", None),
        ("Hanoi, Vietnam: no news today.", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language(text) == code


def test_libraries_are_loaded_for_the_pages_that_need_them_only() -> None:
    """A Vietnamese page in plain text costs neither trafilatura nor py3langid."""
    code = (
        "import sys; from vanban.cleaning import clean;"
        f"clean({VIETNAMESE!r}.encode(), 'a');"
        "print({'trafilatura', 'lxml', 'py3langid'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
