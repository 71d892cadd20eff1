"""What changes next: steps, the eighteenth birthday, cards, moves, new rates; nothing for the dead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sai_thong.ground import language
from sai_thong.registers.allowances.rules.changes import ChangeKind, coming_changes, explain_change, next_change
from sai_thong.registers.allowances.rules.facts import (
    ClaimFacts,
    DisabilityCardFacts,
    EndReason,
    IncomeKind,
    IncomeSpan,
    Move,
    MoveDirection,
    PersonFacts,
    Scheme,
    SuspensionSpan,
)
from sai_thong.registers.law import load_allowance_law
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

NOV = Month.parse_be("2569-11")
OLD_AGE = ClaimFacts(Scheme.OLD_AGE, brought_over=True)
DISABILITY = ClaimFacts(Scheme.DISABILITY, brought_over=True)
ELDER = PersonFacts(PartialDate(2492, 5, 20))


def short(change):
    return change and (change.kind, change.month.be_text, change.amount_satang and change.amount_satang // 100)


@pytest.mark.parametrize(
    ("person", "claim", "expected"),
    [
        (ELDER, OLD_AGE, (ChangeKind.STEP, "2572-06", 800)),
        (PersonFacts(PartialDate(2470)), OLD_AGE, None),
        (PersonFacts(PartialDate(2510, 3, 15)), OLD_AGE, (ChangeKind.BEGINS, "2570-04", None)),
        (PersonFacts(PartialDate(2555, 5, 20)), DISABILITY, (ChangeKind.STEP, "2573-06", 800)),
        (PersonFacts(PartialDate(2520, 5, 20)), DISABILITY, None),
        (
            PersonFacts(PartialDate(2520)),
            replace(DISABILITY, card=DisabilityCardFacts(date(2027, 2, 3))),
            (ChangeKind.CARD_EXPIRES, "2570-02", None),
        ),
        (
            replace(ELDER, moves=(Move(date(2026, 11, 2), MoveDirection.OUT),)),
            OLD_AGE,
            (ChangeKind.LAST_MONTH, "2570-09", None),
        ),
        (
            ELDER,
            replace(OLD_AGE, suspensions=(SuspensionSpan(NOV, NOV.plus(2)),)),
            (ChangeKind.SUSPENSION_ENDS, "2570-02", None),
        ),
        (
            ELDER,
            replace(OLD_AGE, incomes=(IncomeSpan(IncomeKind.POST, date(2020, 1, 1), date(2027, 3, 31)),)),
            (ChangeKind.INCOME_ENDS, "2570-03", None),
        ),
        (replace(ELDER, deceased=True), OLD_AGE, None),
        (ELDER, replace(OLD_AGE, end_reason=EndReason.WAIVED), None),
        (ELDER, ClaimFacts(Scheme.OLD_AGE, refused=True), None),
    ],
)
def test_next_change(law, person, claim, expected):
    assert short(next_change(person, claim, NOV, law)) == expected


def test_coming_changes_stand_in_order(law):
    person = replace(PersonFacts(PartialDate(2490, 1, 15)), moves=(Move(date(2026, 11, 2), MoveDirection.OUT),))
    changes = coming_changes(person, OLD_AGE, NOV, law)
    assert [short(change) for change in changes] == [
        (ChangeKind.STEP, "2570-02", 800),
        (ChangeKind.LAST_MONTH, "2570-09", None),
        (ChangeKind.STEP, "2580-02", 1000),
    ]


def test_a_new_rate_is_a_coming_change():
    law = load_allowance_law(
        {
            "rates": [
                {"id": "hiv-500", "effective_to": "2027-09-30"},
                {
                    "id": "hiv-700",
                    "scheme": "hiv",
                    "kind": "base",
                    "payer": "office",
                    "effective_from": "2027-10-01",
                    "legal_ref": "ตัวอย่าง",
                    "certainty": "unverified",
                    "steps": [{"from_age": 0, "baht": 700}],
                },
            ]
        }
    )
    claim = ClaimFacts(Scheme.HIV, brought_over=True)
    assert short(next_change(PersonFacts(None), claim, NOV, law)) == (ChangeKind.RATE, "2570-10", 700)


def test_a_change_in_words(law):
    with language.speaking("en"):
        change = next_change(ELDER, OLD_AGE, NOV, law)
        assert explain_change(change) == "Turns 80 on 20 May 2572: 800 baht from Jun 2572."
        moved = replace(ELDER, moves=(Move(date(2026, 11, 2), MoveDirection.OUT),))
        assert explain_change(next_change(moved, OLD_AGE, NOV, law)) == "Moved away: paid here until Sep 2570."
