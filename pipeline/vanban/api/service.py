"""The same over HTTP, for programs in other languages: a text in, its mentions out as JSON.

In: POST /extract with a text, POST /clean with a raw page. Out: the fields of `Document`, as
/openapi.json describes them. Texts are worked one after the other in a thread of their own. A body
that is too long is refused (413); who would wait too long is told so (503). It listens on this
machine alone, and only under its own name (else 400), which no page of another site can borrow.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import uvicorn
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field
from starlette.middleware.trustedhost import TrustedHostMiddleware

import vanban
from vanban.api.results import Date, Document, Name, Quantity, Reference, Title
from vanban.api.texts import clean, extract
from vanban.text.document import Rejected

HOST = "127.0.0.1"


class Text(BaseModel):
    """A text, taken as it is."""

    text: str
    published: dt.date | None = Field(default=None, description="settles years and plenums")


class RawPage(BaseModel):
    """A page as it was scraped: text, Markdown or HTML."""

    page: str


class Found(BaseModel):
    """A text with what its page says of itself, and its mentions in the order in which they stand.

    Spans count Unicode code points.
    """

    text: str
    title: str | None
    published_at: str | None
    source: str | None
    author: str | None
    agency: str | None
    section: str | None
    mentions: list[Name | Title | Reference | Quantity | Date]


def service(size: int, seconds: float) -> FastAPI:
    """The application; a request may have so many bytes, and an answer may take so long."""
    app = FastAPI(
        title="vanban",
        version=vanban.__version__,
        docs_url=None,
        redoc_url=None,
        max_body_size=size,
    )
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])
    thread = ThreadPoolExecutor(1)

    async def answer(work: Callable[[], Document]) -> Found:
        future = asyncio.get_running_loop().run_in_executor(thread, work)
        try:
            document = await asyncio.wait_for(future, seconds)
        except TimeoutError as error:
            raise HTTPException(503, f"no answer within {seconds:g} seconds") from error
        except Rejected as refusal:
            raise HTTPException(422, f"{refusal.reason}: {refusal.message}") from refusal
        return Found.model_construct(**{**document.to_dict(), "mentions": list(document.mentions)})

    async def of_text(asked: Text) -> Found:
        """The mentions of a text."""
        return await answer(lambda: extract(asked.text, asked.published))

    async def of_page(asked: RawPage) -> Found:
        """A raw page without its furniture, what it says of itself, and its mentions."""
        return await answer(lambda: extract(clean(asked.page)))

    app.post("/extract")(of_text)
    app.post("/clean")(of_page)
    return app


def serve(port: int, size: int, seconds: float) -> None:
    """Serve on this machine until interrupted."""
    extract("")  # the models load before the first question
    print(
        f'POST {{"text": "…"}} to http://{HOST}:{port}/extract, or {{"page": "…"}} to /clean; '
        "/openapi.json describes both",
        flush=True,
    )
    uvicorn.run(service(size, seconds), host=HOST, port=port, limit_concurrency=64)
