"""The one reading of a document, which the extractors of all kinds share.

`document.Reading` is made once per document, and gives its text in three views, each made when
first asked for:

- `words` (`Words`): words and marks in order, each with its folded form. Titles, organisations and
  careers are read by it; `Phrases` finds the entries of lexicons in it.
- `wording` (`Wording`): words of letters alone, as names are made of them; hyphens and apostrophes
  hold the parts of a foreign name together.
- `plain` (`PlainText`): letters and signs in one spelling, place for place. The patterns of
  references are written in it.

A place in one view is found in the others by its offset in the text.
"""
