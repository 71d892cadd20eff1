"""The people of a set: every claim with where it stands, and everything that can be recorded of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from sai_thong.ground.language import _
from sai_thong.registers.allowances.case_files import CaseFile
from sai_thong.registers.allowances.findings import Action
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.law.terms import SCHEMES_OF
from sai_thong.ui.kit import ActionButton, Column, FilterCombo, PageHeader, Row, keys
from sai_thong.ui.pages.allowances.claim_rows import WAITS, ClaimRows, read_claims
from sai_thong.ui.pages.allowances.claim_steps import batch_step, next_steps
from sai_thong.ui.pages.allowances.list_section import Deed, ListSection
from sai_thong.ui.pages.allowances.month_board import scheme_words
from sai_thong.ui.pages.allowances.new_claim import NewClaim
from sai_thong.ui.pages.allowances.person_columns import person_columns
from sai_thong.ui.pages.allowances.person_record import PersonClaim, history_of_claim, read_person_claim, record_view
from sai_thong.ui.pages.allowances.right_steps import right_steps
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.person_papers import papers_of_claim

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.page import AllowancesPage


class PeopleSection(ListSection):
    """Claims, found by name and narrowed to what waits; ticked ones take a step together."""

    def __init__(self, page: AllowancesPage) -> None:
        schemes = SCHEMES_OF[page.scheme_set]
        self._scheme = FilterCombo(_("All schemes"), [(each.value, scheme_words(each)) for each in schemes])
        self._wait = FilterCombo(_("All states"), [])
        super().__init__(
            page,
            [
                Column("ticked", "", 40, kind="tick"),
                *person_columns(),
                Column("scheme", _("Scheme"), 96, muted=True),
                Column("number", _("Register number"), 104, muted=True, spare=True),
                Column("state", _("State"), 196, kind="chip", sort_value=lambda row: row["state"].text),
            ],
            name=_("Claims"),
            hint=_("Choose a person to see what they get and why."),
            search_hint=_("Find by name, ID, house or village"),
            filters=[self._scheme, self._wait],
        )
        self._wanted: dict[str, str] = {}
        self._person: PersonClaim | None = None
        self.new_button = ActionButton(_("New claim…"), self._open_new, key=keys.NEW, kind="primary")
        self.batch_button = ActionButton(_("Step for the ticked ones…"), self._open_batch)
        self.all_button = ActionButton(_("Tick all"), self._tick_all)
        self.header = PageHeader(_("Allowances"), _("People"), [self.all_button, self.batch_button, self.new_button])
        self.header_buttons = [self.new_button, self.batch_button, self.all_button]
        self.table.row_ticked.connect(self._tick)
        self._show_batch()

    # reading

    def load(self) -> None:
        """Read every claim."""
        self.show_reading()
        self.read(read_claims, self.scheme_set, done=self._show, failed=self.tell_failed)

    def _show(self, found: ClaimRows) -> None:
        ticked = {row["id"] for row in self.rows if row["ticked"]}
        now = self._wait.value()
        self._wait.set_choices(
            [("", _("All states"))]
            + [(key, f"{_(words)} ({found.waiting[key]:,})") for key, words in WAITS.items() if key in found.waiting],
            now,
        )
        if self._wait.currentIndex() < 0:
            self._wait.set_value("")
        self.show_rows([{**row, "ticked": True} if row["id"] in ticked else row for row in found.rows])
        self._show_batch()
        self._take_wanted()

    def fits(self, row: Row) -> bool:
        """The filters by scheme and by what waits."""
        return (not self._scheme.value() or row["scheme_key"] == self._scheme.value()) and (
            not self._wait.value() or self._wait.value() in row["waits"]
        )

    def show_empty(self) -> None:
        """Nobody has a claim."""
        self.table.show_empty(
            _("Nobody has an allowance yet."),
            _("Import the lists that the office keeps, or take a claim by hand."),
            _("New claim…"),
            self._open_new,
        )

    # what is asked for from elsewhere

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose a ``claim`` or ``person``, list only ``which``, and open the form of an ``action``."""
        self._wanted = {key: str(state[key]) for key in ("claim", "person", "which", "action") if state.get(key)}
        if self.rows:
            self._take_wanted()

    def state(self) -> dict[str, Any]:
        """Who is chosen, and what the list is narrowed to."""
        row = self.table.chosen()
        return {"which": self._wait.value(), "claim": row["id"] if row else ""}

    def _take_wanted(self) -> None:
        which = self._wanted.pop("which", "")
        claim, person = self._wanted.pop("claim", ""), self._wanted.pop("person", "")
        action = self._wanted.get("action", "")
        if action == Action.REVIEW_CLAIM.value and not claim:
            which = "review"
        if which or claim or person:
            self.search.clear()
            self._scheme.set_value("")
            self._wait.set_value(which if self._wait.findData(which) >= 0 else "")
            self.filter()
        if claim:
            self.choose_by("id", claim)
        elif person:
            self.choose_by("person_id", person)

    # the chosen claim

    def show_record(self, row: Row) -> None:
        """Read and tell the claim."""

        def show(person: PersonClaim) -> None:
            chosen = self.table.chosen()
            if chosen is not None and chosen["id"] == row["id"]:
                self._tell(person)

        self.read(
            read_person_claim,
            self.scheme_set,
            row["person_id"],
            row["id"],
            self.month,
            done=show,
            about="person",
            shows=row["id"],
        )

    def _tell(self, person: PersonClaim) -> None:
        claim, name = person.allowance.file.claim, person.citizen.full_name
        steps = [
            *next_steps(self.store, claim, name, self.today),
            *right_steps(self.store, person.allowance, self.today),
        ]
        deeds = [self.deed(step) for step in steps]
        deeds += self._papers(person.allowance.file)
        deeds.append((_("Edit the person…"), partial(self.page.desk.go, "citizens", chosen=person.citizen.id)))
        history = history_of_claim(self.page, person, self.scheme_set)
        self.tell(record_view(person, None, (), self.today), deeds, whole_history=history)
        action = self._wanted.pop("action", "")
        wanted = next((step for step in steps if step.settles is not None and step.settles.value == action), None)
        if wanted is not None:
            self.open_step(wanted)

    def _papers(self, file: CaseFile) -> list[Deed]:
        """The papers about a claim, filled from it."""
        return [
            (_("Print {paper}").format(paper=paper.name), partial(print_paper, self.page, paper.key, paper.request))
            for paper in papers_of_claim(file, self.scheme_set)
        ]

    # batches

    def _ticked(self) -> list[Claim]:
        return [row["file"].claim for row in self.rows if row["ticked"]]

    def _tick(self, row: Row, ticked: bool) -> None:
        changed = {**row, "ticked": ticked}
        self.rows = [changed if each["id"] == row["id"] else each for each in self.rows]
        self.table.replace_row(changed)
        self._show_batch()

    def _tick_all(self) -> None:
        """Tick everyone listed, or take all ticks back when everyone is."""
        listed = {row["id"] for row in self.table.rows()}
        ticked = not all(row["ticked"] for row in self.table.rows())
        self.rows = [{**row, "ticked": ticked if row["id"] in listed else row["ticked"]} for row in self.rows]
        self.filter()
        self._show_batch()

    def _show_batch(self) -> None:
        step = batch_step(self.store, self._ticked(), self.today)
        self.batch_button.setEnabled(step is not None)
        if step is not None:
            self.batch_button.set_action_text(f"{step.words} ({len(self._ticked()):,})")
        else:
            self.batch_button.set_action_text(_("Step for the ticked ones…"))

    def _open_batch(self) -> None:
        step = batch_step(self.store, self._ticked(), self.today)
        if step is not None:
            self.open_step(step)

    def shown_again(self) -> None:
        """Keys go to the search field; ticks may mean another step now."""
        super().shown_again()
        self._show_batch()

    # a new claim

    def _open_new(self) -> None:
        form = NewClaim(self.page, self.scheme_set, self.today)
        form.left.connect(self.close_inside)
        form.taken.connect(self._tell_taken)
        self.open_inside(form)
        form.picker.search.setFocus()

    def _tell_taken(self, claim_id: str, words: str) -> None:
        self.close_inside()
        self.page.tell_done(words)
        self._wanted = {"claim": claim_id}
