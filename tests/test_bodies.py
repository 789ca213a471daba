"""Organisations: one id for every way of writing a body, another for every other body."""

from __future__ import annotations

import datetime as dt

import pytest

from vanban.extraction import extract
from vanban.extraction.bodies import Body, Held, PageView, bodies_of
from vanban.extraction.bodies.context import PageView as View
from vanban.extraction.bodies.identity import identify
from vanban.extraction.bodies.posts import Post, rank_of, role_id
from vanban.extraction.bodies.registry import bodies, forms, head_of, known
from vanban.extraction.bodies.wording import BodyWord, Head, body_words
from vanban.extraction.vocabulary.organizations import BodySign
from vanban.lexicons import load
from vanban.schema import TitleFields
from vanban.segmentation import segment
from vanban.text.document import page_of
from vanban.text.spans import Span

OLD = dt.date(2017, 5, 10)
NEW = dt.date(2025, 9, 1)


def body(organization: str, role: str = "Chủ tịch", text: str = "", day: dt.date = OLD) -> str:
    """The id of an organisation at the end of a page, "" where it is not settled."""
    page = View(f"{text}\n{organization}", day)
    found = identify(organization, role, page, len(text) + 1)
    return found.id if found else ""


@pytest.mark.parametrize(
    ("id_", "written"),
    [
        (
            "bo-giao-duc-va-dao-tao",
            ["Bộ GD-ĐT", "Bộ GD&ĐT", "Bộ Giáo dục và Đào tạo", "Bộ GDĐT", "bộ Giáo dục - Đào tạo"],
        ),
        (
            "ubnd-tphcm",
            ["UBND TPHCM", "Ủy ban nhân dân Thành phố Hồ Chí Minh", "Uỷ ban nhân dân TP. HCM"],
        ),
        ("tinh-uy-ha-nam", ["Tỉnh ủy Hà Nam", "Tỉnh uỷ Hà Nam", "tỉnh ủy Hà Nam"]),
        ("thanh-uy-hai-phong", ["Thành ủy Hải Phòng", "Thành ủy TP Hải Phòng"]),
        (
            "so-tai-nguyen-moi-truong-yen-bai",
            ["Sở TN&MT Yên Bái", "Sở Tài nguyên và Môi trường tỉnh Yên Bái"],
        ),
        ("quoc-hoi", ["Quốc hội", "QH", "Quốc hội Việt Nam"]),
        ("ban-to-chuc-trung-uong", ["Ban Tổ chức T.Ư", "Ban Tổ chức TƯ Đảng"]),
        ("an-phat", ["CTCP An Phát", "HĐQT Công ty cổ phần An Phát", "Tập đoàn An Phát"]),
        (
            "ngan-hang-tmcp-sai-gon-thuong-tin",
            ["Sacombank", "HĐQT Ngân hàng Sacombank", "Ngân hàng Sài Gòn Thương Tín"],
        ),
        ("trung-uong-dang", ["Trung ương Đảng", "Ban Chấp hành Trung ương", "BCH Trung ương Đảng"]),
        (
            "bo-tu-lenh-bo-doi-bien-phong",
            ["Bộ đội Biên phòng", "Bộ đội Biên phòng, Bộ Quốc phòng", "BTL Bộ đội Biên phòng"],
        ),
        ("ubnd-quan-7-tphcm", ["UBND quận 7, TP.HCM", "UBND quận 7 TP HCM"]),
        ("ubnd-quan-tan-phu-tphcm", ["UBND Q.Tân Phú, TP.HCM", "UBDN quận Tân Phú TP HCM"]),
        ("ban-thuong-vu-thanh-uy-tphcm", ["Ban Thường vụ Tỉnh ủy TP.HCM", "BTV Thành ủy TPHCM"]),
        ("quan-uy-quan-7-tphcm", ["Quận ủy quận 7, TP.HCM", "Huyện ủy quận 7, TP.HCM"]),
        (
            "phong-canh-sat-giao-thong-ha-nam",
            [
                "Phòng CSGT Công an tỉnh Hà Nam",
                "Phòng CSGT Hà Nam",
                "Phòng Cảnh sát giao thông (CSGT) Công an tỉnh Hà Nam",
            ],
        ),
        (
            "ban-to-chuc-quan-uy-quan-7-tphcm",
            ["Ban Tổ chức quận 7, TP.HCM", "Ban Tổ chức Quận ủy quận 7, TP.HCM"],
        ),
        (
            "uy-ban-kiem-tra-tinh-uy-ha-nam",
            ["UBKT tỉnh Hà Nam", "UBKT Tỉnh ủy Hà Nam", "Ủy ban Kiểm tra Hà Nam"],
        ),
        ("so-qui-hoach-kien-truc-ha-noi", ["Sở QH-KT Hà Nội", "Sở Quy hoạch - Kiến trúc Hà Nội"]),
        ("bo-chinh-tri-cuba", ["Bộ Chính trị Cuba", "Bộ Chính trị Đảng Cộng sản Cuba"]),
        (
            "trung-uong-dang-trung-quoc",
            ["Trung ương Đảng Cộng sản Trung Quốc", "BCH Trung ương Đảng Trung Quốc"],
        ),
        ("khoa-noi-benh-vien-cho-ray", ["Khoa Nội Bệnh viện Chợ Rẫy", "Khoa Nội BV Chợ Rẫy TPHCM"]),
        ("cuc-duong-bo-viet-nam", ["Cục Đường bộ", "Cục Đường bộ Việt Nam"]),
        (
            "so-nong-nghiep-moi-truong-ha-noi",
            ["Sở NNMT Hà Nội", "Sở Nông nghiệp và Môi trường Hà Nội"],
        ),
        (
            "so-nong-nghiep-phat-trien-nong-thon-ha-noi",
            ["Sở Nông nghiệp Hà Nội", "Sở Nông nghiệp & PTNT Hà Nội", "Sở NN-PTNT Hà Nội"],
        ),
        (
            "tinh-doan-ha-nam",
            ["Tỉnh đoàn Hà Nam", "Đoàn Thanh niên tỉnh Hà Nam", "Đoàn TNCS HCM tỉnh Hà Nam"],
        ),
        (
            "bo-doi-bien-phong-nghe-an",
            ["BĐBP Nghệ An", "Bộ Chỉ huy BĐBP tỉnh Nghệ An", "BCH Bộ đội Biên phòng Nghệ An"],
        ),
        ("su-doan-308", ["Sư đoàn 308", "Sư đoàn 308, Quân đoàn 1"]),
        ("cong-an-tphcm", ["Công an TP.HCM", "CA TPHCM", "CATP Hồ Chí Minh"]),
        ("phong-canh-sat-hinh-su-ha-nam", ["PC02 Công an Hà Nam", "Phòng PC02 Hà Nam"]),
        (
            "ban-tuyen-giao-dan-van-tinh-uy-ha-nam",
            ["Ban Tuyên giáo và Dân vận Hà Nam", "Ban Tuyên giáo và Dân vận Tỉnh ủy Hà Nam"],
        ),
        ("bo-chi-huy-quan-su-ha-nam", ["Bộ CHQS tỉnh Hà Nam", "BCH Quân sự tỉnh Hà Nam"]),
        ("cuc-thi-hanh-an-dan-su-ha-nam", ["Cục THADS Hà Nam", "Cục Thi hành án dân sự Hà Nam"]),
        ("an-loc-digital", ["An Lộc Digital", "An Lộc Digital, Tập đoàn An Lộc"]),
    ],
)  # fmt: skip
def test_one_body_has_one_id(id_: str, written: list[str]) -> None:
    assert {body(organization) for organization in written} == {id_}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND TP Thái Bình", "UBND tỉnh Thái Bình"),
        ("Bộ Quốc phòng", "Bộ Quốc phòng Nhật Bản"),
        ("Huyện ủy Châu Thành tỉnh Long An", "Huyện ủy Châu Thành tỉnh Đồng Tháp"),
        ("Nhà Trắng", "UBND TP Nha Trang"),
        ("Quốc hội", "Quốc hội Cuba"),
        ("TAND tỉnh Lai Châu", "VKSND tỉnh Lai Châu"),
    ],
)
def test_two_bodies_have_two_ids(one: str, other: str) -> None:
    assert body(one) != body(other)
    assert body(one)
    assert body(other)


@pytest.mark.parametrize(
    ("organization", "role", "id_"),
    [
        ("Y tế", "Bộ trưởng", "bo-y-te"),
        ("Hà Nội", "Bí thư", "thanh-uy-ha-noi"),
        ("Hà Nam", "Chủ tịch", "ubnd-ha-nam"),
        ("Nga", "Ngoại trưởng", "bo-ngoai-giao-nga"),
        ("Ngoại giao Nga", "Bộ trưởng", "bo-ngoai-giao-nga"),
        ("Nga", "Tổng thống", "nga"),
        ("Văn phòng Chính phủ", "Bộ trưởng", "van-phong-chinh-phu"),
        ("Bộ Công an, Ủy viên Bộ Chính trị", "Bộ trưởng", "bo-cong-an"),
        ("Hàng không", "Cục trưởng", "cuc-hang-khong-viet-nam"),
        ("Hải quan Nghệ An", "Cục trưởng", "cuc-hai-quan-nghe-an"),
        ("Trung Quốc", "Tổng Bí thư", "trung-uong-dang-trung-quoc"),
    ],
)
def test_a_role_says_what_its_body_leaves_out(organization: str, role: str, id_: str) -> None:
    assert body(organization, role) == id_


def test_a_place_comes_from_the_page_where_it_speaks_of_one() -> None:
    about = "Tỉnh Lào Cai vừa có mưa lớn, nhiều xã của Lào Cai bị ngập."
    assert body("UBND tỉnh", text=about) == "ubnd-lao-cai"
    assert body("Sở Y tế", text=about) == "so-y-te-lao-cai"
    assert body("Đảng ủy", "Bí thư", text=about) == ""
    assert body("UBND tỉnh", text="Các tỉnh Hà Nam, Nam Định và Thái Bình họp.") == ""
    assert body("UBND xã Nhơn Đức", text="Cháy lớn ở huyện Nhà Bè, TP.HCM.") == (
        "ubnd-xa-nhon-duc-nha-be-tphcm"
    )
    assert body("UBND xã Tân Lập", text="Đường làng vừa trải nhựa.") == ""


def test_a_province_that_took_over_others_is_another_body() -> None:
    assert body("UBND tỉnh Quảng Ngãi") == "ubnd-quang-ngai"
    assert body("UBND tỉnh Quảng Ngãi", day=NEW) == "ubnd-quang-ngai-2025"
    assert body("UBND tỉnh Lạng Sơn", day=NEW) == body("UBND tỉnh Lạng Sơn")
    page = View("UBND tỉnh Kon Tum", OLD)
    old = identify("UBND tỉnh Kon Tum", "Chủ tịch", page, 0)
    assert old is not None
    assert (old.valid_to, old.successors) == ("2025-07-01", ("ubnd-quang-ngai-2025",))


def whole(organization: str, text: str = "", day: dt.date = OLD, url: str = "") -> Body | None:
    """The body that an organisation is at the end of a page."""
    page = View(f"{text}\n{organization}", day, url=url)
    return identify(organization, "Chủ tịch", page, len(text) + 1)


@pytest.mark.parametrize(
    ("organization", "parent"),
    [
        ("UBND xã Nhơn Đức, huyện Nhà Bè, TP.HCM", "ubnd-huyen-nha-be-tphcm"),
        ("Công an xã Nhơn Đức, huyện Nhà Bè, TP.HCM", "cong-an-huyen-nha-be-tphcm"),
        ("Đảng ủy xã Nhơn Đức, huyện Nhà Bè, TP.HCM", "huyen-uy-huyen-nha-be-tphcm"),
        ("Huyện đoàn Nhà Bè, TP.HCM", "thanh-doan-tphcm"),
        ("Huyện ủy Ý Yên, tỉnh Nam Định", "tinh-uy-nam-dinh"),
        ("Tỉnh đoàn Hà Nam", "trung-uong-doan"),
        ("Hội Nông dân tỉnh Hà Nam", "hoi-nong-dan-viet-nam"),
        ("Đoàn đại biểu Quốc hội tỉnh Hà Nam", "quoc-hoi"),
        ("Phòng CSGT Công an tỉnh Hà Nam", "cong-an-ha-nam"),
        ("Sở Y tế Hà Nam", "ubnd-ha-nam"),
        ("Hội Trầm hương tỉnh Hà Nam", None),
        ("Bệnh viện đa khoa tỉnh Hà Nam", None),
        ("Ban Tuyên giáo huyện Ý Yên, tỉnh Nam Định", "huyen-uy-huyen-y-yen-nam-dinh"),
        ("Khoa Hồi sức Bệnh viện đa khoa tỉnh Hà Nam", "benh-vien-da-khoa-ha-nam"),
        ("Phòng Đào tạo Trường Đại học Sao Mai TP.HCM", "truong-dai-hoc-sao-mai-tphcm"),
        ("Đội Cơ động đường bộ TP Cần Thơ", "ubnd-can-tho"),
        ("Cục Hải quan tỉnh Nghệ An", "tong-cuc-hai-quan"),
        ("Bộ đội Biên phòng tỉnh Nghệ An", "bo-tu-lenh-bo-doi-bien-phong"),
        ("Ban CHQS huyện Ý Yên, tỉnh Nam Định", "bo-chi-huy-quan-su-nam-dinh"),
        ("Đoàn Thanh niên huyện Ý Yên, tỉnh Nam Định", "tinh-doan-nam-dinh"),
        ("Đảng ủy Khối Doanh nghiệp tỉnh Nghệ An", "tinh-uy-nghe-an"),
        ("Chi cục Thuế huyện Ý Yên, tỉnh Nam Định", "cuc-thue-nam-dinh"),
        ("Bảo hiểm xã hội tỉnh Nghệ An", "bao-hiem-xa-hoi-viet-nam"),
        ("Phòng Công chứng số 3 tỉnh Nghệ An", "ubnd-nghe-an"),
    ],
)
def test_what_is_over_a_local_body(organization: str, parent: str | None) -> None:
    found = whole(organization)
    assert found is not None
    assert found.parent == parent


def test_a_part_of_a_ministry_is_of_the_ministry_of_the_day() -> None:
    parents = [
        getattr(whole("Cục Hàng không Việt Nam", day=day), "parent", "") for day in (OLD, NEW)
    ]
    assert parents == ["bo-giao-thong-van-tai", "bo-xay-dung"]


def test_a_province_comes_from_the_districts_of_a_page_or_from_its_site() -> None:
    assert body("Tỉnh ủy", text="Mưa lớn ở huyện Phước Sơn, đường lên Trà My bị chia cắt.") == (
        "tinh-uy-quang-nam"
    )
    at = whole("Tỉnh ủy", "Hội nghị sáng nay.", url="https://baobinhduong.vn/hoi-nghi.html")
    assert at is not None
    assert at.id == "tinh-uy-binh-duong"
    for url in ("https://vnexpress.net/tinh-uy", "https://thue.gov.vn", ""):
        assert whole("Tỉnh ủy", "Hội nghị sáng nay.", url=url) is None


def test_a_city_is_not_outweighed_by_one_inside_it() -> None:
    text = "TP.HCM họp. Ông Lê An sang TP Thủ Đức, TP.HCM."
    assert body("UBND thành phố", text=text) == "ubnd-tphcm"


def test_a_short_form_is_of_a_unit_of_its_type() -> None:
    text = "Chủ tịch UBND quận 2 Lê An và Phó Chủ tịch UBND TP Bùi Ba, TP.HCM họp."
    assert on_page(text, ("Chủ tịch", "UBND quận 2", ""), ("Phó Chủ tịch", "UBND TP", "")) == [
        "ubnd-quan-2-tphcm",
        "ubnd-tphcm",
    ]
    assert body("Thành ủy", text="Tỉnh Nghệ An đón khách. Nghệ An mưa.") == ""


@pytest.mark.parametrize(
    ("organization", "kind", "level", "country"),
    [
        ("Công ty Thoát nước Hà Nội", "enterprise", None, "VN"),
        ("Văn phòng Tỉnh ủy Hà Nam", "party", "provincial", "VN"),
        ("Khoa Cấp cứu, Bệnh viện Bạch Mai", "hospital", "central", "VN"),
        ("FBI", "police", None, "my"),
        ("Ban Bí thư Trung ương Đoàn", "mass", "central", "VN"),
        ("Văn phòng Luật sư Lê Anh", "enterprise", None, "VN"),
        ("Liên đoàn Cờ vua Thái Lan", "mass", None, "thai-lan"),
        ("Hội hữu nghị Việt Nam - Thái Lan", "mass", None, "VN"),
        ("Ủy ban Đối ngoại Thượng viện Mỹ", "assembly", None, "my"),
        ("Cơ quan Tình báo Đức", "state", None, "duc"),
        ("Khoa Ngoại Bệnh viện đa khoa tỉnh Hà Nam", "hospital", "provincial", "VN"),
        ("Cục Huấn luyện nghiệp vụ, Bộ Công an", "police", "central", "VN"),
        ("Giáo phận Hà Nam", "other", None, "VN"),
        ("Quân ủy Trung ương Trung Quốc", "party", None, "trung-quoc"),
    ],
)
def test_kind_level_and_country(
    organization: str, kind: str, level: str | None, country: str
) -> None:
    found = whole(organization)
    assert found is not None
    assert (found.kind, found.level, found.country) == (kind, level, country)


@pytest.mark.parametrize(
    "organization",
    [
        "Thành phố",
        "Trung ương",
        "H.R",
        "Sở",
        "Ban Pháp chế",
        "ban thể thao",
        "Ban Chỉ đạo Trung ương",
        "Ủy ban vận động vì Hòa bình",
        "Đoàn thẩm định",
        "Ban Công tác mặt trận ấp Phú Mỹ",
        "thành phố Trùng Khánh",
        "Hội đồng Chiến lược",
    ],
)
def test_what_names_no_body(organization: str) -> None:
    assert whole(organization, "Tỉnh Hà Nam họp, Hà Nam mưa.") is None


@pytest.mark.parametrize(
    ("organization", "name"),
    [
        ("Sở Nội vụ Hà Nam", "Sở Nội vụ tỉnh Hà Nam"),
        ("Hạt Quản lý đê điều tỉnh Hà Nam", "Hạt Quản lý đê điều tỉnh Hà Nam"),
        ("văn phòng đăng ký đất đai tỉnh Hà Nam", "Văn phòng Đăng ký đất đai tỉnh Hà Nam"),
        ("BVĐK tỉnh Hà Nam", "Bệnh viện đa khoa tỉnh Hà Nam"),
        ("Cơ quan tình báo Đức", "Cơ quan Tình báo Đức"),
    ],
)
def test_the_name_of_a_body_in_print(organization: str, name: str) -> None:
    assert getattr(whole(organization), "name", "") == name


def test_bodies_of_one_name_follow_each_other_in_time() -> None:
    words = body_words("Bộ Nội vụ")
    assert [
        getattr(known(words, day), "id", None)
        for day in (dt.date(1946, 3, 2), dt.date(1980, 1, 1), OLD, None)
    ] == ["bo-noi-vu-1945", "bo-noi-vu-1975", "bo-noi-vu", "bo-noi-vu"]


def held(*titles: tuple[str, str | None, str]) -> list[str | None]:
    """The ids of the bodies of titles (role, organisation, holder) on one page about Hà Nội."""
    page = PageView("Hà Nội họp.", OLD)
    offices = [
        Held(at, role, organization, (holder,) if holder else ())
        for at, (role, organization, holder) in enumerate(titles)
    ]
    return [one.id if one else None for one in bodies_of(offices, page)]


def test_a_bare_title_is_of_the_body_that_the_page_gives_it() -> None:
    assert held(("Bộ trưởng", "Bộ Y tế", "Lê Văn An"), ("Bộ trưởng", None, "Lê Văn An")) == [
        "bo-y-te",
        "bo-y-te",
    ]
    assert held(("Thủ tướng", None, "")) == ["chinh-phu"]
    assert (
        held(("Cục trưởng", "Cục Trồng trọt", "Lê An"), ("Cục trưởng", None, "Bùi Ba"))[1]
        is not None
    )
    two = (("Bộ trưởng", "Bộ Y tế", "Lê Văn An"), ("Bộ trưởng", "Bộ Tư pháp", "Bùi Văn Bê"))
    assert held(*two, ("Bộ trưởng", None, "Cao Văn Xê"))[2] is None


def on_page(text: str, *titles: tuple[str, str | None, str]) -> list[str | None]:
    """The ids of the bodies of titles (role, organisation, holder), each where the text has it."""
    offices = []
    for role, organization, holder in titles:
        start = text.index(organization or role)
        end = start + len(organization or role)
        offices.append(Held(start, role, organization, (holder,) if holder else (), end))
    return [one.id if one else None for one in bodies_of(offices, PageView(text, OLD))]


def test_a_page_about_a_body_gives_its_heads() -> None:
    text = "Ban Chính sách, chiến lược Trung ương\nLãnh đạo: Lê An - Phó Trưởng ban."
    deputy = ("Phó Trưởng ban", None, "Lê An")
    assert on_page(text, deputy) == ["ban-chinh-sach-chien-luoc-trung-uong"]
    assert on_page(f"Về {text}", deputy) == ["ban-chinh-sach-chien-luoc-trung-uong"]
    assert on_page(f"Ban Nội chính Trung ương họp với {text}", deputy) == [None]


def test_a_ministry_abroad_is_one_however_its_country_is_told() -> None:
    named = body("Nông nghiệp Mỹ", "Bộ trưởng")
    text = "Bộ trưởng Nông nghiệp Sonny Perdue tới Mỹ, Mỹ và Mỹ vui."
    assert on_page(text, ("Bộ trưởng", "Nông nghiệp", "Sonny Perdue")) == [named]
    assert named == "bo-nong-nghiep-my"


def test_a_part_of_a_firm_is_of_no_province() -> None:
    there = "Hà Nội họp, Hà Nội vui."
    assert body("Phòng Hành chính Công ty An Phát", text=there) == "phong-hanh-chinh-an-phat"


def test_a_committee_is_of_the_body_of_the_next_office() -> None:
    text = "Ông Lê An, Bí thư Đảng ủy, Tổng Giám đốc Thông tấn xã Việt Nam, nói."
    party = ("Bí thư", "Đảng ủy", "Lê An")
    assert on_page(text, party, ("Tổng Giám đốc", "Thông tấn xã Việt Nam", "Lê An"))[0] == (
        "dang-uy-thong-tan-xa-viet-nam"
    )
    assert on_page(text, party, ("Tổng Giám đốc", "Thông tấn xã Việt Nam", "Bùi Ba"))[0] is None
    text = "Ông Lê An, Bí thư Đảng ủy, Chủ tịch UBND xã Nhơn Đức, huyện Nhà Bè, TP.HCM."
    office = ("Chủ tịch", "UBND xã Nhơn Đức, huyện Nhà Bè, TP.HCM", "Lê An")
    assert on_page(text, party, office)[0] == "dang-uy-xa-nhon-duc-nha-be-tphcm"


def test_an_organ_is_of_the_committee_of_the_next_office() -> None:
    text = "Tỉnh Hà Nam: Ủy viên Ban Thường vụ, Trưởng ban Dân vận Tỉnh ủy, Chủ tịch MTTQ tỉnh."
    assert on_page(
        text,
        ("Ủy viên", "Ban Thường vụ", "Lê An"),
        ("Trưởng ban", "Dân vận Tỉnh ủy", "Lê An"),
        ("Chủ tịch", "MTTQ tỉnh", "Lê An"),
    )[0] == ("ban-thuong-vu-tinh-uy-ha-nam")


def test_a_local_body_is_of_the_province_of_the_holders_office_beside() -> None:
    text = "Hà Nam, Nam Định họp.\nÔng Lê An, Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh Điện Biên."
    party, other = ("Bí thư", "Tỉnh ủy", "Lê An"), ("Chủ tịch", "HĐND tỉnh Điện Biên", "Lê An")
    assert on_page(text, party, other)[0] == "tinh-uy-dien-bien"
    assert on_page(text, party, (*other[:2], "Bùi Ba"))[0] is None
    text = "Ông Lê An, Phó Bí thư Tỉnh ủy, Bí thư Đảng đoàn, Chủ tịch HĐND tỉnh Điện Biên."
    row = (("Phó Bí thư", "Tỉnh ủy", "Lê An"), ("Bí thư", "Đảng đoàn", "Lê An"), other)
    assert on_page(text, *row)[0] == "tinh-uy-dien-bien"


def test_the_only_province_of_the_headline_is_that_of_a_page() -> None:
    text = "Hà Nam đón khách\nNam Định, Thái Bình và Nam Định cùng họp. Thái Bình vui."
    assert body("Tỉnh ủy", text=text) == "tinh-uy-ha-nam"
    assert body("Tỉnh ủy", text=text.replace("Hà Nam", "Hà Nam, Nam Định")) == ""


def test_a_part_is_of_the_only_body_of_the_page_that_has_such_parts() -> None:
    text = "Bộ trưởng Bộ Y tế ký; theo đề nghị của Vụ trưởng Vụ Dân số."
    office = ("Vụ trưởng", "Vụ Dân số", "")
    assert on_page(text, ("Bộ trưởng", "Bộ Y tế", ""), office)[1] == "vu-dan-so-bo-y-te"
    two = f"{text} Bộ Tư pháp và Bộ Nội vụ góp ý."
    assert on_page(two, ("Bộ trưởng", "Bộ Y tế", ""), office)[1] is None


def test_chairman_ho_chi_minh_is_the_president() -> None:
    assert on_page("Chủ tịch Hồ Chí Minh đọc.", ("Chủ tịch", None, "Hồ Chí Minh")) == [
        "chu-tich-nuoc"
    ]
    assert on_page("Chủ tịch Lê An đọc.", ("Chủ tịch", None, "Lê An")) == [None]


def test_a_part_of_many_owners_is_of_the_one_that_the_page_gives() -> None:
    office = ("Vụ trưởng", "Vụ Pháp chế", "Lê Văn An")
    assert on_page("Ông Lê Văn An, Vụ Pháp chế (Bộ Y tế), cho biết.", office) == [
        "vu-phap-che-bo-y-te"
    ]
    assert on_page("Ông Lê Văn An, Vụ Pháp chế, cho biết.", office) == [None]
    short = "Ông Lê Văn An, Vụ Pháp chế (Học viện Thanh thiếu niên - T.Ư Đoàn), cho biết."
    assert on_page(short, office) == ["vu-phap-che-hoc-vien-thanh-thieu-nien-trung-uong-doan"]
    abroad = "Ông Lê Văn An, Ban Đối ngoại Trung ương, Bộ trưởng Ngoại giao Lào, cho biết."
    head = ("Trưởng ban", "Ban Đối ngoại Trung ương", "Lê Văn An")
    assert on_page(abroad, head) == ["ban-doi-ngoai-trung-uong"]  # an office owns no part
    assert body("Vụ Pháp chế Bộ Tư pháp", "Vụ trưởng") == "vu-phap-che-bo-tu-phap"
    assert body("Cục Trồng trọt Bộ Nông nghiệp và Phát triển nông thôn", "Cục trưởng") == body(
        "Cục Trồng trọt", "Cục trưởng"
    )
    assert on_page(
        "Lê Văn An, Cơ quan CSĐT, Công an tỉnh Hà Nam.",
        ("Thủ trưởng", "Cơ quan CSĐT", "Lê Văn An"),
        ("Phó Giám đốc", "Công an tỉnh Hà Nam", "Lê Văn An"),
    ) == ["co-quan-canh-sat-dieu-tra-ha-nam", "cong-an-ha-nam"]


def test_a_short_name_is_the_only_body_that_begins_so() -> None:
    text = "Bệnh viện Bạch Mai họp. Ông Lê An, Giám đốc bệnh viện, nói."
    assert on_page(
        text,
        ("Phó Giám đốc", "Bệnh viện Bạch Mai", "Bùi Ba"),
        ("Giám đốc", "bệnh viện", "Lê An"),
    ) == ["benh-vien-bach-mai", "benh-vien-bach-mai"]
    assert on_page("Ông Lê An, Giám đốc bệnh viện.", ("Giám đốc", "bệnh viện", "Lê An")) == [None]


def test_an_office_of_a_firm_is_of_the_only_one_of_the_headline() -> None:
    page = "Bắt lãnh đạo Tập đoàn An Lộc\nBà Lê An, Chủ tịch HĐQT, khai nhận."
    assert on_page(page, ("Chủ tịch", "HĐQT", "Lê An")) == ["an-loc"]
    two = "Tập đoàn An Lộc kiện Công ty Bình Minh\nBà Lê An, Chủ tịch HĐQT, dự."
    assert on_page(two, ("Chủ tịch", "HĐQT", "Lê An")) == [None]


def test_a_brand_is_the_firm_whose_name_ends_so() -> None:
    text = "Giám đốc Công ty Sách An Lộc Lê An họp. Chủ tịch An Lộc dự."
    assert on_page(
        text, ("Giám đốc", "Công ty Sách An Lộc", "Lê An"), ("Chủ tịch", "An Lộc", "")
    ) == [
        "sach-an-loc",
        "sach-an-loc",
    ]


def test_a_board_is_of_the_firm_of_its_member() -> None:
    text = "Ông Lê An, Chủ tịch HĐQT kiêm Tổng Giám đốc An Phát."
    both = on_page(text, ("Chủ tịch", "HĐQT", "Lê An"), ("Tổng Giám đốc", "An Phát", "Lê An"))
    assert both == ["an-phat", "an-phat"]


def test_heads_of_other_countries_are_of_the_country_that_the_page_speaks_of() -> None:
    text = "Pháp bầu cử. Ở Pháp, Tổng thống Emmanuel Macron dẫn trước. Pháp chờ kết quả."
    assert on_page(text, ("Tổng thống", None, "Emmanuel Macron")) == ["phap"]
    two = "Pháp và Đức họp. Tổng thống Jean Dupondt tới Đức."
    assert on_page(two, ("Tổng thống", None, "Jean Dupondt")) == [None]
    assert on_page(two, ("Tổng thống", None, "Emmanuel Macron")) == ["phap"]
    assert on_page("Ông Ksor Phước, Quốc hội.", ("Chủ tịch", "Quốc hội", "Ksor Phước")) == [
        "quoc-hoi"
    ]


def test_a_bare_minister_is_of_the_only_ministry_that_the_page_names() -> None:
    text = "Bộ Công an họp tổng kết. Bộ trưởng Lê Văn An dự. Bộ Công an cho biết."
    assert on_page(text, ("Bộ trưởng", None, "Lê Văn An")) == ["bo-cong-an"]
    other = "Bộ Công an và Bộ Y tế họp. Bộ trưởng Lê Văn An dự."
    assert on_page(other, ("Bộ trưởng", None, "Lê Văn An")) == [None]


def test_a_foreign_minister_is_of_no_vietnamese_ministry() -> None:
    assert held(("Bộ trưởng", "Quốc phòng", "James Mattis")) == [None]
    assert held(
        ("Bộ trưởng", "Quốc phòng Mỹ", "James Mattis"), ("Bộ trưởng", None, "James Mattis")
    ) == ["bo-quoc-phong-my", "bo-quoc-phong-my"]


@pytest.mark.parametrize(
    ("id_", "written"),
    [
        ("pho-giam-doc", ["Phó Giám đốc", "PGĐ", "Phó giám đốc", "Phó GĐ", "P.GĐ"]),
        ("chu-tich-hoi-dong-quan-tri", ["Chủ tịch HĐQT", "chủ tịch Hội đồng quản trị"]),
        ("dai-bieu", ["đại biểu", "ĐB"]),
        ("bi-thu", ["Bí thư", "BT"]),
    ],
)
def test_one_role_has_one_id(id_: str, written: list[str]) -> None:
    assert {role_id(role) for role in written} == {id_}


def test_the_rank_of_a_role() -> None:
    ranks = {
        "head": ["Chủ tịch", "Bí thư", "Trưởng Công an", "Bộ trưởng", "Cục trưởng"],
        "deputy": ["PCT", "Phó Bí thư thường trực", "Thứ trưởng", "Hiệu phó"],
        "member": ["ủy viên", "đại biểu Quốc hội", "thành viên"],
    }
    for rank, roles in ranks.items():
        assert {rank_of(role) for role in roles} == {rank}


def test_titles_carry_the_ids_of_role_and_body() -> None:
    text = "Bí thư Tỉnh ủy Hà Nam Lê Thị An dự họp. PGĐ Sở GD&ĐT Hà Nam Bùi Văn Bê cũng dự."
    titles = [m.fields for m in extract(segment(page_of(text))).mentions if m.kind == "title"]
    assert [
        (t.role_id, t.organization_id, t.level) for t in titles if isinstance(t, TitleFields)
    ] == [
        ("bi-thu", "tinh-uy-ha-nam", "provincial"),
        ("pho-giam-doc", "so-giao-duc-dao-tao-ha-nam", "provincial"),
    ]


# The lexicons


@pytest.mark.parametrize("id_", sorted(bodies()))
def test_the_registry_knows_each_body_by_each_of_its_names(id_: str) -> None:
    this = bodies()[id_]
    for name in forms()[id_]:
        found = known(body_words(name), None)
        named_so = {
            other
            for other, names in forms().items()
            if body_words(name) in {body_words(one) for one in names}
        } if found is None or found.id != id_ else {id_}  # fmt: skip
        assert id_ in named_so
        if found is not None and found.id != id_:
            assert this.valid_to or this.valid_from, f"{name} is {found.id}"
    for other in filter(None, (this.parent, *this.parents, *this.successors)):
        assert other in bodies()
        assert other != id_


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words)))


@pytest.mark.parametrize("entry", load("body_words.word", BodyWord), ids=lambda entry: entry.id)
def test_words(entry: BodyWord) -> None:
    full = body_words(entry.name)
    for form in entry.variants:
        assert body_words(form) == full, form
    assert all(_holds(body_words(text), full) for text in entry.match)
    assert not any(_holds(body_words(text), full) for text in entry.reject)


@pytest.mark.parametrize("entry", load("body_words.head", Head), ids=lambda entry: entry.id)
def test_heads(entry: Head) -> None:
    for form in entry.forms:
        assert head_of((*body_words(form), "x")) == entry, form
    assert all(head_of(body_words(text)) == entry for text in entry.match)
    assert not any(head_of(body_words(text)) == entry for text in entry.reject)


ELSEWHERE = ("stop", "opener", "body-opener")  # of sentences: test_titles.py, test_names.py
SIGNS = [sign for sign in load("body_words.sign", BodySign) if sign.sign not in ELSEWHERE]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: str(sign.id))
def test_signs(sign: BodySign) -> None:
    for texts, held in ((sign.match, True), (sign.reject, False)):
        for text in texts:
            words = body_words(text)
            assert any(_holds(words, body_words(form)) for form in sign.forms) == held, text


@pytest.mark.parametrize("entry", load("roles.post", Post), ids=lambda entry: entry.id)
def test_posts(entry: Post) -> None:
    own = role_id(entry.name)
    assert {role_id(form) for form in entry.forms} == {own}
    assert all(role_id(text) == own for text in entry.match)
    assert not any(role_id(text) == own for text in entry.reject)
    assert rank_of(entry.name) == entry.rank
    assert entry.body is None or entry.body in bodies()


@pytest.mark.parametrize(
    ("id_", "written"),
    [
        ("so-giao-duc-dao-tao-ha-nam", ["Sở Giáo dục Hà Nam", "Sở GD-ĐT tỉnh Hà Nam"]),
        ("so-giao-thong-van-tai-ha-nam", ["Sở Giao thông Hà Nam", "Sở GTVT Hà Nam"]),
        ("bo-giao-thong-van-tai", ["Bộ Giao thông", "Bộ GTVT"]),
        ("bo-giao-duc-va-dao-tao", ["Bộ Giáo dục", "Bộ GD-ĐT"]),
    ],
)
def test_a_field_may_be_cut_short(id_: str, written: list[str]) -> None:
    assert {body(organization) for organization in written} == {id_}
    assert body("Bộ Giáo dục", day=dt.date(1980, 1, 1)) == "bo-giao-duc"


def test_a_member_is_of_the_committee_that_the_role_names() -> None:
    text = "Ông Lê An, Tỉnh ủy viên, Bí thư Huyện ủy Vĩnh Thạnh, tỉnh Bình Định."
    member = ("Tỉnh ủy viên", None, "Lê An")
    office = ("Bí thư", "Huyện ủy Vĩnh Thạnh", "Lê An")
    assert on_page(text, member, office)[0] == "tinh-uy-binh-dinh"
    assert on_page("Ông Lê An, Tỉnh ủy viên, dự họp.", member) == [None]


def test_a_group_of_the_party_is_of_the_body_of_the_next_office() -> None:
    text = "Ông Lê An, Bí thư Đảng đoàn, Chủ tịch Hội Nông dân Việt Nam, dự."
    group = ("Bí thư", "Đảng đoàn", "Lê An")
    office = ("Chủ tịch", "Hội Nông dân Việt Nam", "Lê An")
    assert on_page(text, group, office)[0] == "dang-doan-hoi-nong-dan-viet-nam"
    listed = "Các ông: Bí thư Ban cán sự đảng, Chủ tịch UBND tỉnh Hà Nam, dự."
    at = listed.index("Chủ tịch")
    both = [
        Held(listed.index("Bí thư"), "Bí thư", "Ban cán sự đảng", (), at - 2),
        Held(at, "Chủ tịch", "UBND tỉnh Hà Nam", (), at + 25),
    ]
    first = bodies_of(both, PageView(listed, OLD))[0]
    assert first is not None
    assert first.id == "ban-can-su-dang-ubnd-ha-nam"


def test_the_central_committee_of_the_front_is_none_of_a_province() -> None:
    text = "Chủ tịch UBTƯ MTTQ Việt Nam tỉnh Quảng Trị gặp Chủ tịch Ủy ban T.Ư MTTQ Việt Nam."
    local = ("Chủ tịch", "UBTƯ MTTQ Việt Nam tỉnh Quảng Trị", "Lê An")
    central = ("Chủ tịch", "Ủy ban T.Ư MTTQ Việt Nam", "Bùi Ba")
    found = ["mttq-quang-tri", "uy-ban-trung-uong-mttq-viet-nam"]
    assert on_page(text, local, central) == found


def test_the_owner_of_a_part_stands_behind_the_rest_of_its_name() -> None:
    text = "Trưởng phòng Cấp phép xây dựng, Sở Xây dựng TP.HCM Lê An nói."
    part = ("Trưởng phòng", "phòng Cấp phép", "Lê An")
    assert on_page(text, part) == ["phong-cap-phep-xay-dung-so-xay-dung-tphcm"]


def test_a_committee_beside_a_department_is_not_of_the_province() -> None:
    text = "Ông Lê An, Bí thư Đảng ủy, Giám đốc Sở Y tế Hà Nam, dự."
    both = ("Bí thư", "Đảng ủy", "Lê An"), ("Giám đốc", "Sở Y tế Hà Nam", "Lê An")
    assert on_page(text, *both)[0] == "dang-uy-so-y-te-ha-nam"


@pytest.mark.parametrize(
    ("id_", "written"),
    [
        ("phong-dao-tao-an-phat", "Phòng Đào tạo Công ty An Phát"),
        ("dang-uy-xi-nghiep-dong-tau-song-lo", "Đảng ủy Xí nghiệp đóng tàu Sông Lô"),
        ("khoa-nhi-benh-vien-an-binh", "Khoa Nhi Bệnh viện An Bình"),
        ("mttq-quang-tri", "UBTƯ MTTQ Việt Nam tỉnh Quảng Trị"),
        ("ubnd-ba-ria-vung-tau", "UBND tỉnh BR-VT"),
        ("ban-tri-su-ghpgvn-dong-nai", "Ban Trị sự GHPGVN tỉnh Đồng Nai"),
        ("cuc-canh-sat-dieu-tra-toi-pham-tham-nhung",
         "Cục Cảnh sát điều tra tội phạm tham nhũng, Bộ Công an"),
        ("california", "bang California"),
        ("", "Phòng Đào tạo"),
        ("", "bang"),
    ],
)  # fmt: skip
def test_whose_a_part_is(id_: str, written: str) -> None:
    assert body(written, text="Hà Nội họp, Hà Nội vui.") == id_


def test_a_mission_is_told_by_where_it_is() -> None:
    def of(text: str, holder: str) -> list[str | None]:
        role, country = text.split("|")[:2]
        return on_page(text.replace("|", ""), (role.strip(), country.strip(), holder))

    assert of("Đại sứ |Nga |tại Mỹ Ivan Petrov nói.", "Ivan Petrov") == ["dai-su-quan-nga-tai-my"]
    assert of("Đại sứ |Nga |tại Việt Nam Ivan Petrov.", "Ivan Petrov") == ["dai-su-quan-nga"]
    ours = ["dai-su-quan-viet-nam-tai-lao"]
    assert of("Đại sứ |Việt Nam |tại Lào Lê An nói.", "Lê An") == ours
    assert of("Đại sứ |Việt Nam |Lê An nói.", "Lê An") == [None]


def test_a_foreigner_may_be_known_by_the_last_name_alone() -> None:
    text = "Thủ tướng Merkel sang Mỹ, Pháp."
    assert on_page(text, ("Thủ tướng", "", "Merkel")) == ["duc"]


@pytest.mark.parametrize(
    ("organization", "id_"),
    [
        ("Đại sứ quán Mỹ tại Hà Nội", "dai-su-quan-my"),
        ("Đại sứ quán Hoa Kỳ", "dai-su-quan-my"),
        ("Đại sứ quán Việt Nam tại Lào", "dai-su-quan-viet-nam-tai-lao"),
    ],
)
def test_a_mission_by_its_own_name(organization: str, id_: str) -> None:
    assert on_page(f"Bí thư thứ nhất {organization} họp.", ("Bí thư", organization, "")) == [id_]


def test_foreigners_whom_everybody_knows_are_of_their_country() -> None:
    text = "Pháp và Đức họp. Đến dự có Chủ tịch, Thủ tướng và Tổng Bí thư."
    assert on_page(text, ("Chủ tịch", None, "Mao Trạch Đông")) == ["trung-quoc"]
    assert on_page(text, ("Thủ tướng", None, "Ôn Gia Bảo")) == ["trung-quoc"]
    assert on_page(text, ("Tổng Bí thư", None, "Thongloun Sisoulith")) == ["trung-uong-dang-lao"]
    assert on_page(text, ("Thủ tướng", None, "Phan Văn Khải")) == ["chinh-phu"]


def test_a_ministry_that_is_not_listed_is_none_of_ours() -> None:
    listed = ("Bộ trưởng", "Bộ Giáo dục và Thể thao", "")
    assert on_page("Bộ trưởng Bộ Giáo dục và Thể thao dự.", listed) == [None]
    lao = "Lào họp. Lào bàn. Lào vui. Bộ trưởng Bộ Giáo dục và Thể thao dự."
    assert on_page(lao, listed) == ["bo-giao-duc-the-thao-lao"]


def test_what_is_of_a_province_is_of_no_city_whatever_the_page_names_most() -> None:
    text = "Tại Hà Nội, Hà Nội, Phó Thủ tướng họp. Chủ tịch UBND tỉnh dự tại điểm cầu Quảng Trị."
    assert on_page(text, ("Chủ tịch", "UBND tỉnh", "Lê An")) == ["ubnd-quang-tri"]
    city = "Họp ở TP.HCM. Đây là việc của TP.HCM và của Bí thư Tỉnh ủy."
    assert on_page(city, ("Bí thư", "Tỉnh ủy", "")) == [None]


def test_the_field_of_a_minister_is_no_short_name_of_a_local_body() -> None:
    text = "Văn bản gửi Bộ trưởng Công an và Giám đốc Công an tỉnh Cao Bằng."
    local = ("Giám đốc", "Công an tỉnh Cao Bằng", "")
    assert on_page(text, ("Bộ trưởng", "Công an", ""), local) == ["bo-cong-an", "cong-an-cao-bang"]


def test_a_committee_of_a_district_whose_type_its_name_says() -> None:
    there = "Huyện Gia Viễn, tỉnh Ninh Bình họp."
    found = body("Ủy ban Kiểm tra Huyện ủy Gia Viễn", text=there)
    assert found == "uy-ban-kiem-tra-huyen-uy-huyen-gia-vien-ninh-binh"


def test_a_committee_of_a_unit_that_no_list_has_is_open() -> None:
    there = "Hà Nam họp. Hà Nam bàn."
    assert body("Tỉnh ủy Sơn Tây", text=there) == ""
    assert body("Tỉnh ủy", text=there) == "tinh-uy-ha-nam"


def test_hue_was_a_province() -> None:
    assert body("UBND tỉnh", text="Thừa Thiên Huế họp. Huế bàn.") == "ubnd-hue"


def test_a_country_at_the_end_of_a_local_body_is_no_end_of_a_district() -> None:
    assert body("Sở Khí tượng Myanmar") == "so-khi-tuong-myanmar"
    assert body("Công an Đông Anh", text="Hà Nội họp.") == "cong-an-huyen-dong-anh-ha-noi"
    assert body("Huyện ủy Đông Anh") == "huyen-uy-huyen-dong-anh-ha-noi"


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Chủ tịch Lê An của Công ty An Phát cho biết.", "an-phat"),
        ("Chủ tịch Lê An thuộc UBND tỉnh Hà Nam nói.", "ubnd-ha-nam"),
        ("Chủ tịch Lê An của Disney nói.", "disney"),
        ("Chủ tịch Lê An của chúng tôi nói.", None),
        ("Chủ tịch Lê An ở Disney nói.", None),
    ],
)
def test_a_body_may_stand_behind_the_holder(text: str, id_: str | None) -> None:
    name, end = text.index("Lê An"), len("Chủ tịch")
    page = PageView(text, OLD, "", (Span(name, name + len("Lê An")),))
    found = bodies_of([Held(0, "Chủ tịch", None, ("Lê An",), end)], page)
    assert [body and body.id for body in found] == [id_]


def test_a_bare_office_is_at_the_place_where_somebody_is_sent_to_work() -> None:
    text = (
        "Điều động ông Lê An, Phó Giám đốc Sở Nội vụ tỉnh Hà Nam, đến nhận công tác tại Sở Tư pháp "
        "và bổ nhiệm giữ chức Phó Giám đốc."
    )
    role, whole = "Phó Giám đốc", "Sở Nội vụ tỉnh Hà Nam"
    places = [text.index(role), text.rindex(role)]
    rows = [
        Held(place, role, name, ("Lê An",), place + len(role) + (len(name) + 1 if name else 0))
        for place, name in zip(places, (whole, None), strict=True)
    ]
    found = bodies_of(rows, PageView(text, OLD))
    assert [body and body.id for body in found] == ["so-noi-vu-ha-nam", "so-tu-phap-ha-nam"]


@pytest.mark.parametrize(
    ("text", "role", "id_"),
    [
        ("Tháng 3/2014, Công ty An Phát do ông Lê An làm Giám đốc mở chợ.", "Giám đốc", "an-phat"),
        ("Hội nói trên do ông Lê An làm Chủ tịch mở chợ.", "Chủ tịch", None),
        ("KT. CHỦ TỊCH\nỦY BAN CHỨNG KHOÁN NHÀ NƯỚC\nPHÓ CHỦ TỊCH\nLê An", "PHÓ CHỦ TỊCH",
         "uy-ban-chung-khoan-nha-nuoc"),
        ("Đơn gửi Bộ trưởng Công an; Giám đốc Công an tỉnh Cao Bằng.", "Bộ trưởng", "bo-cong-an"),
        ("Ông Lê An, Phó Giám đốc Sở Y tế tỉnh Hà Nam, làm Giám đốc Sở này.", "Giám đốc",
         "so-y-te-ha-nam"),
        ("Ông Lê An là ủy viên TƯ Đảng khóa 10, ủy viên TƯ khóa 11.", "ủy viên", "trung-uong-dang"),
    ],
)  # fmt: skip
def test_a_body_is_told_around_the_office(text: str, role: str, id_: str | None) -> None:
    titles = [m.fields for m in extract(segment(page_of(f"Tin trong ngày\n{text}", None))).mentions]
    (*_, found) = [t for t in titles if isinstance(t, TitleFields) and t.role == role]
    assert found.organization_id == id_
