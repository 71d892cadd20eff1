"""หนังสือแจ้งการประมวลผลข้อมูลส่วนบุคคล (มาตรา 23): what a person is told when data are collected, an activity each.

At its foot stands the edition, the first sixteen digits of the fingerprint of its words, by which the register knows
which words a person was given.
"""

from __future__ import annotations

from dataclasses import dataclass

from sai_thong.db.store import Store
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.trust.registers import RIGHTS
from sai_thong.forms.trust.sheets import SIZE, facts, heading, sheet
from sai_thong.ground.clock import Clock
from sai_thong.registers.trust.notices import notice_of
from sai_thong.registers.trust.processing import ActivityRecord


@dataclass(frozen=True)
class PrivacyNotice:
    """The notice of an activity: who collects, what is told, and the edition of its words."""

    office: OfficeOnPaper
    told: ActivityRecord
    edition: str


def gather_privacy_notice(store: Store, request: PaperRequest) -> PrivacyNotice:
    """The notice of the activity that is chosen as the record.

    Raises:
        BadInput: There is no such activity.
    """
    notice = notice_of(store, request.record_id)
    return PrivacyNotice(gather_office(store), notice.told, notice.edition)


def privacy_notice(data: PrivacyNotice, settings: PaperSettings, clock: Clock) -> Paper:
    """The notice on one sheet."""
    office, activity = data.office, data.told.activity
    told = [office.name, f"กิจกรรม: {activity.name}"]
    paper, flow = sheet(office, "แจ้งการประมวลผลข้อมูลส่วนบุคคล", told, settings, clock)
    flow.gap(4)
    flow.paragraph(
        f"{office.name}ในฐานะผู้ควบคุมข้อมูลส่วนบุคคล ขอแจ้งท่านตามมาตรา 23 แห่งพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562",
        size=SIZE,
    )
    labels = list(dict.fromkeys(label for each in data.told.collected for label in (*each.personal, *each.sensitive)))
    heading(flow, "สิ่งที่ท่านควรทราบ")
    facts(
        flow,
        (
            ("เก็บเพื่อ", activity.purpose),
            ("ฐานทางกฎหมาย", activity.basis),
            ("ข้อมูลอ่อนไหว", activity.sensitive_basis),
            ("ข้อมูลที่เก็บ", ", ".join(labels)),
            ("ได้มาจาก", activity.source),
            ("เก็บไว้นาน", data.told.kept),
            ("เปิดเผยแก่", activity.recipients),
            ("หากไม่ให้ข้อมูล", "สำนักงานอาจไม่สามารถพิจารณาคำขอหรือให้บริการแก่ท่านได้"),
        ),
    )
    heading(flow, "สิทธิของท่าน")
    for right in RIGHTS.values():
        flow.line(f"– {right}", size=SIZE, x=flow.left + 4)
    heading(flow, "ติดต่อ")
    reached = " ".join(filter(None, (office.office.phone, office.office.email)))
    facts(flow, (("สถานที่", office.place), ("โทรศัพท์และไปรษณีย์อิเล็กทรอนิกส์", reached)))
    facts(flow, (("ร้องเรียน", "สำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล (มาตรา 73)"),))
    flow.gap(8)
    flow.need(12)
    end = flow.page.text(flow.left, flow.baseline(SIZE - 2), "ฉบับที่ ", size=SIZE - 2)
    flow.page.text(end, flow.baseline(SIZE - 2), data.edition, size=SIZE - 2, verbatim=True)
    return paper
