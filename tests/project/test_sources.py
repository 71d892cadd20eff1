"""Lints of our own for what ruff does not see: one subject a file, nothing half-done, no file without a name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 500
_LEFT_OPEN = re.compile(r"\b(TODO|FIXME|XXX|coming soon)\b", re.IGNORECASE)
_NO_SUBJECT = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "stuff", "tools", "base2"}


FOLDERS = ("sai_thong", "tests", "bench", "tools")
SOURCES = [ROOT / "dev.py", *(path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_a_file_has_one_subject_and_so_few_lines() -> None:
    long = {_name(path): count for path in SOURCES if (count := path.read_bytes().count(b"\n")) > MOST_LINES}
    assert long == {}


def test_a_file_is_named_for_what_it_is() -> None:
    nameless = [
        _name(path)
        for path in SOURCES
        if path.stem in _NO_SUBJECT or (path.parent != ROOT and path.parent.name in _NO_SUBJECT - {"tools"})
    ]
    assert nameless == []


def test_nothing_is_left_open() -> None:
    here = Path(__file__)
    left = [
        f"{_name(path)}:{number}: {line.strip()}"
        for path in SOURCES
        if path != here
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if _LEFT_OPEN.search(line)
    ]
    assert left == []


@pytest.mark.parametrize("path", sorted((ROOT / "sai_thong").rglob("*.py")), ids=_name)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_a_test_file_says_its_intent_first() -> None:
    silent = [
        _name(path) for path in (ROOT / "tests").rglob("test_*.py") if not path.read_text("utf-8").startswith('"""')
    ]
    assert silent == []


def test_no_test_is_skipped_or_expected_to_fail_without_a_reason() -> None:
    bare = re.compile(r"pytest\.(skip|xfail)\(\s*\)|pytest\.mark\.(skip|xfail)\s*$|mark\.(skip|skipif|xfail)\(\s*\)")
    found = [
        f"{_name(path)}:{number}"
        for path in (ROOT / "tests").rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if bare.search(line) and path != Path(__file__)
    ]
    assert found == []
