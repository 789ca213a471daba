"""The package as users get it: wheel and sdist, installed in empty environments without a network.

What is asked for beside the project itself is not fetched: the packages of the environment that
runs the tests stand on the path of the empty one, where a test needs them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from itertools import chain
from pathlib import Path

import pytest

from tests.conftest import ROOT
from vanban.extras import EXTRAS, MissingExtraError, extra

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CORE_OF_EXTRAS = ("fsspec", "yaml")
"""Modules that an extra brings, and packages of the core too."""
HOSTS = re.compile(r"https?://|--index-url|--extra-index-url|--find-links")


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a command prints, in a clean environment; it fails with what it complained of."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, in a folder whose path holds blanks and Vietnamese letters."""
    folder = tmp_path_factory.mktemp("Văn bản của tôi") / "dự án vanban"
    kept = (
        "pipeline",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "NOTICE",
        "Makefile",
        "requirements.lock",
    )
    for name in kept:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def built(source: Path) -> dict[str, Path]:
    """Wheel and sdist, as a build front end makes them."""
    code = (
        "import sys; from setuptools import build_meta as b;"
        "print(b.build_wheel('dist'), file=sys.stderr); b.build_sdist('dist')"
    )
    run(sys.executable, "-c", code, cwd=source)
    (wheel,), (sdist,) = ((source / "dist").glob(kind) for kind in ("*.whl", "*.tar.gz"))
    return {"wheel": wheel, "sdist": sdist}


@pytest.fixture(scope="module", params=["wheel", "sdist"])
def installed(
    request: pytest.FixtureRequest, built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """An empty environment with the project; the packages it asks for are those of the tests."""
    folder: Path = tmp_path_factory.mktemp("môi trường trống") / request.param
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    run(
        sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index",
        "--no-deps", "--no-build-isolation", "--disable-pip-version-check", built[request.param],
        cwd=folder, PYTHONPATH=sysconfig.get_path("purelib"),
    )  # fmt: skip
    return folder


def packages_of(folder: Path) -> Path:
    (found,) = folder.glob("lib/python*/site-packages")
    return found


def on_path(folder: Path) -> str:
    """The environment's own packages before those of the tests, which hold the project too."""
    return os.pathsep.join([str(packages_of(folder)), sysconfig.get_path("purelib")])


def test_wheel_holds_the_package_and_its_data_and_nothing_else(built: dict[str, Path]) -> None:
    names = zipfile.ZipFile(built["wheel"]).namelist()
    assert {name.split("/")[0] for name in names} == {
        "vanban",
        f"vanban-{PROJECT['version']}.dist-info",
    }
    tracked = subprocess.run(
        ["git", "ls-files", "pipeline/vanban"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    missing = {name.removeprefix("pipeline/") for name in tracked} - set(names)
    assert not missing
    for name in ("LICENSE", "NOTICE"):
        assert any(path.endswith(f"licenses/{name}") for path in names)


def test_the_installed_package_extracts_beside_a_folder_called_pipeline(
    installed: Path, tmp_path: Path
) -> None:
    desk = tmp_path / "bàn làm việc"
    (desk / "pipeline").mkdir(parents=True)
    (desk / "pipeline" / "__init__.py").write_text("raise RuntimeError('not this one')\n")
    code = (
        "import vanban; d = vanban.extract('Ông Lê Văn Ba chi 5 tỷ đồng.');"
        "print(vanban.__file__); print(d.names[0], d.quantities[0].value)"
    )
    file, found = run(
        installed / "bin" / "python", "-c", code, cwd=desk, PYTHONPATH=on_path(installed)
    ).splitlines()
    assert Path(file).is_relative_to(installed)
    assert found == "Lê Văn Ba 5000000000.0"
    assert (packages_of(installed) / "vanban" / "py.typed").is_file()


def test_the_commands_are_there(installed: Path, tmp_path: Path) -> None:
    said = f"vanban {PROJECT['version']}\n"
    path = on_path(installed)
    assert run(installed / "bin" / "vanban", "--version", cwd=tmp_path, PYTHONPATH=path) == said
    module = (installed / "bin" / "python", "-m", "vanban", "--version")
    assert run(*module, cwd=tmp_path, PYTHONPATH=path) == said
    doctor = run(installed / "bin" / "vanban", "doctor", "--json", cwd=tmp_path, PYTHONPATH=path)
    assert {finding["what"] for finding in json.loads(doctor)} >= {"vanban", "models", "lexicons"}


def test_an_editable_install_as_make_does_it(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ảo"
    venv.create(folder, with_pip=False)
    run(
        sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install", "--quiet",
        "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check",
        "--editable", source, cwd=tmp_path, PYTHONPATH=sysconfig.get_path("purelib"),
    )  # fmt: skip
    code = "import vanban; print(vanban.__file__)"
    path = os.pathsep.join([str(source / "pipeline"), sysconfig.get_path("purelib")])
    shown = run(folder / "bin" / "python", "-c", code, cwd=tmp_path, PYTHONPATH=path)
    assert Path(shown.strip()).is_relative_to(source)


def test_make_reads_its_own_folder_whatever_its_name(source: Path) -> None:
    shown = run("make", "--dry-run", "--always-make", "all", cwd=source)
    assert f'"{source}/.venv/bin/python" -m pip' in shown


def test_building_leaves_nothing_that_git_would_see(built: dict[str, Path], source: Path) -> None:
    shutil.copy(ROOT / ".gitignore", source / ".gitignore")
    run("git", "init", "--quiet", cwd=source)
    left = run("git", "status", "--porcelain", "--untracked-files=all", cwd=source).splitlines()
    made = [line for line in left if re.search(r"dist/|build/|egg-info", line)]
    assert not made, built


def test_every_dependency_has_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8").split("[build-system]")[0]
    wanted = [
        line
        for line in text.splitlines()
        if re.match(r'    "[\w.-]+(\[[\w,]+\])?\W*[\d.]*",', line)
    ]
    wanted = [line for line in wanted if re.search(r"[><=]=|vanban\[", line)]
    assert len(wanted) > 25
    assert [line for line in wanted if "#" not in line] == []


def test_the_lock_names_no_host_and_holds_what_is_asked_for() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert HOSTS.search(lock) is None
    locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    asked = [
        *PROJECT["dependencies"],
        *chain.from_iterable(PROJECT["optional-dependencies"].values()),
    ]
    names = {re.split(r"[\[><=]", line)[0].lower() for line in asked} - {"vanban"}
    assert names <= locked


@pytest.mark.parametrize("name", list(EXTRAS))
def test_a_missing_extra_is_named_with_its_cure(name: str) -> None:
    assert name in PROJECT["optional-dependencies"]
    for module in EXTRAS[name]:
        cure = re.escape(f"pip install 'vanban[{name}]'")
        with pytest.raises(MissingExtraError, match=cure), extra(name, "this"):
            raise ModuleNotFoundError(f"No module named '{module}'", name=f"{module}.part")


def test_another_missing_module_is_no_missing_extra() -> None:
    with pytest.raises(ModuleNotFoundError) as fault, extra("html", "this"):
        raise ModuleNotFoundError("No module named 'os2'", name="os2")
    assert not isinstance(fault.value, MissingExtraError)


BLOCKED = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {modules!r}:
            raise ModuleNotFoundError(f"No module named '{{name}}'", name=name)
sys.meta_path.insert(0, Block())
"""


def without_extras(code: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Python with the core alone: modules of extras are not found."""
    blocked = {m for modules in EXTRAS.values() for m in modules} - set(CORE_OF_EXTRAS)
    return subprocess.run(
        [sys.executable, "-c", BLOCKED.format(modules=blocked) + code],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT / "pipeline")},
    )


def test_the_core_alone_runs_pages_of_text_and_says_what_html_needs(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("Xã họp\n\nXã Lộc An chi 5 tỷ đồng làm đường.\n")
    html = "<!DOCTYPE html><html><head><title>Xã</title></head><body><p>Xã chi.</p></body></html>"
    (tmp_path / "raw" / "b.html").write_text(html)
    code = """
from vanban.cli import main
print(main(["run", "raw", "out", "--workers", "0", "--strict"]))
print(main(["review", "out"]))
print(main(["plots", "out"]))
"""
    done = without_extras(code, tmp_path)
    codes = [line for line in done.stdout.splitlines() if line.isdigit()]
    assert codes == ["1", "2", "2"], done.stdout + done.stderr
    assert "b.html: no-reader: a page of HTML needs" in done.stderr
    assert "pip install 'vanban[html]'" in done.stderr
    assert done.stderr.count("pip install 'vanban[review]'") == 2
