"""Files of a case are attached, read and taken off through the case; a sealed case's bytes lie sealed."""

from __future__ import annotations

import pytest

from sai_thong.db.refusals import RecordMissing
from sai_thong.registers.attachments.preparing import PreparedFile
from sai_thong.registers.petitions import files
from sai_thong.registers.petitions.case_view import case_view
from sai_thong.registers.petitions.refusals import IllegalStep, Incomplete
from sai_thong.registers.petitions.terms import EventKind

PHOTO = PreparedFile("ไฟดับ.jpg", "image/jpeg", b"the whole picture", b"small")


def test_a_file_is_attached_and_read_back(any_desk):
    case = any_desk.case()
    attached = files.attach_file(any_desk.store, case, PHOTO, note="หน้าวัด").record
    assert files.file_content(any_desk.store, case, attached.id) == PHOTO.data
    assert files.case_thumbnails(any_desk.store, case, [attached]) == {attached.id: PHOTO.thumbnail}
    view = case_view(any_desk.store, case)
    assert view.files == (attached,)
    assert (view.timeline[-1].kind, view.timeline[-1].refers_to) == (EventKind.ATTACHED, attached.id)


def test_a_file_is_read_through_its_own_case_only(any_desk):
    attached = files.attach_file(any_desk.store, any_desk.case(), PHOTO).record
    with pytest.raises(RecordMissing):
        files.file_content(any_desk.store, any_desk.case(), attached.id)


def test_a_file_is_taken_off_with_a_reason_and_stays(any_desk):
    case = any_desk.case()
    attached = files.attach_file(any_desk.store, case, PHOTO).record
    with pytest.raises(Incomplete):
        files.remove_file(any_desk.store, case, attached.id, why=" ")
    files.remove_file(any_desk.store, case, attached.id, why="ผิดเรื่อง")
    assert files.files_of(any_desk.store, case) == []
    assert [each.removed_why for each in files.files_of(any_desk.store, case, removed=True)] == ["ผิดเรื่อง"]
    with pytest.raises(IllegalStep):
        files.remove_file(any_desk.store, case, attached.id, why="อีก")
