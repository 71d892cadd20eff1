"""Papers take an installed TH Sarabun when it is whole, and the bundled Sarabun otherwise."""

from pathlib import Path

import pytest

from sai_thong.forms.text import fonts
from tests.forms.conftest import write_face


def install(folder: Path, family: str, *styles: str, fs_type: int = 0) -> None:
    for style in styles:
        write_face(folder / f"Sarabun {family} {style}.ttf", family=family, style=style, fs_type=fs_type)


def test_an_installed_official_face_means_points_as_they_are(official_folder: Path) -> None:
    family = fonts.find_official([official_folder])
    assert family is not None
    assert family.name == "TH SarabunPSK"
    assert family.size_factor == 1
    assert family.regular.name == "THSarabun Regular.ttf"
    assert family.bold.name == "THSarabun Bold.ttf"


def test_sarabun_new_is_preferred_wherever_it_lies(tmp_path: Path) -> None:
    install(tmp_path / "a", "TH SarabunPSK", "Regular", "Bold")
    install(tmp_path / "b" / "deep", "TH Sarabun New", "Regular", "Bold")
    family = fonts.find_official([tmp_path / "a", tmp_path / "b"])
    assert family is not None
    assert family.name == "TH Sarabun New"


@pytest.mark.parametrize(
    ("family", "styles", "fs_type"),
    [
        ("TH Sarabun New", ("Regular",), 0),
        ("TH SarabunIT๙", ("Regular", "Bold"), 0),
        ("TH Sarabun New", ("Regular", "Bold"), 2),
    ],
    ids=["without bold", "draws Thai digits for Arabic ones", "may not be embedded"],
)
def test_an_unfit_face_is_passed_over(tmp_path: Path, family: str, styles: tuple[str, ...], fs_type: int) -> None:
    install(tmp_path, family, *styles, fs_type=fs_type)
    assert fonts.find_official([tmp_path]) is None


def test_a_damaged_file_and_a_missing_folder_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "THSarabun.ttf").write_bytes(b"no font at all")
    assert fonts.find_official([tmp_path, tmp_path / "gone"]) is None


def test_without_an_installed_face_the_bundled_one_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed", lambda: None)
    assert fonts.choose("installed").name == "Sarabun"
    assert fonts.choose("bundled").regular.is_file()
