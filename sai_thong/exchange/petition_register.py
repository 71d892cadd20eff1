"""ทะเบียนรับคำร้อง as a workbook: the ordinary cases of a calendar year, with who brings them only where asked for.

Complaints against officials are never in it: they have a register of their own behind their key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.store import Store
from sai_thong.exchange.export import Exported, thai_date_text
from sai_thong.exchange.workbooks import Value
from sai_thong.exchange.xlsx import new_workbook, write_table
from sai_thong.ground.clock import BANGKOK, bangkok_today
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.labels import label_of
from sai_thong.registers.petitions.law_in_force import PetitionLaw, petition_law
from sai_thong.registers.petitions.records import Party, Petition
from sai_thong.registers.petitions.terms import Naming
from sai_thong.thai.calendar import thai_date_short

NAME: Final = "petitions"
"""As the command line calls it."""

_HEADINGS: Final = (
    "เลขที่คำร้อง", "เลขรับหนังสือ", "วันที่รับ", "ช่องทาง", "งานบริการ", "เรื่อง", "หมู่ที่", "สถานที่", "กอง/สำนัก",
    "ผู้รับผิดชอบ", "สถานะ", "ครบกำหนด", "ผลการพิจารณา", "วันที่แจ้งผล", "ทันกำหนด", "วันที่สิ้นสุด",
)  # fmt: skip
_PERSONAL: Final = ("ผู้ยื่น", "เลขประจำตัวประชาชน", "ที่อยู่", "โทรศัพท์", "รายละเอียด")


def export_petitions(
    store: Store, path: Path, *, year_be: int | None = None, unmask: bool = False, why: str = ""
) -> Exported:
    """Write the register of petitions to an XLSX file and note it in the journal where the store is open for writing.

    Args:
        store: The office's store.
        path: Where.
        year_be: Of one calendar year (BE); of every year when not given.
        unmask: Whether who brings each case, and its text, are written too.
        why: The reason for it, which the journal keeps.

    Raises:
        BadInput: It is wanted unmasked without a reason.
        StoreTrouble: The note of it cannot be written.
        NotWritten: The file cannot be written.
    """
    if unmask and not why.strip():
        raise BadInput(_("Personal data are written whole only with a reason."), do=_("Write the reason."))
    # Noted before anything is written: an export that nobody knows of must not exist.
    access_log.note(store, Look(Access.EXPORT_WHOLE if unmask else Access.EXPORT, NAME, why=why, register="petitions"))
    wanted = {} if year_be is None else {"year_be": year_be}
    cases = sorted(store.find(Petition, **wanted), key=lambda each: each.received_at)
    law = petition_law(store)
    people = _people(store) if unmask else {}
    rows = [[*_row(each, law), *(_personal(each, people) if unmask else ())] for each in cases]
    titles = ["ทะเบียนรับคำร้อง", _("Exported on {day}").format(day=thai_date_short(bangkok_today(store.clock)))]
    if not unmask:
        titles.append(_("Citizen IDs and account numbers are masked, other personal data left out."))
    headings = [*_HEADINGS, *(_PERSONAL if unmask else ())]
    with new_workbook(path) as workbook:
        write_table(workbook, "ทะเบียนรับคำร้อง", headings, rows, titles=titles)
    return Exported(len(rows), path)


def _row(case: Petition, law: PetitionLaw) -> Iterator[Value]:
    yield from (case.number, case.incoming_no, _day(case.received_at), label_of(case.channel), law.service_name(case))
    yield from (case.subject, case.moo, case.place, law.division_name(case.division), case.officer)
    yield from (label_of(case.state), _day(case.next_due_at), label_of(case.decision) if case.decision else None)
    yield _day(case.answered_at)
    yield None if case.in_time is None else "ทัน" if case.in_time else "ไม่ทัน"
    yield _day(case.closed_on)


def _personal(case: Petition, people: Mapping[str, list[Party]]) -> Iterator[Value]:
    """Who brings a case; nobody of whom it was said that the name is not to be told."""
    named = people.get(case.id, []) if case.naming is Naming.NAMED else []
    yield ", ".join(each.name for each in named)
    yield ", ".join(each.citizen_id for each in named if each.citizen_id)
    yield ", ".join(each.address for each in named if each.address)
    yield ", ".join(each.phone for each in named if each.phone)
    yield case.detail


def _people(store: Store) -> dict[str, list[Party]]:
    found: dict[str, list[Party]] = {}
    for party in store.find(Party):
        found.setdefault(party.petition_id, []).append(party)
    return found


def _day(moment: date | datetime | None) -> str | None:
    if moment is None:
        return None
    return thai_date_text(moment.astimezone(BANGKOK).date() if isinstance(moment, datetime) else moment)
