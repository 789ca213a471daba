"""Grammar words and classes of letters, of which patterns are built.

Out: a constant a word, in small letters, without a boundary. These are the words of closed classes
that no expert would add to: particles, prepositions, units of the calendar, the heads of laws and
of territory. Lists that could grow are entries of `lexicons/grammar.toml`, read by `forms`.
"""

from __future__ import annotations

from functools import cache

from vanban.lexicons import Entry, load
from vanban.lexicons.patterns import alternation
from vanban.text.spelling import fold_word

# Joining
AND = "và"
OR = "hoặc"
OR_ELSE = "hay"  # or, as people say it
ALSO = "cũng"
ALONG = "cùng"  # together with
WITH = "với"
LIKE = "như"

# Belonging and place
OF = "của"
BY = "do"  # who did it
BY_WHOM = "bởi"  # the same behind a verb: "Viết bởi Lê Nam"
UNDER = "thuộc"  # belonging to a body
DIRECTLY_UNDER = "trực thuộc"
AT = "tại"
IN = "ở"
ON = "trên"
ABOUT = "về"
ACCORDING = "theo"
FOR = "cho"

# From and to
FROM = "từ"
TO = "đến"
UNTIL = "tới"
INTO = "vào"
WITHIN = "trong"
UP = "lên"
END_OF = "hết"  # until the end of
EARLY = "đầu"
MID = "giữa"
LATE = "cuối"
BEFORE = "trước"

# Verbs and their particles
IS = "là"
BECOMES = "trở thành"
HAS = "có"
PASSIVE = "được"  # the passive of what is welcome
SUFFERS = "bị"  # the passive of what is not
ALREADY = "đã"
WILL = "sẽ"
STILL = "còn"
NOW = "hiện"
ONLY = "chỉ"

# Number and pointing
ONE = "một"
PLURAL = "các"
SOME = "những"
ALL = "cả"
THIS = "này"
THAT = "đó"
NEW = "mới"
ENLARGED = "mở rộng"  # of a meeting
IN_ORDER = "để"
INTERNATIONAL = "quốc tế"
NUMBER = "số"
ORDINAL = "thứ"  # makes an ordinal of the number behind it
TIMES = "lần"
AND_A_HALF = "rưỡi"

# Time
YEAR = "năm"
REIGN = "niên hiệu"  # the name of a sovereign's years
MONTH = "tháng"
DAY = "ngày"
HOUR = "giờ"
MINUTE = "phút"
AGE = "tuổi"
ON_DAY = "hôm"  # hôm nay, hôm qua
WHEN = "lúc"
BACK_WHEN = "hồi"
TERM = "khóa"  # the number of a congress or an assembly
TERM_YEARS = "nhiệm kỳ"  # the years that it lasts

# Laws and their parts
LAW = "luật"
CODE = "bộ luật"
ORDINANCE = "pháp lệnh"
RESOLUTION = "nghị quyết"
ARTICLE = "điều"
CLAUSE = "khoản"
AMENDING = "sửa đổi"
ISSUING = "ban hành"
PASSING = "thông qua"
RULING = "quy định"
IN_FORCE = "có hiệu lực"
ON_THE_BASIS = "căn cứ"  # opens the lines that an act rests on

# Territory
PROVINCE = "tỉnh"
CITY = "thành phố"
DISTRICT = "huyện"
URBAN_DISTRICT = "quận"
TOWN = "thị xã"
COMMUNE = "xã"
WARD = "phường"

# Persons
DEPUTY = "phó"
PERSON = "người"
PERSONAGE = "vị"
IN_TURN = "lần lượt"
ALIKE = "đều"  # said of each of several
BESIDES = "kiêm"  # joins two offices of one person
GIVEN_ALSO = "sung"  # the same of a mandarin
COMRADE = ("đồng", "chí")  # its two words
MARKING_MALE, MARKING_FEMALE = "văn", "thị"  # middle names of men, of women

# Heads of captions and bodies
COUNTRY = "nước"
REPUBLIC = "cộng hòa"
MINISTRY = "bộ"
DEPARTMENT = "sở"  # of a province
PHOTO = "ảnh"
PARTY = "đảng"
CENTRAL = "trung ương"
MEMBER = "viên"  # ends the role of one: Tỉnh ủy viên
PARTY_COMMITTEE = "ủy"  # ends the name of one: Tỉnh ủy

# Letters, for a class of a pattern: [{SMALL}]
_MARKED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
SMALL = f"a-z{_MARKED}"
CAPITALS = f"A-Z{_MARKED.upper()}"
CODE_SMALL = "a-zđ"  # letters that points and symbols of acts are written with
CODE_CAPITALS = "A-ZĐ"
CAPITAL = rf"[^\W\d_{SMALL}]"
"""One capital letter."""


@cache
def forms(name: str) -> tuple[str, ...]:
    """The words of a list of `grammar.toml`; `name` is its id without "grammar-"."""
    return next(e.forms for e in load("grammar", Entry) if e.id == f"grammar-{name}")


def word(name: str) -> str:
    """The first word of a list of `grammar.toml`, often its only one."""
    return forms(name)[0]


@cache
def any_of(name: str, blank: str = r"\s") -> str:
    """A pattern of any word of a list, without word boundaries."""
    return alternation(forms(name), blank)


def either_case(word: str) -> str:
    """A pattern of a word that may begin with a capital: "[Tt]heo"."""
    return f"[{word[0].upper()}{word[0]}]{word[1:]}"


@cache
def any_of_either_case(name: str, blank: str = r"\s") -> str:
    """As `any_of`, each word with a small or a capital first letter."""
    return alternation(
        (made for form in forms(name) for made in (form, form[0].upper() + form[1:])), blank
    )


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a list, folded as words of a text are."""
    return frozenset(map(fold_word, forms(name)))
