"""Guards that the made-up books import to exactly their truth, and that the living office stands in its open month."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.db.verify import verify_chain, verify_file, verify_rows
from sai_thong.demo.elder_book import ElderLayout
from sai_thong.demo.living import CLOSED_MONTHS, import_lists, make_living_office, read_list
from sai_thong.demo.office import MadeUpOffice, make_office
from sai_thong.demo.place import DEMO_DAY, demo_clock
from sai_thong.exchange.findings import FindingKind
from sai_thong.registers.allowances.closed_months import verify_closed_months
from sai_thong.registers.allowances.findings import FindingCode
from sai_thong.registers.allowances.months import findings_of, months_of
from sai_thong.registers.allowances.records import CardExpiry, Claim, DisabilityCard, MonthState
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen, RegistryList
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet
from sai_thong.thai.calendar import Month
from tests.demo.told_histories import kinds_told

CHEAP = Kdf(memory_kib=8, time_cost=1)
NOVEMBER = Month.of(DEMO_DAY)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "home"))


def _open(made: MadeUpOffice, *, write: bool = True) -> Store:
    return Store.open(made.store, password=made.password, clock=demo_clock(), write=write)


def _citizens(store: Store) -> dict[str, Citizen]:
    found = store.find(Citizen)
    by_id = {each.citizen_id or "": each for each in found}
    assert len(by_id) == len(found)
    return by_id


@pytest.mark.parametrize("layout", list(ElderLayout))
def test_the_book_of_elders_imports_to_exactly_its_truth(layout: ElderLayout, tmp_path: Path) -> None:
    made = make_office(tmp_path / "demo", seed=11, elders=150, layout=layout, kdf=CHEAP)
    truth = made.books.truth
    with _open(made) as store:
        outcome = read_list(store, made.books.elders, Scheme.OLD_AGE)
        assert outcome.created == len(truth.elders)
        told = sorted((each.sheet, each.row, each.value) for each in outcome.rejected)
        assert told == [(each.sheet, each.row, each.citizen_id) for each in truth.rejects]
        found = _citizens(store)
        assert set(found) == {each.citizen_id for each in truth.elders}
        for person in truth.elders:
            citizen = found[person.citizen_id]
            assert (citizen.prefix, citizen.first_name, citizen.last_name) == (
                person.prefix,
                person.first_name,
                person.last_name,
            )
            assert (citizen.birth, citizen.house_no, citizen.moo) == (person.birth, person.house_no, person.moo)
            assert citizen.alive is not person.death_in_book
        assert len(store.find(Claim, scheme=Scheme.OLD_AGE)) == len(truth.elders)
        differing = {each.citizen_id for each in outcome.findings if each.kind is FindingKind.AMOUNT_DIFFERS}
        assert differing == set(truth.differing_amounts)
        again = read_list(store, made.books.elders, Scheme.OLD_AGE)
        assert (again.created, again.updated, again.unchanged) == (0, 0, len(truth.elders))


def test_the_book_of_disabled_people_imports_with_kinds_and_card_endings(tmp_path: Path) -> None:
    made = make_office(tmp_path / "demo", seed=12, elders=300, kdf=CHEAP)
    with _open(made) as store:
        outcome = read_list(store, made.books.disabled, Scheme.DISABILITY)
        assert outcome.rejected == ()
        found = _citizens(store)
        cards = {each.person_id: each for each in store.find(DisabilityCard)}
        for person in made.books.truth.disabled:
            told = person.disability
            assert told is not None
            card = cards[found[person.citizen_id].id]
            assert card.kinds == told.kinds
            assert card.written_kind == told.written
            assert card.expires_on == told.expires_on
            assert (card.expiry is CardExpiry.LIFELONG) is told.lifelong
            assert (card.expiry is CardExpiry.UNKNOWN) is (not told.lifelong and told.expires_on is None)


def test_the_sealed_book_leaves_no_mark_outside_its_set(tmp_path: Path) -> None:
    made = make_office(tmp_path / "demo", seed=13, elders=30, kdf=CHEAP)
    with _open(made) as store:
        read_list(store, made.books.assistance, Scheme.HIV)
        people = {each.id for each in store.find(Citizen)}
        claims = shelf_of(store, SchemeSet.SPECIAL).find(Claim)
        assert {each.person_id for each in claims} == people
        assert len(claims) == len(made.books.truth.assisted)
        assert store.find(Claim) == []


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> MadeUpOffice:
    folder = tmp_path_factory.mktemp("living")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAI_THONG_HOME", str(folder / "home"))
        return make_living_office(folder / "demo", seed=5, elders=250, kdf=CHEAP)


def test_past_months_are_closed_and_the_present_one_is_open(living: MadeUpOffice) -> None:
    with _open(living, write=False) as store:
        for scheme_set, source in ((SchemeSet.ORDINARY, PaySource.CGD), (SchemeSet.SPECIAL, PaySource.LAO)):
            shelf = shelf_of(store, scheme_set)
            for month in CLOSED_MONTHS:
                assert [(each.source, each.state) for each in months_of(shelf, month)] == [(source, MonthState.CLOSED)]
            assert months_of(shelf, NOVEMBER) == []
            assert draft_run(store, scheme_set, NOVEMBER).lines


def test_the_open_month_has_things_to_look_at_and_nothing_that_blocks(living: MadeUpOffice) -> None:
    with _open(living, write=False) as store:
        found = findings_of(store, draft_run(store, SchemeSet.ORDINARY, NOVEMBER))
        assert not any(each.blocking for each in found)
        kinds = Counter(each.code for each in found)
        assert kinds[FindingCode.BROUGHT_OVER]
        assert kinds[FindingCode.CARD_EXPIRED] + kinds[FindingCode.CARD_UNKNOWN]
        assert kinds[FindingCode.OTHER_ACCOUNT] == 0, "who is paid as the record says is told of nowhere"


def test_the_registrar_told_of_deaths_moves_and_people_without_a_claim(living: MadeUpOffice) -> None:
    with _open(living, write=False) as store:
        found = _citizens(store)
        assert len(store.find(RegistryList)) == 1
        claimed = {each.person_id for each in store.find(Claim)}
        for person in living.books.truth.registered:
            citizen = found[person.citizen_id]
            assert citizen.alive is person.alive
            assert citizen.death == person.death
            assert citizen.moved_out_on == person.moved_out_on
        assert any(found[each.citizen_id].id not in claimed for each in living.books.truth.registered)


def test_the_store_of_the_living_office_is_sound(living: MadeUpOffice) -> None:
    with _open(living, write=False) as store:
        connection = store.connection_for_reading()
        assert list(verify_file(connection)) == []
        assert list(verify_chain(connection)) == []
        assert list(verify_rows(connection, RECORD_TYPES)) == []
        assert list(verify_closed_months(store)) == []


def test_all_three_books_import_into_one_office(tmp_path: Path) -> None:
    made = make_office(tmp_path / "demo", seed=14, elders=60, kdf=CHEAP)
    with _open(made) as store:
        outcomes = import_lists(store, made.books)
        assert sum(each.created for each in outcomes) == len(store.find(Citizen))
        both = [each for each in made.books.truth.disabled if each.receives_old_age]
        assert outcomes[1].updated + outcomes[1].unchanged == len(both) > 0


def test_every_record_has_a_history_in_words(living: MadeUpOffice) -> None:
    with _open(living, write=False) as store:
        assert kinds_told(store) >= {"Claim", "PaymentMonth", "PaymentLine", "Citizen", "Office", "Signer", "Village"}
