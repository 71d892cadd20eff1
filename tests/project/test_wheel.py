"""The wheel is whole: laid in an empty environment, away from the checkout, it speaks Thai and finds its files.

The environment sees the libraries of ours, without the checkout that ours has installed; that no undeclared library is
needed is the business of test_dependencies.py.
"""

from __future__ import annotations

import configparser
import importlib
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True)
    [made] = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel and nothing of the checkout."""
    environment = tmp_path_factory.mktemp("empty environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    windows = os.name == "nt"
    interpreter = environment / ("Scripts/python.exe" if windows else "bin/python")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = environment / ("Lib/site-packages" if windows else f"lib/{version}/site-packages")
    # This names the folder of the libraries; the .pth files there, and so our checkout, are not read.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            "--target",
            str(packages),
            str(wheel),
        ],
        check=True,
    )
    return interpreter


def _run(interpreter: Path, away: Path, *arguments: str, **variables: str) -> str:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(interpreter), *arguments],
        cwd=away,
        env=bare | {"PYTHONUTF8": "1", "SAI_THONG_HOME": str(away / "home")} | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def test_it_holds_every_resource_and_every_catalogue_compiled(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    resources = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    wanted = {f"sai_thong/_resources/{path.relative_to(ROOT / 'resources').as_posix()}" for path in resources}
    wanted |= {f"sai_thong/_i18n/th/LC_MESSAGES/{path.stem}.mo" for path in (ROOT / "i18n").rglob("*.po")}
    assert wanted - held == set()
    assert "sai_thong/py.typed" in held, "the metadata says that it is typed"


def test_it_holds_the_program_and_the_licences_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"sai_thong"}
    assert [name for name in names if name.endswith((".po", ".tmp", ".pyc"))] == []
    assert {name.rsplit("/")[-1] for name in names if "/licenses/" in name} == {"LICENSE", "NOTICE"}


def test_away_from_the_checkout_it_is_itself_and_speaks_thai(installed: Path, tmp_path: Path) -> None:
    said = _run(
        installed,
        tmp_path,
        "-c",
        "import sai_thong\n"
        "from sai_thong.ground import resources\n"
        "from sai_thong.ground.language import _\n"
        "print(sai_thong.__file__)\n"
        "print(resources.path('fonts').is_dir(), _('Install the program again.'))\n",
    )
    place, spoken = said.splitlines()
    assert not Path(place).is_relative_to(ROOT)
    assert spoken == "True โปรดติดตั้งโปรแกรมใหม่อีกครั้ง"


def test_away_from_the_checkout_it_imports_a_book_and_prints_a_paper(installed: Path, tmp_path: Path) -> None:
    office, paper = tmp_path / "office", tmp_path / "list.pdf"
    _run(installed, tmp_path, "-m", "sai_thong.demo", str(office), "--elders", "20")
    command = ("-m", "sai_thong.cli", "--store", str(office / "office.saithong"))
    book = office / "workbooks" / "elders.xlsx"
    for arguments in (
        ("import", "citizens", str(book), "--scheme", "old-age"),
        ("print", "payment-list", "--month", "2569-11", "-o", str(paper)),
    ):
        _run(installed, tmp_path, *command, *arguments, SAI_THONG_PASSWORD="saithong-demo")
    text = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "บัญชีรายชื่อ" in text


def test_the_commands_it_installs_lead_to_functions(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    [declared] = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
    commands = configparser.ConfigParser()
    commands.read_string(archive.read(declared).decode())
    assert dict(commands["console_scripts"]) == {
        "sai-thong": "sai_thong.cli:main",
        "sai-thong-server": "sai_thong.server.cli:main",
    }
    assert dict(commands["gui_scripts"]) == {"sai-thong-window": "sai_thong.app:main"}
    modules = ("sai_thong.cli", "sai_thong.server.cli", "sai_thong.app")
    assert all(callable(importlib.import_module(module).main) for module in modules)
