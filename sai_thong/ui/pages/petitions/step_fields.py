"""The fields that the steps of a case share, and what is read from them: days, times, ways of telling, letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.registers.petitions.letters import LetterGiven
from sai_thong.registers.petitions.notices import NoticeGiven
from sai_thong.registers.petitions.terms import WAY_LABELS, Channel, NoticeKind, Way
from sai_thong.thai.digits import to_arabic
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.petitions.case_reading import ShownCase
from sai_thong.ui.pages.petitions.case_step import Values

_CLOCK: Final = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_WAYS_BACK: Final = {
    Channel.PHONE: Way.PHONE,
    Channel.LINE: Way.LINE,
    Channel.EMAIL: Way.EMAIL,
    Channel.IN_PERSON: Way.IN_PERSON,
}
"""Who came this way is told this way unless somebody chooses another; all others get a letter."""
NOON: Final = time(12)


def day_field(label: str = "", *, key: str = "on_day", note: str = "") -> FieldSpec:
    """The day of something done, or written on paper before."""
    return FieldSpec(
        key, label or _("Date"), "date", required=True, help=note or _("The date on the paper, if it was done there.")
    )


def reason_field(label: str = "", *, key: str = "reason", note: str = "") -> FieldSpec:
    """Why; never empty."""
    return FieldSpec(key, label or _("Reason"), "notes", required=True, help=note)


def time_field(*, required: bool = False) -> FieldSpec:
    """An hour of the day; empty is now, or noon of a day before."""
    return FieldSpec("clock", _("Time"), required=required, check=check_time, width=120, help=_("Such as 09:30"))


def check_time(value: FieldValue) -> str:
    """What is wrong with an hour, in words; empty when nothing is."""
    return "" if read_time(str(value)) is not None else _("Write the hour and the minutes, such as 09:30.")


def read_time(text: str) -> time | None:
    """An hour as people write it: ``9.30``, ``09:30``, in Thai digits too."""
    found = _CLOCK.fullmatch(to_arabic(text).strip().removesuffix("น.").strip())
    return time(int(found[1]), int(found[2])) if found else None


def moment_of(shown: ShownCase, day: date, written: str = "") -> datetime | None:
    """When something was done: None for now, else that hour, else noon of its day but not before the case came."""
    hour = read_time(written) if written else None
    if hour is not None:
        return datetime.combine(day, hour, BANGKOK)
    if day == shown.today:
        return None
    return max(datetime.combine(day, NOON, BANGKOK), shown.view.petition.received_at)


def told_fields(shown: ShownCase) -> list[FieldSpec]:
    """How the petitioner was told: the way, whom or through whom, when, and the letter."""
    return [
        FieldSpec("way", _("Way"), "choice", required=True, choices=ways()),
        FieldSpec("told_to", _("Told to"), help=_("Through another person: who that is.")),
        day_field(_("Told on")),
        time_field(),
        letter_field(shown),
    ]


def told_values(shown: ShownCase, way: Way | None = None) -> dict[str, FieldValue]:
    """What `told_fields` proposes: back the way the case came, to who brought it, today."""
    petition = shown.view.petition
    back = way or _WAYS_BACK.get(petition.channel, Way.LETTER)
    return {"way": back.value, "told_to": petition.petitioner_name, "on_day": shown.today}


def ways() -> Sequence[tuple[str, str]]:
    """Every way of telling."""
    return [(each.value, _(words)) for each, words in WAY_LABELS.items()]


def letter_field(shown: ShownCase) -> FieldSpec:
    """The number of a letter, where it has one already."""
    note = (
        _("Of a letter only. Left empty, the letter gets its number from the register now.")
        if shown.gives_letter_numbers
        else _("Of a letter only. Left empty, the letter is printed without and its number is keyed afterwards.")
    )
    return FieldSpec("letter_no", _("Letter number"), width=200, help=note)


def letter_of(values: Values, paper: str = "") -> LetterGiven | None:
    """The letter to be entered in the register; none where it has its number, or nothing was written."""
    by_letter = values.get("way", Way.LETTER.value) == Way.LETTER.value
    return LetterGiven(paper=paper) if by_letter and not values.get("letter_no") else None


def notice_of(shown: ShownCase, kind: NoticeKind, values: Values, *, paper: str = "") -> NoticeGiven:
    """What was told, from the fields of `told_fields` and what the step asks besides."""
    return NoticeGiven(
        kind,
        Way(values["way"]),
        told_at=moment_of(shown, values["on_day"], values.get("clock", "")),
        told_to=values["told_to"],
        text=values.get("text", ""),
        reasons=values.get("reasons", ""),
        law=values.get("law", ""),
        expected_on=values.get("expected_on"),
        appeal_days=values.get("appeal_days"),
        letter=letter_of(values, paper),
        letter_no=values["letter_no"] if values["way"] == Way.LETTER.value else "",
    )
