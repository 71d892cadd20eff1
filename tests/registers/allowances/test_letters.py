"""Numbers and days of letters are kept with their case or claim, and never for a letter that did not go out."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances import overpayments
from sai_thong.registers.allowances.letters import LetterMark, mark_move_letters, mark_overpayment_letters
from sai_thong.registers.allowances.life_events import record_death, record_move_out
from sai_thong.registers.allowances.overpayments import overpayment_list
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete, NotPossible
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

OCT = Month(2026, 10)
DAY, LATER = date(2026, 11, 3), date(2026, 11, 4)


@pytest.fixture
def case(office, scheme, in_set):
    person = office.person()
    office.accepted(person, scheme)
    office.paid(OCT, in_set)
    record_death(office.store, office.citizen(person), PartialDate(2569, 10, 2), source="มรณบัตร")
    (view,) = overpayment_list(office.store, in_set)
    return view.case


def asked(office, case):
    return overpayments.ask_explanation(office.store, case, on_day=DAY, addressee="ทายาท", address="").record


def test_a_number_given_later_is_kept(office, case):
    kept = mark_overpayment_letters(office.store, asked(office, case), facts=LetterMark(" 15 ", LATER)).record
    assert (kept.facts_letter_no, kept.explanation_asked_on) == ("15", LATER)


def test_a_letter_that_did_not_go_out_has_no_number(office, case):
    with pytest.raises(IllegalStep):
        mark_overpayment_letters(office.store, case, facts=LetterMark("1", DAY))
    with pytest.raises(IllegalStep):
        mark_overpayment_letters(
            office.store, asked(office, case), facts=LetterMark("1", DAY), demand=LetterMark("2", DAY)
        )


def test_a_letter_that_went_out_keeps_a_day(office, case):
    with pytest.raises(Incomplete):
        mark_overpayment_letters(office.store, asked(office, case), facts=LetterMark("1"))


@pytest.fixture
def mover(office, scheme):
    person = office.person()
    claim = office.accepted(person, scheme)
    record_move_out(office.store, office.citizen(person), date(2026, 10, 5), to="อบต.บ้านใหม่")
    return office.claim(claim)


def test_the_letter_to_the_mover_is_kept_with_the_claim(office, mover):
    kept = mark_move_letters(office.store, mover, to_person=LetterMark("7", DAY)).record
    assert (kept.move_letter_no, kept.move_letter_on) == ("7", DAY)


def test_a_number_needs_its_day(office, mover):
    with pytest.raises(Incomplete):
        mark_move_letters(office.store, mover, to_person=LetterMark("7"))


def test_no_other_office_is_told_of_the_sealed_list(office, mover, in_set):
    letters = {"to_person": LetterMark("7", DAY), "to_office": LetterMark("8", DAY)}
    if in_set is SchemeSet.SPECIAL:
        with pytest.raises(NotPossible):
            mark_move_letters(office.store, mover, **letters)
    else:
        kept = mark_move_letters(office.store, mover, **letters).record
        assert (kept.move_office_letter_no, kept.move_office_letter_on) == ("8", DAY)


def test_who_did_not_move_gets_no_such_letter(office, scheme):
    claim = office.accepted(office.person(), scheme)
    with pytest.raises(NotPossible):
        mark_move_letters(office.store, claim, to_person=LetterMark("7", DAY))
