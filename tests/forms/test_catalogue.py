"""The door to the papers: what must be chosen is asked for, jobs are plain data, and one page can be printed again."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.catalogue import (
    ChoiceMissing,
    NoSuchPage,
    NoSuchPaper,
    NotOfThisSet,
    paper_kind,
    prepare,
)
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import Choice, Need, PaperKind, PaperRequest
from sai_thong.forms.papers import PAPERS
from sai_thong.registers.allowances.months import close
from sai_thong.registers.office.settings import PAPER_DIGITS, change_setting
from tests.forms.allowances.invented import OCTOBER, ORDINARY, SPECIAL, clock_of, fill, make_store
from tests.forms.reading import by_pdfium

MONTHLY = PaperRequest(month=OCTOBER)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAI_THONG_HOME", str(folder / "home"))
        with make_store(folder / "office.saithong", clock_of(date(2026, 10, 13))) as store:
            fill(store)
            close(store, ORDINARY, OCTOBER)
            yield store


def test_keys_and_names_are_all_different() -> None:
    assert len({kind.key for kind in PAPERS}) == len(PAPERS)
    assert len({kind.name for kind in PAPERS}) == len(PAPERS)


@pytest.mark.parametrize("kind", [kind for kind in PAPERS if kind.needs], ids=lambda kind: kind.key)
def test_what_a_paper_needs_is_asked_for(kind: PaperKind, office: Store) -> None:
    with pytest.raises(ChoiceMissing) as asked:
        prepare(office, kind.key, PaperRequest())
    assert asked.value.need in kind.needs


@pytest.mark.parametrize("kind", [kind for kind in PAPERS if not kind.needs], ids=lambda kind: kind.key)
def test_a_paper_that_needs_nothing_says_what_else_it_may_be_given(kind: PaperKind) -> None:
    assert Need.RECORD not in kind.needs
    assert not kind.about or Choice.RECORD in kind.choices


@pytest.mark.parametrize("kind", [kind for kind in PAPERS if kind.sets == (ORDINARY,)], ids=lambda kind: kind.key)
def test_papers_that_leave_the_office_are_never_made_for_the_sensitive_set(kind: PaperKind, office: Store) -> None:
    with pytest.raises(NotOfThisSet):
        prepare(office, kind.key, PaperRequest(month=OCTOBER, record_id="1", fiscal_year_be=2570, scheme_set=SPECIAL))


def test_an_unknown_paper_is_named(office: Store) -> None:
    with pytest.raises(NoSuchPaper, match="nix"):
        prepare(office, "nix", PaperRequest())


def test_a_job_is_plain_data_for_a_worker_process(office: Store) -> None:
    job = prepare(office, "month-report", MONTHLY, settings=PaperSettings(font="bundled"))
    there = pickle.loads(pickle.dumps(job))
    assert there.pdf() == job.pdf()


def test_one_page_again_is_the_same_page(office: Store) -> None:
    job = prepare(office, "payment-list", MONTHLY, settings=PaperSettings(font="bundled"))
    whole = job.pdf()
    assert by_pdfium(job.pdf([2])) == by_pdfium(whole, 2)
    with pytest.raises(NoSuchPage):
        job.pdf([99])


def test_the_office_s_digits_are_used(office: Store) -> None:
    def first_page() -> str:
        return by_pdfium(prepare(office, "payment-list", MONTHLY).pdf([1]))

    assert "๗๐๐.๐๐" in first_page()
    change_setting(office, PAPER_DIGITS, "arabic")
    assert "700.00" in first_page()
    change_setting(office, PAPER_DIGITS, "thai")


def test_a_kind_is_found_by_its_key() -> None:
    assert paper_kind("waiver").name == "หนังสือสละสิทธิ"


def test_a_form_without_a_record_is_blank_and_a_list_is_not() -> None:
    assert paper_kind("application-old-age").is_blank(PaperRequest())
    assert not paper_kind("application-old-age").is_blank(PaperRequest(record_id="x"))
    assert not paper_kind("receipt").is_blank(PaperRequest())
