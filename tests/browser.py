"""A real browser for tests: Chromium without a window, and what it said and asked for.

Debian's packages `chromium` and `chromium-driver` are used where they are there, and installed
where the tests run as root on a machine with apt-get (a container of a CI). Elsewhere the tests
that need a browser are skipped with the line that installs it.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

INSTALL = "apt-get install -y --no-install-recommends chromium chromium-driver"
LOCK = Path(tempfile.gettempdir()) / "vanban-browser.lock"
PHONE = (390, 844)
DESK = (1280, 900)

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)

_INSIDE = ("about", "chrome", "chrome-untrusted", "data")
"""Schemes of what a page or the browser holds itself: asking for it asks nobody."""


class Browser:
    """A browser that opens local pages and keeps what they say and ask for."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, page: Path, anchor: str = "") -> None:
        """Load a local page; what was said and asked before is forgotten."""
        self.driver.get("about:blank")
        self.said()
        self.asked()
        self.driver.get(page.resolve().as_uri() + anchor)

    def run(self, script: str) -> Any:
        """What a script gives back that runs in the page, awaited if it is a promise."""
        return self.driver.execute_script(f"return (async () => {{ {script} }})()")

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        actions = webdriver.ActionChains(self.driver)
        for key in keys:
            actions.send_keys(key)
        actions.perform()

    def hover(self, selector: str) -> None:
        """Move the mouse to the first element of a selector."""
        there = self.driver.find_element("css selector", selector)
        webdriver.ActionChains(self.driver).move_to_element(there).perform()

    def click(self, selector: str) -> None:
        """Move the mouse to the first element of a selector and click."""
        self.hover(selector)
        webdriver.ActionChains(self.driver).click().perform()

    def said(self) -> list[str]:
        """Warnings and errors of the console since last asked."""
        return [entry["message"] for entry in self._log("browser")]

    def asked(self) -> list[str]:
        """The addresses that were asked for since last asked, but those of the browser itself."""
        messages = [json.loads(entry["message"])["message"] for entry in self._log("performance")]
        addresses = [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]
        return [url for url in addresses if urlsplit(url).scheme not in _INSIDE]

    def screen(self, size: tuple[int, int], dark: bool = False) -> None:
        """Look at pages on a screen of a size, of a system set to light or dark."""
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1}
        self._command("Emulation.setDeviceMetricsOverride", metrics | {"mobile": size[0] < 600})
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._command("Emulation.setEmulatedMedia", {"features": [scheme]})

    def _log(self, name: str) -> list[dict[str, Any]]:
        log: list[dict[str, Any]] = self.driver.get_log(name)  # type: ignore[no-untyped-call]
        return log

    def _command(self, name: str, parameters: dict[str, Any]) -> None:
        self.driver.execute_cdp_cmd(name, parameters)


@contextmanager
def chromium(profile: Path) -> Iterator[Browser]:
    """A browser with a fresh profile; skips the test where there is none to be had."""
    options = Options()
    options.binary_location = _program("chromium", "chromium-browser", "google-chrome")
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, Service(_program("chromedriver")))
    try:
        yield Browser(driver)
    finally:
        driver.quit()


def _program(*names: str) -> str:
    """The first of some programs that is there, after an installation if need be."""
    found = _which(names)
    if not found and _may_install():
        with LOCK.open("w") as lock:  # several workers of pytest may want it at once
            fcntl.flock(lock, fcntl.LOCK_EX)
            found = _which(names) or (_install() and _which(names)) or None
    if not found:
        pytest.skip(f"no {names[0]} here; as root: {INSTALL}")
    return found


def _which(names: Iterable[str]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install() -> bool:
    """Install the browser; true if that went well."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return all(
        subprocess.run(
            command.split(), env=environment, capture_output=True, check=False
        ).returncode
        == 0
        for command in ("apt-get update", INSTALL)
    )
