"""A file for a person stands whole or not at all: a full disk, a folder that is not there, a block that fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sai_thong.ground.whole_file import NotWritten, write_whole, written_whole


def test_what_was_written_stands_there_and_nothing_beside_it(tmp_path: Path) -> None:
    paper = tmp_path / "บัญชีรายชื่อ.pdf"
    write_whole(paper, b"old")
    write_whole(paper, b"new")
    assert paper.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [paper]


@pytest.mark.parametrize("before", [None, b"old"])
def test_a_disk_that_is_full_in_the_middle_leaves_what_was_there(tmp_path: Path, before: bytes | None) -> None:
    paper = tmp_path / "บันทึก.pdf"
    if before is not None:
        paper.write_bytes(before)
    with pytest.raises(NotWritten, match="บันทึก"), written_whole(paper) as beside:
        beside.write_bytes(b"half of it")
        raise OSError(28, "No space left on device")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([] if before is None else [before])


def test_any_other_mistake_leaves_nothing_either(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), written_whole(tmp_path / "a.xlsx") as beside:
        beside.write_bytes(b"half of it")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotWritten):
        write_whole(tmp_path / "ไม่มี" / "a.pdf", b"x")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(b"old")
    link = tmp_path / "link.pdf"
    try:
        link.symlink_to(tmp_path / "real.pdf")
    except OSError:
        pytest.skip("this machine lets nobody make links")
    write_whole(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full on this machine")
def test_what_is_no_file_is_written_to_as_it_is() -> None:
    assert sys.platform != "win32"
    with pytest.raises(NotWritten):
        write_whole(Path("/dev/full"), b"x")
    assert Path("/dev/full").is_char_device()
    write_whole(Path("/dev/null"), b"x")
