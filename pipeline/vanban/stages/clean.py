"""The stage `clean`: raw files -> documents and cuts."""

from __future__ import annotations

from collections.abc import Iterator

from vanban.cleaning import clean, clean_page
from vanban.cleaning.decode import read_page
from vanban.stages.shard import PageTables, PageWork, StageWork
from vanban.store import rows
from vanban.store.raw import Content, RawFile, contents
from vanban.text.document import Rejected
from vanban.text.sample import sample


def prepare() -> None:
    """Load lexicons; raises LexiconError for one that is wrong."""
    clean(sample().encode(), "sample")


def pages(work: StageWork) -> Iterator[PageWork]:
    """The raw files of the shard; each is read once, when its turn comes or with its hash."""
    for file in work.job.files if work.job.pages else ():

        def make(file: RawFile = file) -> PageTables:
            return _cleaned(work, file, file.read(), work.job.pages[file.doc_id])

        yield PageWork(file.doc_id, file.raw_path, work.job.pages[file.doc_id], make)
    for file, hash_, content in contents(() if work.job.pages else work.job.files):

        def make_read(
            file: RawFile = file, hash_: str = hash_, content: Content = content
        ) -> PageTables:
            if not isinstance(content, bytes):
                raise content
            return _cleaned(work, file, content, hash_)

        yield PageWork(file.doc_id, file.raw_path, hash_, make_read)


def _cleaned(work: StageWork, file: RawFile, raw: bytes, sha256: str) -> PageTables:
    """The tables of a raw file whose hash was taken before."""
    read = read_page(raw)
    page = clean_page(read, raw, file.raw_path, file.beside())
    if sha256 and page.raw_sha256 != sha256:
        raise Rejected("unreadable", "The file changed while the run was at work. Run again.")
    work.held.keep_page(page, read.text)
    return rows.page_columns(page)
