"""What holds of every paper: it keeps within its pages, copies out alike in two readers, and tells no secret."""

from __future__ import annotations

import io

import pypdf
import pypdfium2
import pytest

from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.papers import PAPERS
from tests.forms.gallery import CLOCK, DRAWINGS, GALLERY, SEALED_DRAWINGS, papers
from tests.forms.reading import MM, by_pdfium, by_pypdf

BUNDLED = PaperSettings(font="bundled")
THE_ILLNESS = ("เอดส์", "hiv", "aids", "ภูมิคุ้มกัน")
_KEEPS_ITS_LINES = ("offset-sheet", "recovery-sheets")
"""Never printed on a form that is there already."""
EDGE = 4.0
"""Millimetres that printers leave white."""


def all_text(pdf: bytes) -> str:
    count = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return "\n".join(by_pdfium(pdf, number) for number in range(1, count + 1))


@pytest.mark.parametrize("name", GALLERY)
def test_nothing_stands_beyond_the_edge_of_its_page(name: str, any_face: PaperSettings) -> None:
    pdf = GALLERY[name](any_face, CLOCK).pdf()
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            width, height = (length * MM for length in page.get_size())
            for item in page.get_objects():
                left, bottom, right, top = (length * MM for length in item.get_bounds())
                inside = left >= EDGE and right <= width - EDGE and bottom >= EDGE and top <= height - EDGE
                assert inside, f"page {number}: {left:.1f} {height - top:.1f} {right:.1f} {height - bottom:.1f}"


@pytest.mark.parametrize("name", GALLERY)
def test_two_readers_copy_the_same_letters(name: str) -> None:
    pdf = GALLERY[name](BUNDLED, CLOCK).pdf()
    count = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    for number in range(1, count + 1):
        pdfium, other = ("".join(read(pdf, number).split()) for read in (by_pdfium, by_pypdf))
        assert sorted(pdfium) == sorted(other)


@pytest.mark.parametrize("name", SEALED_DRAWINGS)
def test_no_paper_of_the_sensitive_set_names_the_illness(name: str) -> None:
    pdf = GALLERY[name](BUNDLED, CLOCK).pdf()
    said = (all_text(pdf) + str(pypdf.PdfReader(io.BytesIO(pdf)).metadata)).lower()
    assert not [word for word in THE_ILLNESS if word in said]


@pytest.mark.parametrize("name", [name for name in SEALED_DRAWINGS if name != "special-receipt"])
def test_papers_of_the_sensitive_set_that_stay_in_the_office_are_stamped_on_every_page(name: str) -> None:
    paper = GALLERY[name](BUNDLED, CLOCK)
    pdf = paper.pdf()
    for number in range(1, len(paper.pages) + 1):
        assert by_pdfium(pdf, number).count("ลับ") >= 2


@pytest.mark.parametrize("name", GALLERY)
def test_titles_of_files_and_print_jobs_name_neither_person_nor_illness(name: str) -> None:
    paper = GALLERY[name](BUNDLED, CLOCK)
    title = paper.title.lower()
    assert title
    assert not [word for word in (*THE_ILLNESS, "บุญมี", "ศรีสุข", "ทองดี") if word in title]


@pytest.mark.parametrize("name", GALLERY)
def test_no_python_shows_through(name: str) -> None:
    text = all_text(GALLERY[name](BUNDLED, CLOCK).pdf())
    assert not [word for word in ("None", "frozenset", "datetime", "Scheme.", "{", "}") if word in text]


@pytest.mark.parametrize("name", [name for name in GALLERY if name not in _KEEPS_ITS_LINES])
def test_a_form_that_is_printed_already_gets_no_rule_or_box(name: str) -> None:
    paper = GALLERY[name](PaperSettings(font="bundled", data_only=True), CLOCK)
    assert not [shape for page in paper.pages for shape in page.shapes if " re S" in shape]


def test_every_paper_of_the_catalogue_is_in_the_gallery() -> None:
    assert {kind.key for kind in PAPERS} <= set(DRAWINGS)
    assert [name for name, _make in papers()] == list(GALLERY)
