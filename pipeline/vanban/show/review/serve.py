"""The review site on 127.0.0.1, where corrections made in its pages can be saved as gold.

In: the folder of the site, and a folder for gold. The server gives out the files of the site, and
takes corrections at /gold, which it checks as `vanban gold review` does. It listens on this machine
alone, and refuses requests that other sites have a browser send (their Origin or Host is another).
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from vanban.show.exports.gold import write_gold
from vanban.show.exports.in_page import pages_of

HOST = "127.0.0.1"
LARGEST = 20_000_000
"""Bytes of corrections that are taken at once."""


class Handler(SimpleHTTPRequestHandler):
    """Gives out the site, and takes corrections."""

    def __init__(self, *arguments: Any, gold: Path, **more: Any) -> None:
        self._gold = gold
        super().__init__(*arguments, **more)

    def do_POST(self) -> None:
        """Check corrections and write them as gold; the answer says what was written or why not."""
        length = self.headers.get("Content-Length", "")
        if self.path != "/gold" or not self._from_here():
            self._answer(HTTPStatus.FORBIDDEN, "only the site itself may save, at /gold")
        elif not length.isdecimal() or int(length) > LARGEST:
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {LARGEST:,} bytes")
        else:
            self._save(self.rfile.read(int(length)))

    def _save(self, content: bytes) -> None:
        """Write posted corrections as gold files; 400 where they are none."""
        try:
            pages = list(pages_of(content.decode("utf-8"), "corrections"))
            self._gold.mkdir(parents=True, exist_ok=True)
            written = write_gold(pages, self._gold, replace=True)
        except (ValueError, OSError) as error:
            self._answer(HTTPStatus.BAD_REQUEST, str(error))
        else:
            self._answer(HTTPStatus.OK, ", ".join(str(self._gold / name) for name in written))

    def _from_here(self) -> bool:
        """Whether a page of this server asks: another site cannot set these headers."""
        here = f"{HOST}:{self.server.server_port}"  # type: ignore[attr-defined] # a TCP server
        return (
            self.headers.get("Host") == here
            and self.headers.get("Origin") == f"http://{here}"
            and self.headers.get_content_type() == "application/json"
        )

    def _answer(self, status: HTTPStatus, text: str) -> None:
        """Send a status and a line of text."""
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it overrides
        """Say nothing of each request."""


def server(site: Path, gold: Path, port: int = 0) -> ThreadingHTTPServer:
    """A server of a site that saves to a folder of gold; port 0 takes one that is free."""
    return ThreadingHTTPServer((HOST, port), partial(Handler, directory=str(site), gold=gold))
