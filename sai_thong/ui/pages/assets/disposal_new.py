"""What is to be disposed of: chosen from what is broken, worn, lost or not needed, or from what an inspection found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.assets.disposal_view import disposable
from sai_thong.registers.assets.disposals import DisposalChanged, ToDispose, add_things, begin_disposal
from sai_thong.registers.assets.inspection_view import result, round_rows
from sai_thong.registers.assets.records import Asset, DisposalRound
from sai_thong.registers.assets.terms import RoundState
from sai_thong.thai.money import baht
from sai_thong.thai.text import search_form
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Column, FieldSpec, ListTable, Row, SearchField, ThaiLabel
from sai_thong.ui.kit.field_group import FieldGroup
from sai_thong.ui.pages.assets.asset_words import state_chip
from sai_thong.ui.pages.assets.entry_view import EntryView

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.disposal import DisposalSection


@dataclass(frozen=True)
class Choosable:
    """What can be chosen.

    Attributes:
        cards: Everything that may leave and is in no disposal.
        inspection_id: The latest reported inspection; empty where there is none.
        year_be: Its fiscal year.
        defects: In what way things were found broken, by the id of the card.
    """

    cards: Sequence[Asset] = ()
    inspection_id: str = ""
    year_be: int = 0
    defects: dict[str, str] = field(default_factory=dict)


def read_choosable(store: Store) -> Choosable:
    """What may be disposed of now."""
    cards = disposable(store)
    reported = next((row.round for row in round_rows(store) if row.round.state is not RoundState.IN_PROGRESS), None)
    if reported is None:
        return Choosable(cards)
    found = {line.asset_id: line.defect for line in result(store, reported.id).to_dispose}
    return Choosable(cards, reported.id, reported.fiscal_year_be, found)


class ChooseThings(EntryView):
    """The list to choose from, with the title of the disposal where one is begun.

    Args:
        section: Over which it stands.
        choosable: What can be chosen.
        disposal: To which things are added; None where one is begun.
        done: Told of the disposal.
    """

    def __init__(
        self,
        section: DisposalSection,
        choosable: Choosable,
        disposal: DisposalRound | None,
        done: Callable[[DisposalChanged], object],
    ) -> None:
        title = _("New disposal") if disposal is None else _("More things of: {title}").format(title=disposal.title)
        super().__init__(section, title, _("Begin the disposal") if disposal is None else _("Add them"))
        self._choosable, self._disposal, self._done = choosable, disposal, done
        self.chosen: dict[str, bool] = {}
        self.fields = FieldGroup(_specs(choosable), {"facts": True}, today=section.today)
        if disposal is not None:
            self.fields.hide()
        self.search = SearchField(_("Find by number or item"))
        self.all_button = ActionButton(_("Choose everything shown"), self._choose_all)
        self.table = ListTable(
            [
                Column("chosen", _("Chosen"), 70, kind="tick"),
                Column("number", _("Asset number"), 132),
                Column("name", _("Item"), least=180, strong=True),
                Column("state", _("State"), 128, kind="chip"),
                Column("defect", _("In what way broken"), 190, muted=True, spare=True),
                Column("cost", _("Price"), 112, kind="money", spare=True),
            ],
            name=_("What may be disposed of"),
        )
        self.table.attach_search(self.search)
        self.told = ThaiLabel("")
        self.lay(self._laid(), scrolls=False)
        self.search.text_changed.connect(lambda _text: self._list())
        self.table.row_ticked.connect(self._tick)
        self.fields.edited.connect(lambda _key: self._show_asked())
        self._list()
        self._show_asked()

    def _laid(self) -> QWidget:
        look = theme.current()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        column.addWidget(self.fields)
        line = QHBoxLayout()
        line.setSpacing(look.px(12))
        line.addWidget(self.search, 1)
        line.addWidget(self.all_button)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        return content

    def begin(self) -> None:
        """Show it with the keys in the title, or the search."""
        self.open_over()
        target = self.fields.editor("title").focus_target() if self._disposal is None else self.search
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> object:
        """What was chosen and typed."""
        return self.fields.draft(), dict(self.chosen)

    def save(self) -> None:
        """Begin the disposal, or add the things."""
        wrong = self.fields.first_wrong() if self._disposal is None else None
        things = [ToDispose(key, self._choosable.defects.get(key, "")) for key, on in self.chosen.items() if on]
        if wrong is not None:
            self.go_to(wrong)
        elif not things:
            self.say(BadInput(_("Nothing is chosen yet."), do=_("Press the space bar on what leaves the office.")))
            self.table.take_focus()
        elif self._disposal is not None:
            self.write(partial(add_things, self.section.store, self._disposal.id, things), self._done)
        else:
            self.write(
                partial(
                    begin_disposal,
                    self.section.store,
                    self.fields.text("title"),
                    things,
                    facts_left_out_why="" if self.fields.value("facts") else self.fields.text("why"),
                    inspection_id=self._choosable.inspection_id if self.fields.value("inspection") else "",
                ),
                self._done,
            )

    def _shown(self) -> list[Asset]:
        words = search_form(self.search.text()).split()
        only = bool(self.fields.draft().get("inspection"))
        return [
            card
            for card in self._choosable.cards
            if (not only or card.id in self._choosable.defects)
            and all(word in search_form(f"{card.number} {card.name} {card.brand}") for word in words)
        ]

    def _list(self) -> None:
        shown = self._shown()
        if shown:
            self.table.set_rows([self._row(card) for card in shown])
        else:
            self.table.show_empty(
                _("Nothing may be disposed of here."),
                _("Write on its card that a thing is broken, worn or not needed."),
            )
        self._tell()

    def _row(self, card: Asset) -> Row:
        return {
            "id": card.id,
            "chosen": self.chosen.get(card.id, False),
            "number": card.number or "–",
            "name": " ".join(filter(None, (card.name, card.brand))),
            "state": state_chip(card.status),
            "defect": self._choosable.defects.get(card.id, ""),
            "cost": card.cost_satang,
        }

    def _tick(self, row: Row, ticked: bool) -> None:
        self.chosen[str(row["id"])] = ticked
        self.table.replace_row({**row, "chosen": ticked})
        place = self.table.grid.currentIndex().row() + 1
        if place < len(self.table.rows()):
            self.table.choose(place)
        self._tell()

    def _choose_all(self) -> None:
        for card in self._shown():
            self.chosen[card.id] = True
        self._list()

    def _tell(self) -> None:
        chosen = [card for card in self._choosable.cards if self.chosen.get(card.id)]
        cost = sum(card.cost_satang or 0 for card in chosen)
        self.told.set_text(
            _("{count} things chosen, bought for {amount} baht altogether.").format(
                count=len(chosen), amount=baht(cost)
            )
        )

    def _show_asked(self) -> None:
        self.fields.set_asked(not self.fields.draft().get("facts"), "why")
        self._list()


def _specs(choosable: Choosable) -> list[FieldSpec]:
    specs = [
        FieldSpec("title", _("Title of the disposal"), required=True, help=_("Such as: worn equipment of 2569.")),
        FieldSpec("facts", _("Facts are found first (clause 214)"), "tick"),
        FieldSpec(
            "why", _("Why no facts are found first"), required=True, help=_("Wear or loss by normal use is plain.")
        ),
    ]
    if choosable.inspection_id:
        words = _("Only what the inspection of {year} found").format(year=choosable.year_be)
        specs.append(FieldSpec("inspection", words, "tick"))
    return specs
