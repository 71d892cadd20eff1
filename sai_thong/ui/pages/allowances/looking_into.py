"""What somebody looked into, as forms: a person on another list, and several people who share something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances.duplicates import open_cases_of, settle_duplicate
from sai_thong.registers.allowances.findings import Action, Finding
from sai_thong.registers.allowances.records import DuplicateElsewhere
from sai_thong.registers.allowances.shared_use import SharedUse, confirm_legitimate
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import thai_date_short
from sai_thong.ui.kit import FieldSpec
from sai_thong.ui.pages.allowances.stepped import Step


def elsewhere_steps(store: Store, person_id: str, name: str, today: date) -> Iterator[Step]:
    """One step for each open case of a person who was found on another list."""
    for case in open_cases_of(store, person_id):
        yield settle_step(store, case, name, today)


def settle_step(store: Store, case: DuplicateElsewhere, name: str, today: date) -> Step:
    """What was found about a person on another list, and when."""
    return Step(
        words=_("Found on another list…"),
        title=_("{name} on “{list}”").format(name=name, list=case.list_name),
        operation=lambda values: settle_duplicate(
            store, case, conclusion=values["conclusion"], settled_on=values["settled_on"]
        ),
        done=_("The case is settled."),
        save=_("Settle the case"),
        says=" ".join([*case_words(case), _("An income that excludes is recorded beside the claim.")]),
        fields=(
            FieldSpec("conclusion", _("Conclusion"), "notes", required=True, help=_("What was found, and how.")),
            FieldSpec("settled_on", _("Settled on"), "date", required=True),
        ),
        values={"settled_on": today},
        settles=Action.SETTLE_DUPLICATE,
    )


def case_words(case: DuplicateElsewhere) -> Iterator[str]:
    """What the list says of the person, in sentences."""
    if case.listed_on is not None:
        yield _("List of {day}.").format(day=thai_date_short(case.listed_on))
    if case.detail:
        yield _("The list says: {detail}.").format(detail=case.detail)


def legitimate_step(store: Store, scheme_set: SchemeSet, finding: Finding, shared: SharedUse, today: date) -> Step:
    """Somebody looked into it that these people rightly share an account, a telephone or a proxy."""
    return Step(
        words=_("Looked into, in order…"),
        title=_("Looked into, and in order"),
        operation=lambda values: confirm_legitimate(
            store, scheme_set, shared, reason=values["reason"], checked_on=values["checked_on"]
        ),
        done=_("It is recorded, and told again only when somebody joins these people."),
        says=finding.message,
        fields=(
            FieldSpec(
                "reason",
                _("Reason"),
                "notes",
                required=True,
                help=_("Such as one household, or a foundation's account."),
            ),
            FieldSpec("checked_on", _("Checked on"), "date", required=True),
        ),
        values={"checked_on": today},
        settles=Action.CHECK_SHARED,
    )
