"""The access log as a list: who looked at, unmasked, printed and exported what, the latest first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Seen, Wanted
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.record_words import titles
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS, part_number
from sai_thong.registers.trust.access_words import ACCESS_LABELS, access_words
from sai_thong.registers.trust.accounts import UserAccount
from sai_thong.registers.trust.roles import AREAS
from sai_thong.sync.writers import computer_names
from sai_thong.ui.kit import Column, FilterCombo, ListTable, Row, SearchField, SearchRow
from sai_thong.ui.pages.trust.section import Section, moment_words

if TYPE_CHECKING:
    from sai_thong.ui.pages.trust.page import TrustPage

_DAYS: Final = (("7", 7), ("30", 30), ("365", 365))
_MOST: Final = 5_000
"""Lines shown; who wants more reads the log by command."""


class AccessSection(Section):
    """Accesses of some days, narrowed by kind and by what one types."""

    def __init__(self, page: TrustPage) -> None:
        super().__init__(page, _("Access log"))
        self._rows: list[Row] = []
        self.search = SearchField(_("User, person, paper or reason"))
        self.kind = FilterCombo(_("Everything"), [(each.value, _(words)) for each, words in ACCESS_LABELS.items()])
        days = [(key, _("Last {days} days").format(days=count)) for key, count in _DAYS[1:]]
        self.days = FilterCombo(_("Last {days} days").format(days=_DAYS[0][1]), days)
        self.table = ListTable(
            [
                Column("at", _("When"), 150),
                Column("user", _("User"), 140, strong=True),
                Column("what", _("What"), 260),
                Column("record", _("What it was about")),
                Column("why", _("Reason"), 220),
            ],
            name=_("Access log"),
        )
        self.table.attach_search(self.search)
        self.column.addWidget(SearchRow(self.search, [self.kind, self.days]))
        self.put(self.table)
        self.search.text_changed.connect(lambda _text: self._show())
        for each in (self.kind, self.days):
            each.chosen.connect(lambda _value: self.load())

    def load(self) -> None:
        """Read the log."""
        days = dict(_DAYS)[self.days.value() or "7"]
        since = self.page.desk.clock.now() - timedelta(days=days)
        kinds = frozenset({Access(self.kind.value())}) if self.kind.value() else frozenset[Access]()
        self.read(_rows, Wanted(since=since, kinds=kinds), done=self._take, about="access", shows="access")

    def _take(self, rows: list[Row]) -> None:
        self._rows = rows
        self._show()

    def _show(self) -> None:
        typed = self.search.text().strip().casefold()
        found = [row for row in self._rows if typed in str(row["search"])]
        if found:
            self.table.set_rows(found)
        else:
            self.table.show_empty(_("Nothing was noted that fits."), _("Choose more days, or clear the search."))


def _rows(store: Store, wanted: Wanted) -> list[Row]:
    found = list(reversed(access_log.accesses(store, wanted)))[:_MOST]
    called = _titles(store, {each.record_id for each in found})
    papers = _papers() if any(each.kind is Access.PRINT for each in found) else {}
    return [_row(each, called, papers) for each in found]


def _titles(store: Store, ids: set[str]) -> dict[str, str]:
    """What the log's ids are called; a claim by its person, an account by its user, a file by its computer."""
    readable = store.permits.may_read(declaration_of(Claim).table)
    claims = {each.id: each.person_id for each in store.find(Claim, id=tuple(sorted(ids)))} if readable else {}
    called = titles(store, ids | set(claims.values()))
    called |= {claim_id: called.get(person_id, "") for claim_id, person_id in claims.items()}
    called |= {each.id: each.name for each in store.find(UserAccount)}
    called |= dict.fromkeys((row["file_id"] for row in store.query("SELECT file_id FROM files")), "")
    return called | computer_names(store) | _named_places()


def _named_places() -> dict[str, str]:
    """The registers, and the sensitive sets by their numbers: lists stand in the log by their names."""
    sets = {name: _("Part {number}").format(number=part_number(name)) for name in SENSITIVE_SETS}
    return sets | {area: _(words) for area, words in AREAS.items()}


def _papers() -> dict[str, str]:
    # The papers are loaded only where one was printed.
    from sai_thong.forms.papers import PAPERS

    return {each.key: each.name for each in PAPERS}


def _row(seen: Seen, called: dict[str, str], papers: dict[str, str]) -> Row:
    about = called.get(seen.record_id, seen.record_id)
    record = " · ".join(filter(None, (papers.get(seen.detail, ""), about)))
    what = access_words(seen)
    return {
        "id": seen.entry,
        "at": moment_words(seen.at.astimezone(BANGKOK)),
        "user": seen.user,
        "what": what,
        "record": record,
        "why": seen.why,
        "search": f"{seen.user} {what} {record} {seen.why}".casefold(),
    }
