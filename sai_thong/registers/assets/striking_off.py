"""Striking off (ข้อ 218): the last depreciation, profit or loss, the card closed; then the auditor and the registrar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.assets.disposal_in_hand import DisposalInHand, active_lines, disposal_in_hand, disposal_of
from sai_thong.registers.assets.disposal_papers import note_where_listed
from sai_thong.registers.assets.disposals import DisposalChanged
from sai_thong.registers.assets.events import record_event
from sai_thong.registers.assets.records import Asset, DisposalLine
from sai_thong.registers.assets.refusals import DisposalRefused
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus, DisposalState
from sai_thong.registers.assets.value_when_struck_off import ValueWhenStruckOff, value_on
from sai_thong.registers.law.asset_terms import AssetGroup, DisposalStepKey
from sai_thong.thai.text import tidy

STRUCK_OFF_PAPER: Final = "การลงจ่ายในทะเบียน"
AUDITOR_PAPER: Final = "หนังสือแจ้งสำนักงานการตรวจเงินแผ่นดินจังหวัด"


@dataclass(frozen=True)
class LastFigures:
    """What a thing comes to when it is struck off.

    Attributes:
        line: The thing.
        value: Its cost and what is written off of it by then.
        profit_satang: Profit, or loss below nothing; None while something of its card must be looked at first.
    """

    line: DisposalLine
    value: ValueWhenStruckOff
    profit_satang: int | None


def last_figures(shelf: Shelf, round_id: str, on: date) -> list[LastFigures]:
    """What each thing of a disposal comes to when it is struck off on a day, before that is done.

    Raises:
        RoundMissing: There is no such disposal.
    """
    return [_figures(shelf, line, on) for line in active_lines(shelf, disposal_of(shelf, round_id).id)]


def strike_off(
    store: Store, round_id: str, *, on: date | None = None, document_no: str = "", why: str = ""
) -> DisposalChanged:
    """Strike the things of a disposal off the register, all of them or none.

    Args:
        store: The office's store.
        round_id: The disposal.
        on: The day; today where nothing is said.
        document_no: The paper by which they leave, as the cards print it; the order where nothing is said.
        why: The reason, kept in the journal.

    Raises:
        DisposalRefused: It was not carried out.
        CardStruckOff: One of the cards was struck off already.
        AssetFactWrong: The day lies in the future, or before it was carried out.
    """
    with disposal_in_hand(store, round_id, why, DisposalState.CARRIED_OUT) as disposal:
        day = disposal.day(on, earliest=disposal.round.carried_out_on)
        paper = tidy(document_no) or disposal.round.order_no
        for line in disposal.lines:
            _strike_off(disposal, line, day, paper)
        disposal.change(state=DisposalState.STRUCK_OFF, struck_off_on=day)
        note_where_listed(disposal, DisposalStepKey.CLOSE, STRUCK_OFF_PAPER, paper, day)
    return DisposalChanged(disposal.round, disposal.lines, disposal.tx.changes)


def tell_auditor(
    store: Store, round_id: str, *, letter_no: str = "", on: date | None = None, why: str = ""
) -> DisposalChanged:
    """The auditor (สตง.) was told; a letter's number may be keyed afterwards.

    Raises:
        DisposalRefused: Nothing was struck off.
        AssetFactWrong: The day lies in the future, or before the striking off.
    """
    with disposal_in_hand(store, round_id, why, DisposalState.STRUCK_OFF) as disposal:
        day = disposal.day(on or disposal.round.auditor_told_on, earliest=disposal.round.struck_off_on)
        disposal.change(auditor_told_on=day, auditor_letter_no=tidy(letter_no) or disposal.round.auditor_letter_no)
        note_where_listed(disposal, DisposalStepKey.CLOSE, AUDITOR_PAPER, letter_no, day)
    return DisposalChanged(disposal.round, disposal.lines, disposal.tx.changes)


def tell_registrar(store: Store, round_id: str, *, on: date | None = None, why: str = "") -> DisposalChanged:
    """The registrar of land or vehicles was told.

    Raises:
        DisposalRefused: Nothing was struck off, or nothing of it is land or a vehicle.
        AssetFactWrong: The day lies in the future, or before the striking off.
    """
    with disposal_in_hand(store, round_id, why, DisposalState.STRUCK_OFF) as disposal:
        if not registered_things(disposal.tx, round_id):
            raise DisposalRefused(
                _("Nothing of this disposal is land or a vehicle."), do=_("There is no registrar to be told.")
            )
        disposal.change(registrar_told_on=disposal.day(on, earliest=disposal.round.struck_off_on))
    return DisposalChanged(disposal.round, disposal.lines, disposal.tx.changes)


def registered_things(shelf: Shelf, round_id: str) -> tuple[DisposalLine, ...]:
    """The things of a disposal that a registrar has in a book of their own: land, and vehicles with a plate."""
    lines = active_lines(shelf, round_id)
    cards = {card.id: card for card in shelf.find(Asset, id=tuple(line.asset_id for line in lines))} if lines else {}
    return tuple(
        line
        for line in lines
        if cards[line.asset_id].plate_no or cards[line.asset_id].accounting_group is AssetGroup.LAND
    )


def _figures(shelf: Shelf, line: DisposalLine, on: date) -> LastFigures:
    value = value_on(shelf, shelf.get(Asset, line.asset_id), on)
    return LastFigures(line, value, value.profit_satang(line.proceeds_satang))


def _strike_off(disposal: DisposalInHand, line: DisposalLine, on: date, paper: str) -> None:
    figures = _figures(disposal.tx, line, on)
    disposal.tx.update(
        line,
        cost_satang=figures.value.cost_satang,
        accumulated_satang=figures.value.accumulated_satang,
        profit_satang=figures.profit_satang,
    )
    record_event(
        disposal.tx,
        disposal.tx.get(Asset, line.asset_id),
        AssetEventKind.STRUCK_OFF,
        on=on,
        by_name=disposal.store.user,
        status=AssetStatus.STRUCK_OFF,
        document_no=paper,
        refers_to=line.id,
    )
