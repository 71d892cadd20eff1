"""Shipped files are found in a checkout, in a wheel and in a frozen program; a broken installation says so."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sai_thong.ground import language, resources
from sai_thong.ground.resources import BrokenInstallation


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Where the program lies may be changed in the test, and is looked up again before and after."""
    resources._root.cache_clear()
    with monkeypatch.context() as patch:
        yield patch
    resources._root.cache_clear()
    language.use("th")


def _package(root: Path) -> Path:
    """A package folder as if installed at `root`, in which the module believes to lie."""
    package = root / "sai_thong"
    (package / "ground").mkdir(parents=True)
    return package


def _believe(patch: pytest.MonkeyPatch, package: Path) -> None:
    patch.setattr(resources, "__file__", str(package / "ground" / "resources.py"))


def test_in_a_checkout_they_lie_beside_the_package(tmp_path: Path, installed: pytest.MonkeyPatch) -> None:
    _believe(installed, _package(tmp_path))
    (tmp_path / "resources").mkdir()
    assert resources.path("law/x.toml") == tmp_path / "resources" / "law" / "x.toml"


def test_in_a_wheel_they_lie_inside_it_whatever_lies_beside(tmp_path: Path, installed: pytest.MonkeyPatch) -> None:
    package = _package(tmp_path)
    _believe(installed, package)
    (package / "_resources").mkdir()
    (tmp_path / "resources").mkdir()
    assert resources.path("x") == package / "_resources" / "x"


def test_a_frozen_program_reads_its_own_bundle_only(tmp_path: Path, installed: pytest.MonkeyPatch) -> None:
    # A Thai folder with a space, as on an office's desktop; beside it the folder of an unpacked source.
    bundle = tmp_path / "ทราย ทอง"
    (bundle / "resources").mkdir(parents=True)
    (tmp_path / "i18n").mkdir()
    installed.setattr(sys, "_MEIPASS", str(bundle), raising=False)
    _believe(installed, _package(tmp_path))
    assert resources.path("x") == bundle / "resources" / "x"
    assert resources.catalogue_root() is None


def test_a_missing_file_is_told_with_its_name_and_what_to_do() -> None:
    with pytest.raises(BrokenInstallation) as told:
        resources.read_text("law/no-such.toml")
    assert "law/no-such.toml" in told.value.what
    assert told.value.kept
    assert told.value.do


def test_thai_text_is_read_as_written(tmp_path: Path, installed: pytest.MonkeyPatch) -> None:
    _believe(installed, _package(tmp_path))
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "x.txt").write_bytes("น้ำ".encode())
    assert resources.read_text("x.txt") == "น้ำ"
