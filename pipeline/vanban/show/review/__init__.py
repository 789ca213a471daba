"""The review site: the tables of a run as pages that a person reads, marks in the text.

In: a folder of tables, and where at hand the raw pages and gold. Out: a folder of HTML that needs
no server, no network and no tool but a browser: a start page, a page for each document, and paged
lists of documents, people, positions and cited documents.

`feed` reads the tables page by page, `judge` compares a page with its gold, `markup` puts its
mentions into its text, `corpus` adds up what the start page and the lists show, `lists` and
`site` write the files from `templates/` and `static/`.
"""
