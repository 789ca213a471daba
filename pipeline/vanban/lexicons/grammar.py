"""Grammar words and classes of letters, of which patterns are built.

In: nothing. Out: a constant each, in small letters, without a boundary. These are the words of
closed classes that no expert would add to: particles, prepositions, units of the calendar, the
heads of laws and of territory. A word that a list could grow by is an entry of a TOML file.
"""

# Joining
AND = "và"
OR = "hoặc"
ALSO = "cũng"
ALONG = "cùng"  # together with
WITH = "với"
LIKE = "như"

# Belonging and place
OF = "của"
UNDER = "thuộc"  # belonging to a body
AT = "tại"
IN = "ở"
ABOUT = "về"

# From and to
FROM = "từ"
TO = "đến"
UNTIL = "tới"
INTO = "vào"
UP = "lên"
END_OF = "hết"  # until the end of
EARLY = "đầu"
MID = "giữa"
LATE = "cuối"
BEFORE = "trước"

# Verbs and their particles
IS = "là"
HAS = "có"
PASSIVE = "được"  # the passive of what is welcome
SUFFERS = "bị"  # the passive of what is not
ALREADY = "đã"
WILL = "sẽ"
STILL = "còn"

# Number and pointing
ONE = "một"
PLURAL = "các"
SOME = "những"
ALL = "cả"
THIS = "này"
THAT = "đó"
NEW = "mới"
NUMBER = "số"
ORDINAL = "thứ"  # makes an ordinal of the number behind it
TIMES = "lần"
AND_A_HALF = "rưỡi"

# Time
YEAR = "năm"
MONTH = "tháng"
DAY = "ngày"
HOUR = "giờ"
MINUTE = "phút"
AGE = "tuổi"
WHEN = "lúc"
BACK_WHEN = "hồi"
TERM = "khóa"  # the number of a congress or an assembly
TERM_YEARS = "nhiệm kỳ"  # the years that it lasts

# Laws and their parts
LAW = "luật"
CODE = "bộ luật"
ORDINANCE = "pháp lệnh"
ARTICLE = "điều"
CLAUSE = "khoản"

# Territory
PROVINCE = "tỉnh"
CITY = "thành phố"
DISTRICT = "huyện"
URBAN_DISTRICT = "quận"
TOWN = "thị xã"
COMMUNE = "xã"
WARD = "phường"

# Heads of captions and bodies
PHOTO = "ảnh"
PARTY = "đảng"

# Letters, for a class of a pattern: [{SMALL}]
SMALL = "a-zà-ỹđ"
CAPITALS = "A-ZĐÀ-Ỹ"
CODE_SMALL = "a-zđ"  # letters that points and symbols of acts are written with
CODE_CAPITALS = "A-ZĐ"
CAPITAL = rf"[^\W\d_{SMALL}]"
"""One capital letter."""
