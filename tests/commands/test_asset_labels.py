"""Labels by command: a PDF whose codes a scanner reads back into the very cards, and the sheet the office uses."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from sai_thong.forms.render import page_images
from tests.commands.conftest import CommandLine
from tests.registers.assets.rules.test_labels import under_thai_layout


@pytest.fixture
def office(fresh: CommandLine) -> CommandLine:
    fresh("assets", "add", "--name", "เก้าอี้", "--class", "401", "--quantity", 3, "--acquired", "9/10/2568")
    fresh("assets", "add", "--name", "โต๊ะ", "--number", "400-69-0001", "--division", "กองคลัง")
    return fresh


def read_back(path: Path) -> set[str]:
    return {
        code.text
        for image in page_images(path.read_bytes(), dpi=203)
        for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(image.png())))
    }


@pytest.mark.parametrize("keyboard", [str, under_thai_layout])
def test_what_a_scanner_types_of_a_printed_label_shows_its_card(office: CommandLine, tmp_path: Path, keyboard) -> None:
    told = office("assets", "label", "401-69-0001", "๔๐๑-๖๙-๐๐๐๓", "-o", tmp_path / "labels.pdf")
    assert told["pages"] == 1
    cards = {each["id"] for each in told["labels"]}
    assert {
        # A code typed on Thai keys may begin with a dash.
        office("assets", "show", "--", keyboard(code))["asset"]["id"]
        for code in read_back(tmp_path / "labels.pdf")
    } == cards
    kinds = [event["kind"] for event in office("assets", "show", "401-69-0003")["timeline"]]
    assert kinds == ["registered", "labelled"]
    assert office("verify")["ok"] is True


def test_labels_are_chosen_by_what_they_have_in_common(office: CommandLine, tmp_path: Path) -> None:
    def printed(*words: object) -> list[str]:
        return [each["asset_no"] for each in office("assets", "label", *words, "-o", tmp_path / "x.pdf")["labels"]]

    assert printed("--class", "401") == ["401-69-0001", "401-69-0002", "401-69-0003"]
    assert printed("--without-label") == ["400-69-0001"]
    assert printed("--division", "กองคลัง", "--stock", "50x30") == ["400-69-0001"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 2),
        (["999-69-0001"], 1),
        (["401-69-0001", "--first-cell", "25"], 1),
        (["401-69-0001", "--stock", "5x3"], 1),
        (["--room", "ห้องที่ไม่มี"], 1),
    ],
)
def test_what_cannot_be_printed_leaves_nothing(
    office: CommandLine, tmp_path: Path, words: list[str], code: int
) -> None:
    ran = office.run("assets", "label", *words, "-o", tmp_path / "x.pdf")
    assert (ran.code, ran.out) == (code, "")
    assert not (tmp_path / "x.pdf").exists()
    assert all(event["kind"] != "labelled" for event in office("assets", "show", "401-69-0001")["timeline"])


def test_a_place_that_cannot_be_written_to_keeps_no_label(office: CommandLine, tmp_path: Path) -> None:
    ran = office.run("assets", "label", "401-69-0001", "-o", tmp_path / "nowhere" / "x.pdf")
    assert ran.code != 0
    assert [event["kind"] for event in office("assets", "show", "401-69-0001")["timeline"]] == ["registered"]


def test_the_office_says_which_roll_it_has(office: CommandLine, tmp_path: Path) -> None:
    assert [each["stock"] for each in office("assets", "label-stock") if each["used"]] == [
        "3x8:63.5x33.9:7.2,12.9:2.5,0"
    ]
    listed = office("assets", "label-stock", "55x35@300")
    assert [(each["stock"], each["labels_a_page"]) for each in listed if each["used"]] == [("55x35@300", 1)]
    told = office("assets", "label", "--class", "401", "-o", tmp_path / "x.pdf")
    assert (told["stock"], told["pages"]) == ("55x35@300", 3)


def test_labels_are_a_paper_of_the_catalogue_too(office: CommandLine, tmp_path: Path) -> None:
    told = office(
        "print",
        "asset-labels",
        "--id",
        "401-69-0001",
        "--id",
        "401-69-0002",
        "--first-cell",
        24,
        "-o",
        tmp_path / "x.pdf",
    )
    assert told["pages"] == 2
