"""The review site: the tables of a run as pages that a person reads, marks in the text.

In: a folder of tables, and where at hand the raw pages and gold. Out: a folder of HTML that needs
no server, no network and no tool but a browser: a start page, a page for each document, and paged
lists of documents, people, positions and cited documents.

`survey` reads all tables once, `homes` settles which page each thing has, `feed` gives the rows of
one document after the other. `view` makes of them what a document page shows (`markup` its text,
`table` its mentions, `verdicts` its gold); `lists`, `things` and `sources` make lists and the pages
of single things out of `cells`, `offices`, `charts`, `timeline` and `graph`; `start` makes the
start page, `search` its index. `site` writes it all, from `templates/` and `static/`.
"""
