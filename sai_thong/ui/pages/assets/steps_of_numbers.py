"""Cards that wait for a number get it, as a form: the next of a class, or the one on the thing."""

from __future__ import annotations

from collections.abc import Sequence

from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.waiting_numbers import give_number
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.assets.card_reading import ShownCard
from sai_thong.ui.pages.assets.entry_reading import EntryChoices
from sai_thong.ui.pages.assets.step import Step, Values


def give(shown: ShownCard) -> Step | None:
    """Give one card its number; None of one that has it."""
    if shown.asset.number:
        return None
    return _step(
        shown.store,
        (shown.asset_id,),
        shown.choices,
        words=_("Give it a number…"),
        done=_("{name} has its number.").format(name=shown.asset.name),
        class_code=shown.asset.class_code,
    )


def give_many(store: Store, ids: Sequence[str], choices: EntryChoices) -> Step:
    """Give several cards their numbers, in the order in which they stand."""
    count = len(ids)
    return _step(
        store,
        ids,
        choices,
        words=ngettext("Give {count} card a number…", "Give {count} cards numbers…", count).format(count=f"{count:,}"),
        done=ngettext("{count} card has its number.", "{count} cards have their numbers.", count).format(
            count=f"{count:,}"
        ),
        class_code="",
    )


def _step(store: Store, ids: Sequence[str], choices: EntryChoices, *, words: str, done: str, class_code: str) -> Step:
    def carry_out(values: Values) -> object:
        written = tuple(line.strip() for line in str(values["numbers"] or "").splitlines() if line.strip())
        code = "" if written else str(values["class_code"] or "").strip()
        return give_number(store, ids, class_code=code, numbers=written)

    known = ", ".join(f"{each.code} {each.name}" for each in choices.classes[:4])
    return Step(
        words=words,
        operation=carry_out,
        done=done,
        fields=(
            FieldSpec(
                "class_code",
                _("The next of the class"),
                width=140,
                help=_("Such as {classes}").format(classes=known) if known else "",
            ),
            FieldSpec(
                "numbers",
                _("Or the number on the thing"),
                "notes",
                help=_("One a line, in the order of the cards. It never changes afterwards."),
            ),
        ),
        values={"class_code": class_code},
    )
