"""What came from the province, and what the office decided on it."""

from __future__ import annotations

from datetime import date

from sai_thong.ground.language import N_
from sai_thong.records import Record, field, record_type
from sai_thong.registers.from_province.contents import DownKind, known_kind


@record_type("office", schema=1, label=N_("From the province"), table="province_items")
class ProvinceItem(Record):
    """One thing sent down. Its id follows from who sent it and its number: every computer that hears of it makes it."""

    number: int = field(N_("Number of the province"), required=True)
    kind: str = field(N_("Kind"), required=True)
    """As the province named it; perhaps one that only a newer program knows."""
    title: str = field(N_("Title"), required=True)
    content: str = field(N_("Content"), required=True)
    sent_at: str = field(N_("Sent at"), required=True)
    """UTC, as the province signed it."""
    withdrawn: bool = field(N_("Withdrawn by the province"))
    accepted_on: date | None = field(N_("Taken over on"))
    """Of an announcement: read."""
    declined_on: date | None = field(N_("Declined on"))
    decided_by: str = field(N_("Who decided"))
    reason: str = field(N_("Reason"))

    @property
    def known_kind(self) -> DownKind | None:
        """What it is; None where this program does not know: then it is kept unopened until a newer one is here."""
        return known_kind(self.kind)

    @property
    def waits(self) -> bool:
        """Whether nobody of the office decided on it yet."""
        return not (self.withdrawn or self.accepted_on or self.declined_on)
