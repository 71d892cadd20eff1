"""Photographs of an asset: of the whole thing and of its number plate, kept small, one of them shown first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.assets.events import card_in_register
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.refusals import AssetFactWrong
from sai_thong.registers.attachments.operations import Subject, attach_with, attachments_of
from sai_thong.registers.attachments.preparing import JPEG, PreparedFile
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.office.settings import office_settings

OVERALL: Final = "ภาพรวม"
"""Note of the picture of the whole thing."""
NUMBER_PLATE: Final = "เลขพัสดุ"
"""Note of the picture of the number on it."""
WANTED: Final = (OVERALL, NUMBER_PLATE)
"""The pictures every card should have."""


@dataclass(frozen=True)
class PhotographSaved:
    """A picture as kept, the card with the one shown first, and everything that changed."""

    photograph: Attachment
    card: Asset
    changes: ChangeSet


def add_photograph(
    store: Store, asset_id: str, file: PreparedFile, *, note: str = OVERALL, why: str = ""
) -> PhotographSaved:
    """Keep a picture or paper of an asset; the first picture is shown on the card.

    Raises:
        AttachmentRefused: It is too large, one too many, or there already.
        CardStruckOff: The asset left the register.
    """
    with store.transaction(why) as tx:
        card = card_in_register(tx, asset_id)
        kept = attach_with(
            tx,
            subject_of(asset_id),
            file,
            settings=office_settings(tx),
            on_day=bangkok_today(store.clock),
            note=note,
        )
        if not card.photograph_id and kept.media_type == JPEG:
            card = tx.update(card, photograph_id=kept.id)
        return PhotographSaved(kept, card, tx.changes)


def show_first(store: Store, card: Asset, photograph: Attachment, *, why: str = "") -> PhotographSaved:
    """Let a picture be the one shown on the card and on its papers.

    Raises:
        AssetFactWrong: It is no picture of this asset.
        CardStruckOff: The asset left the register.
    """
    with store.transaction(why) as tx:
        card_in_register(tx, card.id)
        if photograph.id not in {each.id for each in attachments_of(tx, subject_of(card.id)) if _is_picture(each)}:
            raise AssetFactWrong(_("This is no picture of the asset."), do=_("Choose one of its pictures."))
        return PhotographSaved(photograph, tx.update(card, photograph_id=photograph.id), tx.changes)


def remove_photograph(store: Store, card: Asset, photograph: Attachment, *, why: str) -> PhotographSaved:
    """Take a picture off the card; another one is shown then. It stays in the office's file with the reason.

    Raises:
        AssetFactWrong: No reason is given, or it is not of this asset.
        CardStruckOff: The asset left the register.
    """
    if not why.strip():
        raise AssetFactWrong(_("A file is removed only with a reason."), do=_("Write the reason."))
    with store.transaction(why) as tx:
        card_in_register(tx, card.id)
        there = {each.id: each for each in attachments_of(tx, subject_of(card.id))}
        if photograph.id not in there:
            raise AssetFactWrong(_("This is no picture of the asset."), do=_("Choose one of its pictures."))
        gone = tx.update(photograph, removed_on=bangkok_today(store.clock), removed_why=why.strip())
        if card.photograph_id == gone.id:
            left = [each.id for each in there.values() if each.id != gone.id and _is_picture(each)]
            card = tx.update(card, photograph_id=left[0] if left else "")
        return PhotographSaved(gone, card, tx.changes)


def photographs_of(shelf: Shelf, asset_id: str) -> list[Attachment]:
    """The pictures and papers of an asset, in the order they were added."""
    return attachments_of(shelf, subject_of(asset_id))


def missing_pictures(photographs: list[Attachment]) -> tuple[str, ...]:
    """Which of the wanted pictures a card lacks, by their notes."""
    there = {each.note for each in photographs}
    return tuple(each for each in WANTED if each not in there)


def subject_of(asset_id: str) -> Subject:
    """An asset as attachments name it."""
    return Subject(declaration_of(Asset).table, asset_id)


def _is_picture(attachment: Attachment) -> bool:
    return attachment.media_type == JPEG
