"""A paper becomes the same bytes every time, anywhere, whole or one page alone."""

import io
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context

import pypdf
import pytest

from sai_thong.forms.kit import (
    BadImage,
    Blank,
    Paper,
    PaperSettings,
    Signer,
    Tick,
    draw_garuda,
    form_line,
    id_boxes,
    offset_sheet,
    signature_line,
)
from sai_thong.forms.render import page_images
from sai_thong.ground.clock import FixedClock
from tests.forms.reading import by_pdfium, place_of

MOMENT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def sample(names: list[str], settings: PaperSettings | None = None) -> Paper:
    paper = Paper("บัญชี", clock=FixedClock(MOMENT), settings=settings or PaperSettings(font="bundled"), author="อบต.")
    for name in names:
        page = paper.page()
        page.text(30, 40, name, bold=True)
        form_line(page, 30, 60, 150, ["ชื่อ", Blank(name, 3), "อายุ", Blank("72"), "ปี", Tick("รับเอง", checked=True)])
    return paper


def printed(name: str) -> bytes:
    return sample([name]).pdf()


def test_the_same_paper_gives_the_same_bytes_whatever_was_printed_before() -> None:
    first = sample(["นายก ข", "นางสาวน้ำฝน"]).pdf()
    sample(["อื่น ๆ ที่ไม่เคยพิมพ์มาก่อน"]).pdf()
    assert sample(["นายก ข", "นางสาวน้ำฝน"]).pdf() == first


def test_papers_made_at_the_same_time_do_not_mix() -> None:
    settings = PaperSettings(font="bundled")
    papers = [Paper(name, clock=FixedClock(MOMENT), settings=settings, author="อบต.") for name in ("บัญชี", "บัญชี")]
    for paper in papers:
        paper.page()
    for line in range(3):
        papers[0].pages[0].text(30, 40 + 10 * line, f"ของแรก {line}")
        papers[1].pages[0].text(30, 40 + 10 * line, f"คนละฉบับ {line}")
    assert by_pdfium(papers[0].pdf()).split("\n")[0] == "ของแรก ๐"
    assert "ของแรก" not in by_pdfium(papers[1].pdf())


def test_a_worker_process_prints_the_same_bytes() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as workers:
        assert workers.submit(printed, "นายสมชาย ใจดี").result() == printed("นายสมชาย ใจดี")


def test_one_page_alone_reads_as_it_did_in_the_whole() -> None:
    paper = sample(["นายหนึ่ง", "นางสอง", "นายสาม"])
    paper.number_pages()
    alone = paper.pdf(pages=[2])
    assert len(pypdf.PdfReader(io.BytesIO(alone)).pages) == 1
    assert by_pdfium(alone) == by_pdfium(paper.pdf(), page=2)
    assert "- ๒ -" in by_pdfium(alone)


def test_a_paper_may_be_written_twice() -> None:
    paper = sample(["นายหนึ่ง"])
    assert paper.pdf() == paper.pdf()


def test_the_properties_name_title_office_language_and_time() -> None:
    reader = pypdf.PdfReader(io.BytesIO(sample(["ก"]).pdf()))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("บัญชี", "อบต.")
    assert reader.metadata["/CreationDate"] == "D:20261121100000+07'00'"
    assert reader.trailer["/Root"]["/Lang"] == "th-TH"


def test_every_font_is_embedded() -> None:
    reader = pypdf.PdfReader(io.BytesIO(sample(["ก"]).pdf()))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    assert len(fonts) == 2
    for font in fonts.values():
        (descendant,) = font.get_object()["/DescendantFonts"]
        assert "/FontFile2" in descendant.get_object()["/FontDescriptor"].get_object()


@pytest.mark.parametrize(("digits", "shown"), [("thai", "๗๒"), ("arabic", "72")])
def test_digits_follow_the_setting(digits: str, shown: str) -> None:
    text = by_pdfium(sample(["๒ 2"], PaperSettings(font="bundled", digits=digits)).pdf())
    assert shown in text
    assert text.splitlines()[0] == ("๒ ๒" if digits == "thai" else "2 2")


def test_verbatim_text_keeps_its_digits(bundled: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("", clock=clock, settings=bundled)
    paper.page().text(30, 40, "saraban46@example.go.th", verbatim=True)
    assert by_pdfium(paper.pdf()).strip() == "saraban46@example.go.th"


def test_a_pre_printed_form_gets_only_what_is_filled_in_moved_by_the_offset() -> None:
    whole = sample(["นายหนึ่ง"]).pdf()
    settings = PaperSettings(font="bundled", data_only=True, offset_right_mm=2.5, offset_down_mm=-1)
    data = sample(["นายหนึ่ง"], settings).pdf()
    assert by_pdfium(data).split() == ["นายหนึ่ง", "๗๒"]
    before, after = place_of(whole, "๗๒"), place_of(data, "๗๒")
    assert (after.x - before.x, after.y - before.y) == pytest.approx((2.5, -1), abs=0.02)


def test_an_id_on_a_pre_printed_form_leaves_its_dashes_to_the_form(clock: FixedClock) -> None:
    for data_only, written in ((False, "๓-๙๙๕๕-๑๑๑๒๐-๖๖-๕"), (True, "๓๙๙๕๕๑๑๑๒๐๖๖๕")):
        paper = Paper("", clock=clock, settings=PaperSettings(font="bundled", data_only=data_only))
        id_boxes(paper.page(), 30, 30, "3995511120665")
        assert "".join(by_pdfium(paper.pdf()).split()) == written


def test_the_offset_sheet_states_the_offset_it_was_printed_with(clock: FixedClock) -> None:
    settings = PaperSettings(font="bundled", offset_right_mm=1.5, offset_down_mm=2)
    assert "ขวา ๑.๕ มม. ลง ๒ มม." in by_pdfium(offset_sheet(settings, clock).pdf())


def test_a_secret_paper_is_stamped_on_every_page(bundled: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("", clock=clock, settings=bundled, secrecy="ลับ")
    paper.page()
    paper.page(landscape=True)
    assert [by_pdfium(paper.pdf(), page).split() for page in (1, 2)] == [["ลับ", "ลับ"]] * 2
    red = [image.pixels for image in page_images(paper.pdf(), dpi=40)]
    assert all(any(page[place + 2] > page[place] + 80 for place in range(0, len(page), 4)) for page in red)


def test_a_broken_image_is_told_in_words(clock: FixedClock) -> None:
    paper = Paper("", clock=clock, settings=PaperSettings(font="bundled", garuda=b"no image"))
    with pytest.raises(BadImage):
        draw_garuda(paper.page(), height=30, top=15)


def test_a_form_line_ends_at_its_margin_and_refuses_labels_too_long(bundled: PaperSettings, clock: FixedClock) -> None:
    page = Paper("", clock=clock, settings=bundled).page()
    with pytest.raises(ValueError, match="too wide"):
        form_line(page, 30, 60, 20, ["ป้ายที่ยาวเกินบรรทัด", Blank()])


def test_a_long_value_is_set_smaller_not_over_the_next_label(bundled: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("", clock=clock, settings=bundled)
    form_line(paper.page(), 30, 60, 60, ["ชื่อ", Blank("นายชื่อยาวมากเหลือเกิน นามสกุลก็ยาวไม่แพ้กัน"), "ปี"])
    pdf = paper.pdf()
    value, label = place_of(pdf, "นายชื่อยาวมากเหลือเกิน นามสกุลก็ยาวไม่แพ้กัน"), place_of(pdf, "ปี")
    assert value.size < label.size
    assert value.right < label.x


def test_a_place_to_sign_shows_name_and_posts_below(bundled: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("", clock=clock, settings=bundled)
    signature_line(paper.page(), 100, 60, "ผู้รับเงิน", Signer("นายก ข", ("ปลัด", "รักษาราชการแทน นายก")))
    pdf = paper.pdf()
    heights = [place_of(pdf, text).y for text in ("ลงชื่อ", "นายก ข", "ปลัด", "รักษาราชการแทน")]
    assert heights == sorted(heights)
    middle = place_of(pdf, "นายก ข")
    assert (middle.x + middle.right) / 2 == pytest.approx(100, abs=0.6)
