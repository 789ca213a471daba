"""Vietnamese numerals in digits and words: text -> values and spans.

`find_numerals(text)` gives every numeral with its place, `parse_number(text)` the value of a text
that is one numeral, `roman(text)` the value of a Roman one.
"""

from vanban.extraction.numbers.find import Numeral, find_numerals, join, parse_number
from vanban.extraction.numbers.lexicon import GAP, NumberWord, entries, roman

__all__ = [
    "GAP",
    "NumberWord",
    "Numeral",
    "entries",
    "find_numerals",
    "join",
    "parse_number",
    "roman",
]
