"""The record of processing (มาตรา 39): what the office does, with which data, derived from what its records declare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _, speaking
from sai_thong.records import Declaration, Sensitivity, declaration_of
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.law.privacy import ProcessingActivity, SecurityMeasure
from sai_thong.registers.law.retention import Keep, RetentionClass
from sai_thong.registers.saraban.retention_in_force import retention_law
from sai_thong.registers.trust.privacy_in_force import privacy_law
from sai_thong.registers.trust.records import PersonRequest
from sai_thong.registers.trust.requests import refused_requests


@dataclass(frozen=True)
class CollectedData:
    """The personal fields of one record type, by the names the office knows them by, in Thai.

    Attributes:
        record: What one such record is.
        personal: Ordinary personal data.
        sensitive: Data of มาตรา 26.
    """

    record: str
    personal: tuple[str, ...]
    sensitive: tuple[str, ...]


@dataclass(frozen=True)
class ActivityRecord:
    """One activity of the record of processing.

    Attributes:
        activity: What the tables say of it.
        collected: Its data, a record type each.
        kept: How long, in Thai as printed.
    """

    activity: ProcessingActivity
    collected: tuple[CollectedData, ...]
    kept: str


@dataclass(frozen=True)
class ProcessingRecord:
    """Everything มาตรา 39 asks for.

    Attributes:
        activities: What the office does with personal data.
        measures: What protects them.
        refusals: What was refused to those whose data it is.
    """

    activities: tuple[ActivityRecord, ...]
    measures: tuple[SecurityMeasure, ...]
    refusals: tuple[PersonRequest, ...]


def processing_record(store: Store) -> ProcessingRecord:
    """The record as it is today.

    Raises:
        LawDataError: An own row of the office does not fit what is shipped; the row is named.
    """
    day, law = bangkok_today(store.clock), privacy_law(store)
    classes = {each.key: each for each in retention_law(store).in_force(day)}
    return ProcessingRecord(
        tuple(
            ActivityRecord(each, collected_data(each), kept_words(classes.get(each.retention)))
            for each in law.activities_on(day)
        ),
        law.measures_on(day),
        tuple(refused_requests(store)),
    )


def collected_data(activity: ProcessingActivity) -> tuple[CollectedData, ...]:
    """Which data an activity has, as the declarations say; without those that hold nothing personal."""
    found = (_collected(_declared()[table], all_sensitive=bool(activity.sealed_set)) for table in activity.tables)
    return tuple(each for each in found if each.personal or each.sensitive)


def kept_words(kept: RetentionClass | None) -> str:
    """How long documents of a class are kept, in Thai as printed."""
    if kept is None:
        return "ยังไม่กำหนด"
    if kept.keep is Keep.YEARS:
        return f"{kept.years} ปี นับแต่สิ้นปีปฏิทิน ({kept.name})"
    return f"{'ตลอดไป' if kept.keep is Keep.FOREVER else 'จนกว่าจะเสร็จการที่ใช้'} ({kept.name})"


@cache
def _declared() -> dict[str, Declaration]:
    return {declared.table: declared for declared in map(declaration_of, RECORD_TYPES)}


def _collected(declared: Declaration, *, all_sensitive: bool) -> CollectedData:
    with speaking("th"):
        labels = {
            sensitivity: _once(_(each.label) for each in declared.fields if each.sensitivity is sensitivity)
            for sensitivity in (Sensitivity.PERSONAL, Sensitivity.SENSITIVE)
        }
        personal, sensitive = labels[Sensitivity.PERSONAL], labels[Sensitivity.SENSITIVE]
        if all_sensitive:
            personal, sensitive = (), _once((*personal, *sensitive))
        return CollectedData(_(declared.label), personal, sensitive)


def _once(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))
