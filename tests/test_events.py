"""Events of offices: who, which office, when and by whom; and what is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from vanban.extraction import extract
from vanban.extraction.events import find, lexicon, who
from vanban.extraction.events.coreference import Event
from vanban.extraction.events.lexicon import OfficeVerb
from vanban.extraction.events.lexicon import page_of as events_page
from vanban.lexicons import Entry, load
from vanban.lexicons.register import Rule
from vanban.segmentation import segment
from vanban.text.document import page_of


def events(text: str, published: str | None = None) -> list[Event]:
    """The events of a text."""
    document = segment(page_of(text, published))
    year = int(published[:4]) if published else None
    return find(events_page(document, extract(document).mentions, year))


def found_events(text: str, published: str | None = None) -> list[tuple[Any, ...]]:
    """Kind, person, role, organisation and date of each event."""
    return [
        (e.kind, e.person, e.post and e.post.role, e.post and e.post.organization, e.date)
        for e in events(text, published)
    ]


CASES = [
    (
        "Ngày 12/3/2018, Thủ tướng Chính phủ bổ nhiệm ông Lê Văn An giữ chức Thứ trưởng Bộ Y tế.",
        [("appointed", "Lê Văn An", "Thứ trưởng", "Bộ Y tế", "2018-03-12")],
    ),
    (
        "Bà Bùi Thị Hòa được bầu làm Chủ tịch UBND tỉnh Hà Nam vào tháng 12/2015.",
        [("elected", "Bùi Thị Hòa", "Chủ tịch", "UBND tỉnh Hà Nam", "2015-12")],
    ),
    (
        "Bộ Chính trị phân công ông Lê Văn An thôi giữ chức Bí thư Tỉnh ủy Hà Nam.",
        [("dismissed", "Lê Văn An", "Bí thư", "Tỉnh ủy Hà Nam", None)],
    ),
    (
        "Quốc hội miễn nhiệm chức vụ Bộ trưởng Bộ Y tế đối với ông Lê Văn An.",
        [("dismissed", "Lê Văn An", "Bộ trưởng", "Bộ Y tế", None)],
    ),
    (
        "Giám đốc Sở Y tế Hà Nam Lê Văn An bị kỷ luật cảnh cáo.",
        [("disciplined", "Lê Văn An", "Giám đốc", "Sở Y tế Hà Nam", None)],
    ),
    (
        "Bộ trưởng Bộ Y tế Lê Văn An tuyên bố từ chức.",
        [("resigned", "Lê Văn An", "Bộ trưởng", "Bộ Y tế", None)],
    ),
    (
        "Nguyên Bộ trưởng Bộ Y tế Lê Văn An từ trần ngày 5/6/2019.",
        [("died", "Lê Văn An", "Bộ trưởng", "Bộ Y tế", "2019-06-05")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_an_event(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert found_events(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Cử tri đề nghị cách chức Chủ tịch UBND huyện Lê Văn An.",
        "Ông Lê Văn An có thể được bổ nhiệm làm Thứ trưởng Bộ Y tế.",
        "Bộ Chính trị sẽ bổ nhiệm ông Lê Văn An giữ chức Bí thư Tỉnh ủy Hà Nam.",
        "Bác sĩ chỉ định ông Lê Văn An dùng thuốc.",
        "Huyện điều động 30 cán bộ chữa cháy.",
        "Tổng Bí thư Lê Văn An nói chuyện với 130 cán bộ đã nghỉ hưu.",
        "Bí thư Tỉnh ủy Hà Nam Lê Văn An nhắc đến ý thức tổ chức kỷ luật của cán bộ.",
        "Sau kỳ bầu cử, ông Lê Văn An là Trưởng đoàn đại biểu Quốc hội tỉnh Hà Nam.",
        "Chị Lê Thị An qua đời sau tai nạn.",
        "Thẩm quyền bổ nhiệm Giám đốc Sở thuộc về Chủ tịch UBND tỉnh.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert found_events(text) == []


def test_who_decided_and_by_which_act() -> None:
    (event,) = events(
        "Tại Quyết định 702/QĐ-TTg ngày 1/6/2017, Thủ tướng Chính phủ bổ nhiệm ông Lê Văn An giữ "
        "chức Thứ trưởng Bộ Y tế."
    )
    assert event.decided_by == "Thủ tướng Chính phủ"
    assert event.act is not None
    assert event.act.startswith("Quyết định 702/QĐ-TTg")
    (event,) = events("Ông Lê Văn An được Quốc hội bầu làm Chủ tịch Quốc hội.")
    assert (event.rule, event.decided_by) == ("event.passive", "Quốc hội")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "HĐND tỉnh bầu ông Lê Văn An làm Chủ tịch UBND tỉnh Hà Nam thay cho ông Bùi Văn Bê.",
            [("elected", "Lê Văn An"), ("dismissed", "Bùi Văn Bê")],
        ),
        (
            "Ông Lê Văn An lên thay ông Bùi Văn Bê làm Tổng Giám đốc Công ty An Phát.",
            [("appointed", "Lê Văn An"), ("dismissed", "Bùi Văn Bê")],
        ),
        (
            "Ông Lê Văn An, Bí thư Tỉnh ủy Hà Nam, được bầu bổ sung vào Ban Bí thư.",
            [("elected", "Lê Văn An")],
        ),
        (
            "Chủ tịch nước thăng quân hàm từ cấp Trung tướng lên cấp Thượng tướng cho ông Lê An.",
            [("promoted", "Lê An")],
        ),
        (
            "Sau khi được bầu làm Chủ tịch UBND tỉnh Hà Nam, ông Lê Văn An phát biểu.",
            [("elected", "Lê Văn An")],
        ),
        ("Quốc hội cho thôi nhiệm vụ đại biểu Quốc hội đối với ông Lê Văn An.",
         [("dismissed", "Lê Văn An")]),
        ("Ông Lê Văn An từ chối từ chức Bí thư Tỉnh ủy Hà Nam.", []),
        ("Hai trợ lý của Thủ tướng Lê Văn An đệ đơn từ chức.", []),
        ("Ông Lê Văn An, Bộ trưởng Bộ Y tế, có ý định từ chức.", []),
        ("Ông Lê Văn An, Bí thư Tỉnh ủy Hà Nam, được cử tri tín nhiệm.", []),
        ("Ông Lê Văn An, Bộ trưởng Bộ Y tế, nói về tuổi nghỉ hưu của bác sĩ.", []),
        ("Hội đồng kỷ luật họp với ông Lê Văn An, Giám đốc Sở Y tế Hà Nam.", []),
        ("Liên minh cầm quyền đã từ chức sau khi Thủ tướng Lê Văn An phát biểu.", []),
    ],
)  # fmt: skip
def test_more_phrasings(text: str, found: list[tuple[str, str]]) -> None:
    assert [(event.kind, event.person) for event in events(text)] == found


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("Sở Y tế tỉnh Hà Nam đã kỷ luật cảnh cáo ông Lê Văn An, Giám đốc Bệnh viện Hà Nam.",
         "Sở Y tế tỉnh Hà Nam"),
        ("UBKT Trung ương quyết định thi hành kỷ luật ông Lê Văn An, Bí thư Tỉnh ủy Hà Nam.",
         "UBKT Trung ương"),
        ("Ông Bùi Văn Bê, Phó Trưởng ban Tổ chức Trung ương, công bố quyết định của Ban Bí thư "
         "Trung ương về việc chỉ định ông Lê Văn An giữ chức Phó Bí thư Tỉnh ủy Hà Nam.",
         "Ban Bí thư Trung ương"),
        ("Phó Bí thư Tỉnh ủy Hà Nam Bùi Văn Bê đã trao quyết định điều động ông Lê Văn An giữ chức "
         "Bí thư Huyện ủy Kim Bảng.", None),
        ("Quốc hội nghe Ủy ban Thường vụ Quốc hội báo cáo về việc cho thôi làm nhiệm vụ đại biểu "
         "Quốc hội đối với ông Lê Văn An.", None),
        ("Chủ tịch nước Bùi Văn Bê, Chủ tịch Hội đồng Quốc phòng và An ninh, trao quyết định bổ "
         "nhiệm ông Lê Văn An giữ chức Tư lệnh Quân khu 3.", "Chủ tịch nước Bùi Văn Bê"),
        ("Ông Lê Văn An được bổ nhiệm giữ chức Thứ trưởng Bộ Y tế theo quyết định của Thủ tướng "
         "Chính phủ.", "Thủ tướng Chính phủ"),
        ("Ông Lê Văn An trúng cử Chủ tịch Hội Nông dân tỉnh Hà Nam.", None),
    ],
)  # fmt: skip
def test_who_decided(text: str, decided: str | None) -> None:
    (event,) = events(text)
    assert event.decided_by == decided


@pytest.mark.parametrize(
    "text",
    [
        "UBKT Trung ương đề nghị cấp có thẩm quyền xem xét, thi hành kỷ luật ông Lê Văn An, Bí thư "
        "Tỉnh ủy Hà Nam.",
        "Bà Bùi Thị Hòa, phu nhân Chủ tịch UBND tỉnh Hà Nam Lê Văn An, đã qua đời.",
        "Đại sứ mới trình Quốc thư lên Chủ tịch nước Lê Văn An nhân dịp được bổ nhiệm làm Đại sứ "
        "tại Việt Nam.",
        "Kỷ luật hàng chục cán bộ sai phạm Trưởng đoàn thanh tra Lê Văn An cho hay.",
        "Theo Vụ trưởng Vụ Ngân sách Lê Văn An, có hai triệu người về hưu.",
        "Ông Lê Văn An, Giám đốc Sở Y tế Hà Nam, nói nguyên nhân từ chức của mình.",
        "Công ty đọc tờ trình miễn nhiệm Chủ tịch HĐQT Lê Văn An.",
    ],
)
def test_of_whom_no_event_is_told(text: str) -> None:
    assert found_events(text) == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Ngày 14/6/2017, Tổng thống Lê Văn An thăm Lào kể từ khi đắc cử.", [None]),
        ("Năm 2004, sau khi Tổng thống Lê Văn An tái đắc cử, kinh tế đi lên.", ["2004"]),
        ("Giám mục Bùi Văn Bê bổ nhiệm linh mục Lê Văn An làm Hiệu trưởng Trường An Hòa năm 1980 "
         "và ông ở đó cho đến khi xin nghỉ hưu năm 2011.", ["1980", "2011"]),
        ("Ông Lê Văn An bị sa thải khỏi chức Giám đốc Sở Y tế Hà Nam hôm 9/5/2017 sau cuộc họp "
         "ngày 3/5/2017.", ["2017-05-09"]),
        ("Sáng 8/2/2017, HĐND tỉnh Hà Nam họp phiên bất thường. Với số phiếu tuyệt đối, ông Lê Văn "
         "An được bầu làm Chủ tịch UBND tỉnh Hà Nam.", ["2017-02-08"]),
        ("Ông Lê Văn An được bầu làm Chủ tịch UBND tỉnh Hà Nam. Sáng 8/2/2017, ông Lê Văn An đã "
         "được bầu làm Chủ tịch UBND tỉnh Hà Nam.", ["2017-02-08", "2017-02-08"]),
    ],
)  # fmt: skip
def test_the_date_is_that_of_the_event(text: str, dates: list[str | None]) -> None:
    assert [event.date for event in events(text)] == dates


def test_what_the_person_was_is_not_what_he_becomes() -> None:
    text = "Bộ Chính trị điều động Thứ trưởng Lê Văn An giữ chức Bí thư Tỉnh ủy Hà Nam."
    assert found_events(text)[0][2:4] == ("Bí thư", "Tỉnh ủy Hà Nam")


def test_an_elected_member_of_a_body() -> None:
    text = "Tháng 5/2013, ông Lê Văn An được bầu vào Bộ Chính trị tại Hội nghị lần thứ 7."
    assert found_events(text) == [("elected", "Lê Văn An", "Ủy viên", "Bộ Chính trị", "2013-05")]


def test_a_headline_gives_an_office_without_a_verb_of_giving() -> None:
    lead = "Sáng 8/2/2017, HĐND tỉnh bầu ông Lê Văn An làm Chủ tịch UBND tỉnh Hà Nam."
    first, second = events(f"Ông Lê Văn An làm Chủ tịch UBND tỉnh Hà Nam\n{lead}")
    assert (first.kind, first.person, first.date) == ("elected", "Lê Văn An", "2017-02-08")
    assert first.decided_by == second.decided_by
    alone = "Ông Lê Văn An giữ chức Bí thư Tỉnh ủy Hà Nam\nHội nghị diễn ra sáng nay."
    assert [kind for kind, *_ in found_events(alone)] == ["appointed"]
    for line in (
        "Ông Lê Văn An có thể làm Bí thư Tỉnh ủy Hà Nam",
        "Lê Văn An từng làm Giám đốc Sở",
    ):
        assert found_events(f"{line}\nHội nghị diễn ra sáng nay.") == []


def test_a_general_with_an_order_before_him_is_the_subject() -> None:
    text = (
        "Thực hiện Quyết định của Thủ tướng Chính phủ, Đại tá Lê Văn An được bổ nhiệm giữ chức Phó "
        "Tư lệnh Quân khu 3."
    )
    assert [event.person for event in events(text)] == ["Lê Văn An"]


@pytest.mark.parametrize(
    "text",
    [
        "Báo nói với Lê Văn An, cựu Giám đốc Sở Y tế Hà Nam, trước khi ông này bị cách chức.",
        "Bộ trưởng ký quyết định điều động cán bộ đối với ông Lê Văn An làm Giám đốc Sở Y tế.",
        "Ông Lê Văn An là Bộ trưởng Bộ Y tế. Quốc hội thông qua nghị quyết bổ nhiệm Bộ trưởng Bộ Y "
        "tế.",
    ],
)
def test_of_whom_an_event_is_told(text: str) -> None:
    assert [event.person for event in events(text)] == ["Lê Văn An"]


@pytest.mark.parametrize(("gap", "passive"), [("và", True), (",", True), ("ở quê nhà", False)])
def test_a_passive_reaches_to_the_verbs_listed_with_its_own(gap: str, passive: bool) -> None:
    text = f"Ông Lê Văn An được bầu {gap} bổ nhiệm làm Giám đốc Sở Y tế."
    document = segment(page_of(text, None))
    page = events_page(document, extract(document).mentions, None)
    assert (who.is_passive(page, text.index("bổ nhiệm"), 0) is not None) == passive


def test_a_pronoun_speaks_of_the_subject_before() -> None:
    text = "Ông Lê Văn An sinh năm 1960. Năm 2016, ông được bầu làm Chủ tịch UBND tỉnh Hà Nam."
    assert found_events(text) == [("elected", "Lê Văn An", "Chủ tịch", "UBND tỉnh Hà Nam", "2016")]


def test_a_day_without_a_year_is_of_the_pages_year() -> None:
    text = "Ngày 10/5, ông Lê Văn An được bổ nhiệm giữ chức Thứ trưởng Bộ Y tế."
    assert found_events(text, "2017-05-12")[0][4] == "2017-05-10"


# Texts with all events that a reader finds


def read_texts() -> list[Any]:
    """One parameter set a text of event_texts.txt: text, day of the page, its events."""
    out: list[tuple[str, str | None, list[list[str]]]] = []
    for line in (Path(__file__).parent / "event_texts.txt").read_text("utf-8").splitlines():
        if line.startswith("> "):
            out[-1][2].append([field.strip() for field in line[2:].split("|")])
        elif not line.startswith("#"):
            text, _, day = line.partition(" @")
            out.append((text.replace("¶", "\n"), day or None, []))
    return out


def agrees(event: Event, wanted: list[str]) -> bool:
    """True where an event is as a reader says, but for letters' case."""
    kinds, *fields = wanted
    post = event.post
    found = [event.person, post and post.role, post and post.organization]
    pairs = zip([*found, event.date, event.decided_by], fields, strict=True)
    same = all(want == "*" or want.lower() == (got or "").lower() for got, want in pairs)
    return same and event.kind in kinds.split("/")


@pytest.mark.parametrize(("text", "day", "wanted"), read_texts())
def test_all_events_of_a_text(text: str, day: str | None, wanted: list[list[str]]) -> None:
    found = events(text, day)
    assert len(found) == len(wanted), found
    for event in wanted:
        assert any(agrees(one, event) for one in found), (event, found)


# The lexicons and the register


@pytest.mark.parametrize("verb", load("events.verb", OfficeVerb), ids=lambda entry: entry.id)
def test_a_verb(verb: OfficeVerb) -> None:
    for text in verb.match:
        assert verb.kind in {event.kind for event in events(text)}, text
    for text in verb.reject:
        assert verb.kind not in {event.kind for event in events(text)}, text


@pytest.mark.parametrize("rule", load("rules/event", Rule), ids=lambda entry: entry.id)
def test_a_rule(rule: Rule) -> None:
    for text in rule.match:
        assert rule.id in {event.rule for event in events(text)}, text
    for text in rule.reject:
        assert rule.id not in {event.rule for event in events(text)}, text


@pytest.mark.parametrize(
    "entry",
    [entry for entry in load("events.sign", Entry) if entry.id != "event-decider"],
    ids=lambda entry: entry.id,
)
def test_a_sign(entry: Entry) -> None:
    pattern = lexicon.sign_pattern(entry.id.removeprefix("event-"))
    assert all(pattern.search(text) for text in (*entry.forms, *entry.match))
    assert not any(pattern.search(text) for text in entry.reject)


def test_deciders() -> None:
    (entry,) = [e for e in load("events.sign", Entry) if e.id == "event-decider"]
    assert all(lexicon.decider_pattern().search(text) for text in (*entry.forms, *entry.match))
    assert not any(lexicon.decider_pattern().search(text) for text in entry.reject)
