"""Acts and their relations: from sentences to the tables over the corpus."""

from __future__ import annotations

import datetime as dt

import pytest

from vanban.extraction import dates
from vanban.extraction.references import find
from vanban.extraction.references.entries import RelationWord
from vanban.extraction.references.lexicon import relation_words
from vanban.schema import ReferenceFields, ReferenceRow
from vanban.tables.derive.acts import act_mentions, acts, own_act
from vanban.tables.derive.relations import relations
from vanban.text.document import Document, Identity, page_of


def rows_of(text: str, page: str = "0a5c1e9d27b34f60") -> list[ReferenceRow]:
    out = []
    document = Document(page_of(text))
    for number, mention in enumerate(find(document, list(dates.find(document, [])))):
        assert isinstance(mention.fields, ReferenceFields)
        out.append(
            ReferenceRow(
                mention_id=f"{page}.reference.{number:06d}.0",
                doc_id=page,
                sentence_id=f"{page}.s00000",
                start=mention.span.start,
                end=mention.span.end,
                raw_start=mention.span.start,
                raw_end=mention.span.end,
                surface=mention.span.of(text),
                rule=mention.rule,
                **mention.fields.model_dump(),
            )
        )
    return out


def stated(text: str, own: str | None = None) -> list[tuple[str, str, str]]:
    found = relations(text, rows_of(text), own)
    return [(one.from_act, one.relation, one.to_act) for one in found]


@pytest.mark.parametrize(
    "entry", [word for word in relation_words() if word.relation], ids=lambda word: word.id
)
def test_examples_of_the_words_of_relations(entry: RelationWord) -> None:
    own = "Nghị định 9/2031/NĐ-CP" if entry.voice in {"basis", "lapse"} else None
    for text in entry.match:
        assert entry.relation in {relation for _, relation, _ in stated(text, own)}, text
    for text in entry.reject:
        assert not stated(text, own), text


def test_examples_of_the_words_that_void_a_relation() -> None:
    (entry,) = [word for word in relation_words() if word.voice == "void"]
    assert not any(stated(text) for text in entry.match)
    assert all(stated(text) for text in entry.reject)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the act named last is "này"
            "Chính phủ vừa ban hành Nghị định 28/2031/NĐ-CP về cảng cá. Nghị định này thay thế "
            "Nghị định 59/2024/NĐ-CP.",
            [("Nghị định 28/2031/NĐ-CP", "replaces", "Nghị định 59/2024/NĐ-CP")],
        ),
        (  # an act guides none that is no higher, and none that is later
            "Nghị định 86/2031/NĐ-CP quy định chi tiết một số điều của Luật Thanh tra 2022, "
            "Thông tư 1/2032/TT-TTCP và Thông tư 2/2030/TT-TTCP.",
            [("Nghị định 86/2031/NĐ-CP", "implements", "Luật Thanh tra 2022")],
        ),
        (  # what is planned, or done as an act guides, is no relation
            "Quốc hội xem Báo cáo 71/BC-CP của Chính phủ về phần dự kiến sửa đổi, bổ sung ở "
            "Nghị định 8/2019/NĐ-CP. Việc này làm theo hướng dẫn tại Nghị định 77/2025/NĐ-CP.",
            [],
        ),
        (  # a number alone on its line, bases over wrapped lines and behind semicolons
            "15/2031/QĐ-BXD\n\nCăn cứ Luật Xây dựng 2014;\nCăn cứ Nghị định số\n95/2030/NĐ-CP "
            "của Chính phủ; Nghị định số 48/2029/NĐ-CP của Chính phủ;",
            [
                ("Quyết định 15/2031/QĐ-BXD", "based_on", "Luật Xây dựng 2014"),
                ("Quyết định 15/2031/QĐ-BXD", "based_on", "Nghị định 95/2030/NĐ-CP"),
                ("Quyết định 15/2031/QĐ-BXD", "based_on", "Nghị định 48/2029/NĐ-CP"),
            ],
        ),
        (  # the subject of an act between it and what it ends
            "Nghị định 67/2031/NĐ-CP quy định xử phạt vi phạm về dầu khí, xăng dầu và khí, thay "
            "thế các Nghị định số 81/2021/NĐ-CP và 97/2023/NĐ-CP.",
            [
                ("Nghị định 67/2031/NĐ-CP", "replaces", "Nghị định 81/2021/NĐ-CP"),
                ("Nghị định 67/2031/NĐ-CP", "replaces", "Nghị định 97/2023/NĐ-CP"),
            ],
        ),
        (  # the act that comes into force
            "Chính phủ ban hành Nghị định 55/2031/NĐ-CP. Nghị định này có hiệu lực từ ngày "
            "1/3/2031; thay thế Nghị định số 28/2023/NĐ-CP.",
            [("Nghị định 55/2031/NĐ-CP", "replaces", "Nghị định 28/2023/NĐ-CP")],
        ),
        (  # a list ends with its bracket; a short name in brackets says nothing
            "Nghị định 163/2006/NĐ-CP về giao dịch (được sửa đổi bởi Nghị định 11/2012/NĐ-CP) và "
            "Công văn 3851/NHNN-PC năm 2017.",
            [("Nghị định 11/2012/NĐ-CP", "amends", "Nghị định 163/2006/NĐ-CP")],
        ),
        (
            "Nghị định số 60/2031/NĐ-CP (Nghị định 60) ngày 3/3/2031 sửa đổi, bổ sung một số điều "
            "của Nghị định số 116/2020/NĐ-CP.",
            [("Nghị định 60/2031/NĐ-CP", "amends", "Nghị định 116/2020/NĐ-CP")],
        ),
        (  # a consolidated text
            "Nghị định số 52/2031/NĐ-CP ngày 13 tháng 6 năm 2031 của Chính phủ về tiền lương, có "
            "hiệu lực từ ngày 01 tháng 8 năm 2031.\nCăn cứ Luật Việc làm 2025;\n",
            [],
        ),
        (
            "NGHỊ ĐỊNH\nNghị định số 52/2031/NĐ-CP ngày 13 tháng 6 năm 2031 của Chính phủ về tiền "
            "lương, có hiệu lực từ ngày 01 tháng 8 năm 2031.\nCăn cứ Luật Việc làm 2025;\n",
            [("Nghị định 52/2031/NĐ-CP", "based_on", "Luật Việc làm 2025")],
        ),
        (  # no decree amends a law: the one behind it amends the decree that implements the law
            "Căn cứ Nghị định số 55/2021/NĐ-CP ngày 31/5/2021 quy định chi tiết một số điều của "
            "Luật Thú y 2015 được sửa đổi, bổ sung bởi Nghị định số 45/2025/NĐ-CP.",
            [
                ("Nghị định 55/2021/NĐ-CP", "implements", "Luật Thú y 2015"),
                ("Nghị định 45/2025/NĐ-CP", "amends", "Nghị định 55/2021/NĐ-CP"),
            ],
        ),
        (  # a law does
            "Căn cứ Nghị định số 54/2017/NĐ-CP ngày 8/5/2017 quy định chi tiết một số điều của "
            "Luật Dược 2016 được sửa đổi, bổ sung bởi Luật số 44/2024/QH15.",
            [
                ("Nghị định 54/2017/NĐ-CP", "implements", "Luật Dược 2016"),
                (
                    "Luật sửa đổi, bổ sung một số điều của Luật Dược 2024",
                    "amends",
                    "Luật Dược 2016",
                ),
            ],
        ),
        (  # an act of a list that is amended itself is no amender of the one before it
            "Thông tư số 96/2020/TT-BTC được sửa đổi, bổ sung bởi Thông tư số 68/2024/TT-BTC, "
            "Thông tư số 120/2020/TT-BTC được sửa đổi, bổ sung bởi Thông tư số 69/2024/TT-BTC.",
            [
                ("Thông tư 68/2024/TT-BTC", "amends", "Thông tư 96/2020/TT-BTC"),
                ("Thông tư 69/2024/TT-BTC", "amends", "Thông tư 120/2020/TT-BTC"),
            ],
        ),
        (  # the act behind the last of a list is no member of it
            "Thông tư số 96/2020/TT-BTC được sửa đổi, bổ sung bởi Thông tư số 68/2024/TT-BTC và "
            "Thông tư số 18/2025/TT-BTC, Thông tư số 120/2020/TT-BTC còn hiệu lực.",
            [
                ("Thông tư 68/2024/TT-BTC", "amends", "Thông tư 96/2020/TT-BTC"),
                ("Thông tư 18/2025/TT-BTC", "amends", "Thông tư 96/2020/TT-BTC"),
            ],
        ),
        (  # an act set beside the amending one amends nothing
            "Điều 3 Nghị định số 78/2025/NĐ-CP được sửa đổi tại Nghị định số 187/2025/NĐ-CP hoặc "
            "Nghị định số 12/2024/NĐ-CP.",
            [("Nghị định 187/2025/NĐ-CP", "amends", "Nghị định 78/2025/NĐ-CP")],
        ),
        (  # behind its bracket the sentence goes on with the act amended
            "Nghị định số 78/2025/NĐ-CP (được sửa đổi tại Nghị định số 187/2025/NĐ-CP) quy định "
            "chi tiết Luật Thú y 2015.",
            [
                ("Nghị định 187/2025/NĐ-CP", "amends", "Nghị định 78/2025/NĐ-CP"),
                ("Nghị định 78/2025/NĐ-CP", "implements", "Luật Thú y 2015"),
            ],
        ),
    ],
)
def test_whose_relation_it_is(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nghị định số 62/2024/NĐ-CP ngày 07 tháng 6 năm 2024 của Chính phủ sửa đổi, bổ sung "
            "một số điều của Nghị định số 94/2016/NĐ-CP quy định chi tiết Luật Thống kê 2015.",
            [
                ("Nghị định 62/2024/NĐ-CP", "amends", "Nghị định 94/2016/NĐ-CP"),
                ("Nghị định 94/2016/NĐ-CP", "implements", "Luật Thống kê 2015"),
            ],
        ),
        (
            "Luật Lâm nghiệp số 16/2017/QH14 được sửa đổi, bổ sung bởi Luật số 16/2023/QH15 và "
            "Luật số 31/2024/QH15.",
            [
                ("Luật Giá 2023", "amends", "Luật Lâm nghiệp 2017"),
                ("Luật Đất đai 2024", "amends", "Luật Lâm nghiệp 2017"),
            ],
        ),
        (
            "Bộ luật Hình sự 2015 (sửa đổi, bổ sung năm 2017) quy định tội này.",
            [
                (
                    "Luật sửa đổi, bổ sung một số điều của Bộ luật Hình sự 2017",
                    "amends",
                    "Bộ luật Hình sự 2015",
                )
            ],
        ),
        (
            "Thông tư 36/2025/TT-NHNN có hiệu lực từ ngày 29/12/2025 và thay thế Thông tư "
            "19/2022/TT-NHNN.",
            [("Thông tư 36/2025/TT-NHNN", "replaces", "Thông tư 19/2022/TT-NHNN")],
        ),
        (  # a list that a line announces, to the first line without an act at its start
            "Thông tư 14/2031/TT-NHNN bãi bỏ các quy định sau đây:\n- Thông tư 41/2016/TT-NHNN về "
            "vốn;\n- Khoản 2 Điều 1 Thông tư 26/2022/TT-NHNN sửa đổi Thông tư 22/2019/TT-NHNN;\n"
            "Theo Thông tư 9/2020/TT-NHNN, vốn tăng.",
            [
                ("Thông tư 14/2031/TT-NHNN", "repeals", "Thông tư 41/2016/TT-NHNN"),
                ("Thông tư 14/2031/TT-NHNN", "repeals", "Thông tư 26/2022/TT-NHNN"),
                ("Thông tư 26/2022/TT-NHNN", "amends", "Thông tư 22/2019/TT-NHNN"),
            ],
        ),
        (
            "Các văn bản dưới đây hết hiệu lực kể từ ngày Thông tư 43/2031/TT-BYT có hiệu lực:\n"
            "a) Thông tư 33/2015/TT-BYT về trạm y tế;\nb) Thông tư 5/2008/TT-BYT.",
            [
                ("Thông tư 43/2031/TT-BYT", "repeals", "Thông tư 33/2015/TT-BYT"),
                ("Thông tư 43/2031/TT-BYT", "repeals", "Thông tư 5/2008/TT-BYT"),
            ],
        ),
        (  # a blank behind the colon
            "Thông tư 14/2031/TT-NHNN bãi bỏ các thông tư sau: \n- Thông tư 41/2016/TT-NHNN;",
            [("Thông tư 14/2031/TT-NHNN", "repeals", "Thông tư 41/2016/TT-NHNN")],
        ),
        (  # "Luật này" is the one spoken of
            "Luật Cảnh vệ 2017 có 33 điều. Pháp lệnh Cảnh vệ 2005 hết hiệu lực kể từ ngày Luật này "
            "có hiệu lực.",
            [("Luật Cảnh vệ 2017", "repeals", "Pháp lệnh Cảnh vệ 2005")],
        ),
        (
            "Bộ luật Hình sự 2015, sửa đổi, bổ sung năm 2017, quy định tội này.",
            [
                (
                    "Luật sửa đổi, bổ sung một số điều của Bộ luật Hình sự 2017",
                    "amends",
                    "Bộ luật Hình sự 2015",
                )
            ],
        ),
        (
            "Điều 65 Luật Sở hữu trí tuệ 2005 được thay thế bởi khoản 82 Điều 1 Luật Sở hữu trí "
            "tuệ sửa đổi 2022.",
            [
                (
                    "Luật sửa đổi, bổ sung một số điều của Luật Sở hữu trí tuệ 2022",
                    "amends",
                    "Luật Sở hữu trí tuệ 2005",
                )
            ],
        ),
        (  # the particle twice
            "Thông tư 55/2021/TT-BCA được được sửa đổi bởi Thông tư 66/2023/TT-BCA.",
            [("Thông tư 66/2023/TT-BCA", "amends", "Thông tư 55/2021/TT-BCA")],
        ),
        (
            "Báo cáo số 71/BC-CP về phần dự kiến sửa đổi, bổ sung ở Nghị định 8/2019/NĐ-CP.",
            [],
        ),
        # what a decree implements is not amended with it; no procedure details a treaty
        ("Nghị định 26/2031/NĐ-CP sửa đổi các Nghị định hướng dẫn Luật Nhà ở 2023.", []),
        ("Thông tư 8/2031/TT-BTC quy định chi tiết việc đấu thầu theo Luật Đấu thầu 2023.", []),
        ("Thông tư 13/2031/TT-BTC hướng dẫn cách tính thuế và Nghị định 10/2030/NĐ-CP.", []),
        ("Nghị định 100/2019/NĐ-CP và Nghị định 123/2021/NĐ-CP đều nói về giao thông.", []),
        ("Theo Nghị định 100/2019/NĐ-CP, xe phải kiểm định theo Thông tư 16/2021/TT-BGTVT.", []),
    ],
)
def test_relations_of_sentences(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert stated(text) == expected


def test_the_law_that_an_act_guides_is_the_one_in_force_then() -> None:
    text = "Thông tư 111/2013/TT-BTC hướng dẫn thực hiện Luật Thuế thu nhập cá nhân."
    assert stated(text) == [
        ("Thông tư 111/2013/TT-BTC", "guides", "Luật Thuế thu nhập cá nhân 2007")
    ]


def test_an_official_document_has_the_key_by_which_others_cite_it() -> None:
    signed = dt.date(2019, 12, 30)
    identity = Identity("Nghị định", "100", "NĐ-CP", 2019, "CHÍNH PHỦ", signed, None)
    assert own_act(identity) == "Nghị định 100/2019/NĐ-CP"
    signed = dt.date(2018, 3, 9)
    local = Identity("Quyết định", "7", "QĐ-UBND", None, "ỦY BAN NHÂN DÂN TỈNH LÀO CAI", signed)
    assert own_act(local) == "Quyết định 7/QĐ-UBND (2018) UBND tỉnh Lào Cai"
    assert own_act(None) is None


def test_acts_sum_up_what_pages_say() -> None:
    first = rows_of("Nghị định 100/2019/NĐ-CP ngày 30/12/2019 của Chính phủ. Nghị định 100 nêu rõ.")
    second = rows_of("Theo Nghị định số 100/2019/NĐ-CP, Luật Đất đai 2013.", "1b5c1e9d27b34f60")
    rows = acts(act_mentions([*first, *second]), frozenset(), frozenset())
    by_key = {row.act: row for row in rows}
    decree = by_key["Nghị định 100/2019/NĐ-CP"]
    assert (decree.documents, decree.mentions) == (2, 3)
    assert decree.issuer_id == "chinh-phu"
    assert decree.issued_on == dt.date(2019, 12, 30)
    assert decree.official == "100/2019/NĐ-CP"
    assert by_key["Luật Đất đai 2013"].stage == "replaced"
    assert by_key["Luật Đất đai 2013"].official == "45/2013/QH13"
