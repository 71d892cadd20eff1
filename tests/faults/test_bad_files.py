"""Whatever file is handed in, it is read or refused in words, with little memory and time, and nothing is written."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
import python_calamine
from PIL import Image

from sai_thong import cli
from sai_thong.db.backup_plan import back_up, plan_of
from sai_thong.demo.equipment_book import write_equipment_book
from sai_thong.demo.office import PASSWORD
from sai_thong.demo.people import make_population
from sai_thong.demo.place import DEMO_DAY
from sai_thong.demo.workbooks import write_workbooks
from sai_thong.exchange.errors import BrokenWorkbook
from sai_thong.exchange.workbooks import read_workbook
from tests.faults import bad_files
from tests.faults.killed_work import Offices, at_home, at_work, lay_out_copy
from tests.faults.reading import DIED, LISTS, OTHERS, TAKEN, outcomes

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked, which this system cannot")
DAMAGED_OF_EACH = 3
SIGHTINGS = "ปีงบประมาณ,เลขครุภัณฑ์หรือรหัส,ห้อง,พบ,สภาพ,เวลา,ผู้ตรวจ\n2570,416-60-0001,ห้องปลัด,พบ,ใช้งานได้,1/10/2569,นายดี\n"


def written(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    """The files in a folder of their own."""
    folder.mkdir()
    paths = []
    for name, content in files:
        (folder / name).write_bytes(content)
        paths.append(folder / name)
    return paths


def assert_all_well(found: Mapping[tuple[str, str], str], folder: Path, before: set[str]) -> None:
    """No reader failed by a fault of its own, and none left a file."""
    assert {each: what for each, what in found.items() if what == DIED or what.startswith("fault")} == {}
    assert {each.name for each in folder.rglob("*")} == before


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.rglob("*")}


@pytest.fixture(scope="session")
def sound_lists(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Lists as offices have them."""
    folder = tmp_path_factory.mktemp("sound")
    write_workbooks(folder, make_population(1, 10, DEMO_DAY))
    write_equipment_book(folder, seed=1, on=DEMO_DAY)
    found = {each.name: each.read_bytes() for each in folder.iterdir() if each.suffix in (".xlsx", ".csv")}
    return found | {"sightings.csv": SIGHTINGS.encode()}


def test_what_would_burst_the_memory_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    files = written(tmp_path / "files", ((name, make()) for name, make in bad_files.hostile_packages().items()))
    before = names(tmp_path)
    found = outcomes({"people": LISTS["people"]}, files)
    assert_all_well(found, tmp_path, before)
    assert set(found.values()) == {"OversizedWorkbook", "BrokenWorkbook", "UnknownFileKind"}
    lying = {name: what for (_reader, name), what in found.items() if "say" in name}
    assert set(lying.values()) == {"BrokenWorkbook"}


class PanicException(BaseException):
    """As a library written in Rust raises it: of no module, and no `Exception`."""


def test_a_reader_that_gives_up_ends_nothing(
    tmp_path: Path, sound_lists: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    class GivingUp:
        @staticmethod
        def from_filelike(_content: object) -> object:
            raise PanicException("index out of bounds")

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", GivingUp)
    path = tmp_path / "elders.xlsx"
    path.write_bytes(sound_lists["elders.xlsx"])
    with pytest.raises(BrokenWorkbook):
        read_workbook(path)


def test_odd_lists_are_read_or_refused_in_words(tmp_path: Path) -> None:
    files = written(tmp_path / "files", bad_files.odd_lists())
    before = names(tmp_path)
    found = outcomes(LISTS, files)
    assert_all_well(found, tmp_path, before)
    taken = {name for (_reader, name), what in found.items() if what == TAKEN}
    # What is merely odd is no reason to refuse a list.
    assert {"formula.xlsx", "right to left.xlsx", "infinite.xlsx", "colour to the end.xlsx", "controls.csv"} <= taken


def test_damaged_lists_are_read_or_refused_in_words(tmp_path: Path, sound_lists: dict[str, bytes]) -> None:
    workbooks = {name: content for name, content in sound_lists.items() if name.endswith(".xlsx")}
    files = written(
        tmp_path / "files",
        [
            *sound_lists.items(),
            *bad_files.damaged(sound_lists, DAMAGED_OF_EACH),
            *bad_files.damaged_inside(workbooks, 2 * DAMAGED_OF_EACH),
        ],
    )
    before = names(tmp_path)
    found = outcomes(LISTS, files)
    assert_all_well(found, tmp_path, before)
    # Undamaged, each is taken by some reader, and each reader takes some.
    sound = {each for each, what in found.items() if what == TAKEN and each[1] in sound_lists}
    assert {name for _reader, name in sound} == set(sound_lists)
    assert {reader for reader, _name in sound} == set(LISTS)


def test_damaged_backups_and_pictures_are_read_or_refused_in_words(offices: Offices, tmp_path: Path) -> None:
    office = tmp_path / "office of the backup"
    lay_out_copy(offices.fresh, office)
    with at_work(office) as store:
        (outcome,) = back_up(store, plan_of(store.path))
    assert outcome.copy is not None
    sound = {"copy.saithong-backup": outcome.copy.path.read_bytes()}
    picture = Image.effect_noise((120, 160), 40).convert("RGB")
    for kind in ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP", "PDF"):
        content = io.BytesIO()
        picture.save(content, kind)
        sound[f"picture.{kind.lower()}"] = content.getvalue()
    crafted = {
        "of 3600 million points.png": png(60_000, 60_000),
        "two million points wide.png": png(2_000_000, 30),
        "bursting manifest.saithong-backup": bursting_manifest(),
    }
    files = written(tmp_path / "files", [*sound.items(), *crafted.items(), *bad_files.damaged(sound, 4)])
    before = names(tmp_path)
    found = outcomes(OTHERS, files)
    assert_all_well(found, tmp_path, before)
    assert {each for each, what in found.items() if what == TAKEN and each[1] in sound} == {
        ("backup", "copy.saithong-backup"),
        ("glance", "copy.saithong-backup"),
        *(("attachment", name) for name in sound if name.startswith("picture")),
    }
    assert found["backup", "bursting manifest.saithong-backup"] == "DamagedBackup"
    assert found["attachment", "of 3600 million points.png"] == "UnsuitableFile"


def test_answers_of_village_heads_are_read_or_refused_in_words(
    offices: Offices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    folder = tmp_path / "office of the test"
    lay_out_copy(offices.living, folder)
    at = ("--month", "2569-11", "--moo", "1")
    with at_home(folder) as path, redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        ordered = ["--store", str(path), "village-checks"]
        assert cli.main([*ordered, "make", "--month", "2569-11"]) == 0
        for name, content in {
            "short.csv": b"citizen_id,answer\n1101700230708\n",
            "nulls.csv": b"citizen_id,answer\n\0\0,died\n",
            "long.csv": b"citizen_id,answer\n" + b"9" * 200_000 + b",died\n",
            "nothing.csv": b"\n\n",
            "picture.csv": png(10, 10),
            "burst.xlsx": bad_files.hostile_packages()["row ten million.xlsx"](),
        }.items():
            (tmp_path / name).write_bytes(content)
            assert cli.main([*ordered, "answers", str(tmp_path / name), *at]) == cli.REFUSED, name


def png(width: int, height: int) -> bytes:
    """A PNG that says it is so large, black as far as its bytes go."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    black = zlib.compress(bytes(min((width // 8 + 1) * height, 8_000_000)))
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", black) + chunk(b"IEND", b"")


def bursting_manifest() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("manifest.json", "{}")
    return bad_files.bursting({"manifest.json": b"{</}"}, "manifest.json", b" " * 100, 1_500)
