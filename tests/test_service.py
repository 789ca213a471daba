"""The service over HTTP as a program of another language meets it: answers, limits, refusals."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

import vanban

TEXT = "Ông Lê Văn Ba, Bí thư Tỉnh ủy Hà Nam, chi 5 tỷ đồng ngày 5/3."


@contextmanager
def served(*options: str) -> Iterator[str]:
    """A service of its own, on a port that is free; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "vanban", "serve", "--port", str(port), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=os.environ) as process:
        try:
            until = time.monotonic() + 120
            while process.poll() is None and time.monotonic() < until:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with served("--size", "2000") as address:
        yield address


def ask(address: str, asked: object = None, **headers: str) -> tuple[int, Any]:
    """Status and answer, which is JSON or a text."""
    data = None if asked is None else json.dumps(asked).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"} | headers)  # noqa: S310 - of this machine
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_a_text_gives_what_extract_gives(service: str) -> None:
    status, answer = ask(f"{service}/extract", {"text": TEXT, "published": "2024-03-06"})
    assert status == 200
    assert answer == vanban.extract(TEXT, "2024-03-06").to_dict()


def test_a_raw_page_is_cleaned(service: str) -> None:
    page = "Xã họp bàn việc đê điều\n\nSáng 5/3/2024, xã họp bàn về đê với 30 cán bộ.\n"
    status, answer = ask(f"{service}/clean", {"page": page})
    assert status == 200
    assert answer["title"] == "Xã họp bàn việc đê điều"
    assert [mention["type"] for mention in answer["mentions"]] == ["date", "quantity"]


def test_openapi_describes_every_field(service: str) -> None:
    _, described = ask(f"{service}/openapi.json")
    assert list(described["paths"]) == ["/extract", "/clean"]
    title = described["components"]["schemas"]["Title"]["properties"]
    assert {"start", "end", "role", "organization", "holder"} <= set(title)


@pytest.mark.parametrize(
    ("path", "asked", "status", "said"),
    [
        ("/extract", {"txt": "a"}, 422, "Field required"),
        ("/extract", {"text": "a", "published": "hôm nay"}, 422, "published"),
        ("/extract", {"text": "a" * 2000}, 413, "Too Large"),
        ("/clean", {"page": ""}, 422, "empty: The file is empty"),
        ("/nothing", {}, 404, "Not Found"),
    ],
)
def test_what_cannot_be_answered_is_told(
    service: str, path: str, asked: object, status: int, said: str
) -> None:
    code, answer = ask(f"{service}{path}", asked)
    assert code == status
    assert said in answer


def test_a_name_that_another_site_points_here_is_refused(service: str) -> None:
    code, _ = ask(f"{service}/extract", {"text": TEXT}, Host="example.org")
    assert code == 400


def test_who_would_wait_too_long_is_told_so() -> None:
    with served("--seconds", "0.0001") as address:
        code, answer = ask(f"{address}/extract", {"text": TEXT * 20})
    assert code == 503
    assert "no answer within 0.0001 seconds" in answer
