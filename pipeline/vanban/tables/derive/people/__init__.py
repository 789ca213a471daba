"""Entity resolution of people: sightings of one family of names -> the persons they are.

In: what each page says of each name (`vanban.tables.derive.sightings`). Out: `Person`s, each with
the sightings that are one person, what decided it and the evidence. One name alone proves nothing
where many bear it; where hardly anybody else does, it does.

The model is Fellegi and Sunter's, with weights set by hand on 230 marked mentions: clues that two
sightings share add up, and must reach what the rarity of the name asks for; a contradiction (year
of birth, gender, a byline against the news) vetoes. Sightings meet clusters through an index of
their clues, never each other, so the work is linear in sightings. The libraries splink 4 and
dedupe 3 fit the same weights by expectation maximisation or active learning, but compare pairs
within blocks (the 900 pages that name a head of state alone are 400,000 pairs, of 31,000 pages some
40 million), bring a database or C extensions, and fitted weights change with every page, so that
a page more would move persons elsewhere; with a deterministic linear index there is nothing to fit.
"""
