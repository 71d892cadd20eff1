"""Text becomes clusters: one a letter as it is read, digits of one width, widths that add up."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.forms.text import fonts
from sai_thong.forms.text.shaping import Face, face
from tests.forms.conftest import FACES

PATHS = [fonts.bundled().regular, fonts.bundled().bold, FACES / "THSarabunPSK.ttf"]
THAI_TEXT = st.text(alphabet=[chr(code) for code in range(0x0E01, 0x0E3B)] + list("เแโใไๅๆ็่้๊๋์ํ ๑2A."), max_size=30)


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def any_weight(request: pytest.FixtureRequest) -> Face:
    return face(request.param)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("ที่", ["ที่"]),
        ("ปู่", ["ปู่"]),
        ("ปั้น", ["ปั้", "น"]),
        ("เก่ง", ["เ", "ก่", "ง"]),
        ("ญู ฐุ", ["ญู", " ", "ฐุ"]),
        ("สิทธิ์ ๒๕๖๙", ["สิ", "ท", "ธิ์", " ", "๒", "๕", "๖", "๙"]),
    ],
)
def test_a_letter_and_its_marks_are_one_cluster(any_weight: Face, text: str, letters: list[str]) -> None:
    assert [any_weight.clusters[number].text for number in any_weight.run(text).clusters] == letters


@pytest.mark.parametrize("digits", ["0123456789", "๐๑๒๓๔๕๖๗๘๙"])
def test_digits_have_one_width_alone_and_within_words(any_weight: Face, digits: str) -> None:
    alone = {any_weight.width(digit) for digit in digits}
    in_words = {round(any_weight.width(f"กก{digit}") - any_weight.width("กก"), 9) for digit in digits}
    assert len(alone) == 1
    assert in_words == {round(alone.pop(), 9)}


def test_the_widest_thai_digit_keeps_air_around_it(any_weight: Face) -> None:
    (number,) = any_weight.run("๗").clusters
    cluster = any_weight.clusters[number]
    assert 0.4 < any_weight.advance_of(number) < 0.8
    assert cluster.parts[0].x <= 60


def test_line_feeds_and_tabs_are_spaces(any_weight: Face) -> None:
    assert any_weight.run("ก\nข\tค").clusters == any_weight.run("ก ข ค").clusters


@given(THAI_TEXT)
def test_the_clusters_hold_the_text_and_its_width(text: str) -> None:
    for path in PATHS:
        weight = face(path)
        run = weight.run(text)
        assert "".join(weight.clusters[number].text for number in run.clusters) == text
        assert run.width == pytest.approx(sum(weight.advance_of(number) for number in run.clusters))


def test_a_number_in_boxes_fills_its_cells() -> None:
    weight = face(fonts.bundled().regular)
    run = weight.in_cells("1-2", [1.5, 0.5, 1.5])
    assert [round(weight.advance_of(number), 3) for number in run.clusters] == [1.5, 0.5, 1.5]
    assert "".join(weight.clusters[number].text for number in run.clusters) == "1-2"


def test_a_face_is_loaded_once(tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes(fonts.bundled().regular.read_bytes())
    assert face(path) is face(path)
