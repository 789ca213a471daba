"""Annotation servers themselves, run by `make servers`: do our exports come back as they went?

Each server is installed in an environment of its own below .venv-servers/ (some minutes and a
gigabyte, once; the only part of the tests that needs the network), and runs on 127.0.0.1 with data
that are thrown away. A page with an emoji is exported, imported over the server's own interface,
its marks accepted as an annotator would, exported by the server, and read by our reader: the marks
must be those that went in. One line a server; the exit code is 1 where one differs.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.test_exports_clients import PAGE
from vanban.show.exports import READERS, WRITERS

VENVS = Path(__file__).parent.parent / ".venv-servers"
PACKAGES = {
    "label-studio": ("label-studio==1.13.1",),
    "doccano": ("doccano==1.8.4", "marshmallow<4", "setuptools<81", "numpy<2"),
}
"""What pip installs of each, with older versions of what it rests on where it needs them."""
USER, PASSWORD, TOKEN = "annotator@example.org", "not-a-secret-1", "0" * 40
_START, _STEP = 600, 0.5
"""Seconds that a server may take to answer, and between two looks."""


def main() -> int:
    """Try every server; the exit code."""
    wrong = 0
    trials = {"label-studio": label_studio, "doccano": doccano}
    for name in sys.argv[1:] or trials:
        trial = trials[name]
        with tempfile.TemporaryDirectory() as folder:
            WRITERS[name]([PAGE], Path(folder))
            (page,) = READERS[name](trial(installed(name), Path(folder)))
        same = page.mentions == PAGE.mentions and page.text == PAGE.text
        print(f"{PACKAGES[name][0]}: {'came back as it went' if same else page.mentions}")
        wrong += not same
    return int(wrong > 0)


def installed(name: str) -> Path:
    """The folder with the programs of a server's environment, made where it is missing."""
    home = VENVS / name
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    if not (home / "ready").exists():
        print(f"{name}: installing in {home}/ (some minutes, once)", flush=True)
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        pip = [str(programs / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, *PACKAGES[name]], check=True)
        (home / "ready").touch()
    return programs


def label_studio(programs: Path, folder: Path) -> Path:
    """Import tasks.json with config.xml, accept the predictions, export JSON."""
    port = free_port()
    command = [programs / "label-studio", "start", "--no-browser", "--port", str(port)]
    command += ["--data-dir", folder / "data", "--username", USER, "--password", PASSWORD]
    command += ["--user-token", TOKEN, "--internal-host", "127.0.0.1"]
    quiet = {"COLLECT_ANALYTICS": "False", "LABEL_STUDIO_BASE_DATA_DIR": str(folder / "data")}
    with running(command, quiet, f"http://127.0.0.1:{port}/health") as base:
        client = httpx.Client(base_url=base, headers={"Authorization": f"Token {TOKEN}"})
        configuration = (folder / "config.xml").read_text("utf-8")
        project = got(client.post("/api/projects", json={"label_config": configuration}))["id"]
        tasks = json.loads((folder / "tasks.json").read_text("utf-8"))
        got(client.post(f"/api/projects/{project}/import", json=tasks))
        for task in got(client.get("/api/tasks", params={"project": project}))["tasks"]:
            whole = got(client.get(f"/api/tasks/{task['id']}"))
            accepted = {"result": whole["predictions"][0]["result"]}
            got(client.post(f"/api/tasks/{task['id']}/annotations", json=accepted))
        exported = client.get(f"/api/projects/{project}/export", params={"exportType": "JSON"})
    path = folder / "project.json"
    path.write_bytes(exported.raise_for_status().content)
    return path


def doccano(programs: Path, folder: Path) -> Path:
    """Import labels.json and doccano.jsonl into a project for sequence labelling, export JSONL."""
    port = free_port()
    data = {
        "DOCCANO_HOME": str(folder / "data"),
        "DATABASE_URL": f"sqlite:///{folder / 'doccano.db'}?check_same_thread=False",
        "MEDIA_ROOT": str(folder / "media"),
        "STANDALONE": "True",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
    }
    program = programs / "doccano"
    run(program, "init", data)
    who = ["--username", "annotator", "--password", PASSWORD, "--email", USER]
    run(program, "createuser", data, *who)
    home = next(programs.parent.glob("lib*/**/site-packages/backend"))
    server = [programs / "gunicorn", "--chdir", home, "--bind", f"127.0.0.1:{port}", "config.wsgi"]
    with (
        running([program, "task"], data, None),
        running(server, data, f"http://127.0.0.1:{port}/v1/me") as base,
    ):
        client = httpx.Client(base_url=base, timeout=60)
        login = {"username": "annotator", "password": PASSWORD}
        got(client.post("/v1/auth/login/", json=login))
        client.headers["X-CSRFToken"] = client.cookies["csrftoken"]
        shape = {"name": "vanban", "project_type": "SequenceLabeling", "allow_overlapping": True}
        shape |= {"description": "-", "guideline": "-", "resourcetype": "SequenceLabelingProject"}
        project = f"/v1/projects/{got(client.post('/v1/projects', json=shape))['id']}"
        labels = {"file": (folder / "labels.json").open("rb")}
        got(client.post(f"{project}/span-type-upload", files=labels))
        lines = {"filepond": (folder / "doccano.jsonl").open("rb")}
        upload = client.post("/v1/fp/process/", files=lines).raise_for_status().text
        order = {"format": "JSONL", "uploadIds": [upload], "task": "SequenceLabeling"}
        order |= {"column_data": "text", "column_label": "label", "encoding": "utf_8"}
        finished(client, got(client.post(f"{project}/upload", json=order))["task_id"])
        choice = {"format": "JSONL", "exportApproved": False}
        task = got(client.post(f"{project}/download", json=choice))["task_id"]
        finished(client, task)
        exported = client.get(f"{project}/download", params={"taskId": task})
    path = folder / "export.zip"
    path.write_bytes(exported.raise_for_status().content)
    return path


def finished(client: httpx.Client, task: str) -> None:
    """Wait for a task of doccano's; RuntimeError with what it reports where it fails."""
    status = wait(lambda: ready(got(client.get(f"/v1/tasks/status/{task}"))), f"task {task}")
    if status.get("error"):
        raise RuntimeError(status["error"])


def ready(status: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The status of a task that is done."""
    return status if status["ready"] else None


def got(response: httpx.Response) -> Any:
    """What a server answers; RuntimeError with its words where it refuses."""
    if response.is_error:
        raise RuntimeError(f"{response.request.url}: {response.status_code} {response.text[:400]}")
    return response.json() if response.content else None


def run(program: Path, command: str, data: Mapping[str, str], *options: str) -> None:
    """Run a command of a server to its end."""
    words = [str(program), command, *options]
    done = subprocess.run(
        words, check=False, env=surroundings(data), capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr[-800:]}")


def surroundings(data: Mapping[str, str]) -> dict[str, str]:
    """The variables that a server runs with: none that lead Python to our own modules."""
    return {**{k: v for k, v in os.environ.items() if k != "PYTHONPATH"}, **data}


@contextmanager
def running(command: list[Any], data: Mapping[str, str], health: str | None) -> Iterator[str]:
    """A process while it is asked things; the address it answers at once `health` does."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, env=surroundings(data), stdout=log, stderr=log, start_new_session=True
        )
        try:
            if health:
                wait(lambda: answers(process, health, log), health)
            yield "/".join(health.split("/")[:3]) if health else ""
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # its data go too
            process.wait()


def answers(process: subprocess.Popen[bytes], address: str, log: Any) -> bool:
    """True once a server answers; RuntimeError with its log where it has ended."""
    if process.poll() is not None:
        log.seek(0)
        raise RuntimeError(f"the server ended: {log.read().decode(errors='replace')[-800:]}")
    try:
        return httpx.get(address, follow_redirects=True).status_code < 500
    except httpx.TransportError:
        return False


def wait(look: Callable[[], Any], what: str) -> Any:
    """What a look gives, once it gives something; TimeoutError after some minutes."""
    end = time.monotonic() + _START
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(_STEP)
    raise TimeoutError(f"no answer in {_START} s: {what}")


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
