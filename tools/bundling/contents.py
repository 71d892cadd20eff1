"""What of ours and of the libraries goes into the installed program, and what is left out of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

from tools.dev import bill_of_materials

ROOT: Final = Path(__file__).resolve().parents[2]

NOT_NEEDED_MODULES: Final = (
    "tkinter",
    "unittest",
    "pydoc",
    "doctest",
    "pip",
    "setuptools",
    "numpy",
    "pytest",
    "hypothesis",
    "mypy",
    "openpyxl",
    "rich",  # and what it draws in: httpx has a command line of its own
    "pygments",
    "markdown_it",
    "yaml",  # uvicorn could read its settings from it
    "greenlet",  # SQLAlchemy's way with asyncio
    "psycopg",  # the hub keeps its book on SQLite; PostgreSQL is the province's
    "psycopg_binary",
    "sqlalchemy.dialects.mssql",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.ext.asyncio",
    "fontTools.designspaceLib",
    "jinja2",
    "pyotp",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtOpenGL",
    "PySide6.QtTest",
)
"""Modules that some library names and the program never reaches."""

NOT_NEEDED_FILES: Final = re.compile(
    r"opengl32sw\.dll$"  # 20 MB of software OpenGL: widgets are painted without it
    r"|PySide6/translations/|/qt_[a-z_]+\.qm$"  # the program's own words are Thai already
    r"|plugins/(?!platforms/|styles/|imageformats/|printsupport/|iconengines/|platforminputcontexts/|xcbglintegrations/"
    r"|wayland|egldeviceintegrations/)"
    r"|plugins/imageformats/(?!\w*q(jpeg|svg|ico)\b)"
    r"|(^|/)(lib)?Qt6?(Qml|Quick|OpenGL|Pdf|VirtualKeyboard|Network)\w*(\.|$)"
    # Of the desktop, where there is one.
    r"|(^|/)lib(gtk|gdk|epoxy|atk|cairo|pango|gnutls|p11-kit|systemd|cups)[-\w]*\.so"
    r"|(^|/)qdirect2d\.dll$|PIL/_(avif|webp|imagingcms|imagingtk)\b|zstandard/_cffi|dateutil/zoneinfo/"
    r"|reportlab/fonts/"  # Type 1 faces nobody chooses; the papers bring their own
    r"|(^|/)tests?/"
)
"""Files, by their place in the bundle with forward slashes, that nothing of the program opens."""

_LEFT_BEHIND: Final = ("sai_thong.demo", "sai_thong.server.web", "sai_thong.server.commands", "sai_thong.server.cli")
"""Packages of ours: the made-up office is for whoever builds the program, pages and commands are the province's."""

_LICENCE: Final = re.compile(
    r"dist-info/(licenses/|.*(licen[cs]e|copying|notice|copyright|authors)[^/]*$)", re.IGNORECASE
)
_TEXTS: Final = Path(__file__).parent / "licences"
_OF_QT: Final = ("LGPL-3.0.txt", "GPL-3.0.txt")
_NOT_IN_WHEEL: Final = {"PySide6_Essentials": _OF_QT, "shiboken6": _OF_QT}
"""Libraries whose wheels bring no text of their licence: we lay it beside them."""


def is_of_program(module: str) -> bool:
    """Whether a module of ours goes into the installed program."""
    return not any(module == each or module.startswith(f"{each}.") for each in _LEFT_BEHIND)


def own_data(root: Path) -> list[tuple[str, str]]:
    """Files of ours that are opened as files, with the folder of the bundle each goes to."""
    compiled = [(str(each), str(each.parent.relative_to(root))) for each in (root / "i18n").rglob("*.mo")]
    if not compiled:
        raise FileNotFoundError("i18n/ holds no compiled catalogue: run tools.catalogues build first")
    tables = (root / "sai_thong").rglob("migrations/*.sql")
    migrations = [(str(each), str(each.parent.relative_to(root))) for each in tables]
    # Alembic reads the steps of the server's database as files.
    steps = (str(root / "sai_thong" / "server" / "migrations"), "sai_thong/server/migrations")
    return [(str(root / "resources"), "resources"), *compiled, *migrations, steps]


def licences(root: Path) -> list[tuple[str, str]]:
    """The licence of the program and of every library it brings along, a folder each; with the bill of them all."""
    told = [(str(root / name), "licences") for name in ("LICENSE", "NOTICE")]
    bill = root / "build" / "program" / bill_of_materials.FILE_NAME
    bill_of_materials.write(bill, program_only=True)
    told.append((str(bill), "licences"))
    for each in brought_along():
        name = each.metadata["Name"]
        found = [file for file in each.files or () if _LICENCE.search(str(file))]
        told += [(str(each.locate_file(file)), f"licences/{name}/{file.parent.name}") for file in found]
        told += [(str(_TEXTS / text), f"licences/{name}") for text in _NOT_IN_WHEEL.get(name, ())]
    return told


def brought_along() -> list[Distribution]:
    """The libraries the program needs when it runs, with what they need in turn, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, Distribution] = {}
    wanted = [*_named(project["dependencies"])]
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # for another system or Python than this
            continue
        wanted += _named(found[name].requires or ())
    return sorted(found.values(), key=lambda each: each.metadata["Name"].lower())


def _named(requirements: Iterable[str]) -> Iterator[str]:
    """The names of those that are wanted here, as package indexes write them."""
    for line in requirements:
        needed = Requirement(line)
        if needed.marker is None or needed.marker.evaluate({"extra": ""}):
            yield re.sub(r"[-_.]+", "-", needed.name).lower()
