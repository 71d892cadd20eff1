"""The declared runtime dependencies are exactly the libraries the program imports."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import defaultdict
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
OURS = {"sai_thong", "tests", "tools", "bench", "dev"}
BEGINNING_OF_A_PROGRAM = {"pyimod01_archive": "pyinstaller", "pyimod02_importers": "pyinstaller"}
"""Modules that PyInstaller puts into every program it makes, and nowhere else."""
METADATA = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _canonical(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None, requirement
    return re.sub(r"[-_.]+", "-", name.group()).lower()


def _imported(*folders: str) -> dict[str, set[str]]:
    """Distribution → the files of the folders that import it, at any depth of a file."""
    distributions = packages_distributions()
    found: dict[str, set[str]] = defaultdict(set)
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            for top in {name.split(".")[0] for name in names} - sys.stdlib_module_names - OURS:
                known = BEGINNING_OF_A_PROGRAM.get(top, f"unknown-module-{top}")
                [distribution, *_others] = distributions.get(top, [known])
                found[_canonical(distribution)].add(path.relative_to(ROOT).as_posix())
    return found


def _extra(name: str) -> list[str]:
    return list(METADATA["optional-dependencies"][name])


def test_declared_and_imported_libraries_are_the_same() -> None:
    imported = _imported("sai_thong")
    # shiboken6 is the part of PySide6 that tells a dead widget; it is never had without it.
    imported.pop("shiboken6", None)
    declared = {_canonical(requirement) for requirement in METADATA["dependencies"]}
    of_server = {_canonical(requirement) for requirement in _extra("server")}
    undeclared = {
        name: files
        for name, files in imported.items()
        if name not in declared
        and not (name in of_server and all(file.startswith("sai_thong/server/") for file in files))
    }
    assert undeclared == {}
    assert declared - set(imported) == set()


def test_tests_and_tools_import_only_what_a_fresh_environment_has() -> None:
    declared = {_canonical(each) for each in [*METADATA["dependencies"], *_extra("dev"), *_extra("server")]} | {
        "shiboken6",
        "pillow",
    }
    assert {name: files for name, files in _imported("tests", "tools", "bench").items() if name not in declared} == {}


def test_the_lock_holds_every_declared_library_as_declared_with_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", lock)
    locked = {_canonical(entry): entry for entry in entries if "==" in entry}
    wanted = [Requirement(each) for each in (*METADATA["dependencies"], *_extra("dev"), *_extra("server"))]
    versions = {name: entry.partition("==")[2].split()[0] for name, entry in locked.items()}
    assert [str(one) for one in wanted if not one.specifier.contains(versions.get(_canonical(one.name), "0"))] == []
    assert [name for name, entry in locked.items() if "--hash=sha256:" not in entry] == []
