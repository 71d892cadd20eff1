"""Parts of forms: dotted lines with values over them, boxes to tick, boxes for an id number, places to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sai_thong.forms.kit.page import Page
from sai_thong.forms.kit.rule import RIGHT_MARGIN, TEXT_SIZE, pitch_mm

_GAP = 1.2
"""Millimetres between a label and the dotted line."""
_GAP_BEFORE_TICK = 3.6
"""Millimetres before a box, so that it belongs to the label after it."""
_DOTS_BELOW = 0.9
"""Millimetres from the baseline of a value to the dots."""
_BOX_SIDE = 3.2
_ID_BOX_WIDTH, _ID_DASH_WIDTH, _ID_BOX_HEIGHT = 4.6, 2.2, 6.2
_ID_PATTERN = "x-xxxx-xxxxx-xx-x"
_SIGN_WIDTH = 52.0


@dataclass(frozen=True)
class Blank:
    """A dotted place to write in, and what is filled in.

    Attributes:
        value: The filled-in text; empty leaves the place to a pen.
        share: How much of the free width it takes, against the other blanks of the line.
        center: Whether the value stands in the middle.
        verbatim: Leave the digits of the value as they are.
    """

    value: str = ""
    share: float = 1.0
    center: bool = True
    verbatim: bool = False


@dataclass(frozen=True)
class Tick:
    """A box to tick with its label.

    Attributes:
        label: What a tick in it says.
        checked: Whether it is ticked.
    """

    label: str
    checked: bool = False


@dataclass(frozen=True)
class Signer:
    """Who signs.

    Attributes:
        name: With prefix; empty leaves dots between the brackets.
        posts: The lines below: the post, or post and ``รักษาราชการแทน`` and the post stood in for.
    """

    name: str = ""
    posts: tuple[str, ...] = ()


Part = str | Blank | Tick
"""What a line of a form is made of."""


def dotted_field(
    page: Page,
    x: float,
    y: float,
    width: float,
    value: str = "",
    *,
    size: float = TEXT_SIZE,
    center: bool = True,
    verbatim: bool = False,
) -> None:
    """A dotted line `width` millimetres long with `value` over it, set smaller where it is too long."""
    page.dots(x, x + width, y + _DOTS_BELOW)
    place = x + width / 2 if center else x + 0.8
    page.text(
        place,
        y,
        value,
        size=size,
        align="center" if center else "left",
        fit=width - 0.8,
        verbatim=verbatim,
        filled=True,
    )


def form_line(page: Page, x: float, y: float, width: float, parts: Sequence[Part], *, size: float = TEXT_SIZE) -> float:
    """One line of a form over exactly `width`: labels as wide as they are, blanks sharing what is left.

    Example: ``form_line(page, 30, 60, 160, ["ชื่อ", Blank(name, 3), "อายุ", Blank("72"), "ปี"])``. Gives the next
    baseline.

    Raises:
        ValueError: The labels alone are wider than the line.
    """
    gaps = sum(_gap_before(part) for part in parts[1:])
    fixed = sum(_natural_width(page, part, size) for part in parts)
    shares = sum(part.share for part in parts if isinstance(part, Blank))
    free = width - fixed - gaps
    if free < 0:
        raise ValueError(f"the labels of a form line are {-free:.1f} mm too wide: {parts!r}")
    for number, part in enumerate(parts):
        x += _gap_before(part) if number else 0.0
        if isinstance(part, Blank):
            length = free * part.share / shares
            dotted_field(page, x, y, length, part.value, size=size, center=part.center, verbatim=part.verbatim)
            x += length
        elif isinstance(part, Tick):
            x = tick(page, x, y, part.label, checked=part.checked, size=size)
        else:
            x = page.text(x, y, part, size=size)
    return y + pitch_mm(size)


def _gap_before(part: Part) -> float:
    return _GAP_BEFORE_TICK if isinstance(part, Tick) else _GAP


def _natural_width(page: Page, part: Part, size: float) -> float:
    if isinstance(part, Blank):
        return 0.0
    if isinstance(part, Tick):
        return _tick_width(size) + page.text_width(part.label, size)
    return page.text_width(part, size)


def tick(page: Page, x: float, y: float, label: str = "", *, checked: bool = False, size: float = TEXT_SIZE) -> float:
    """A box on the line with its label after it, ticked or not; gives the `x` of the right end."""
    side = _BOX_SIDE * size / TEXT_SIZE
    page.box(x, y - side, side, side)
    if checked:
        mark = [
            (x + side * 0.18, y - side * 0.52),
            (x + side * 0.42, y - side * 0.2),
            (x + side * 0.95, y - side * 1.1),
        ]
        page.polyline(mark, width=0.5 * size / TEXT_SIZE, filled=True)
    return page.text(x + _tick_width(size), y, label, size=size)


def _tick_width(size: float) -> float:
    return (_BOX_SIDE + 1.6) * size / TEXT_SIZE


def id_boxes(page: Page, x: float, y: float, number: str = "", *, size: float = TEXT_SIZE) -> float:
    """Boxes for the thirteen digits of a citizen id, grouped x-xxxx-xxxxx-xx-x; gives the `x` of the right end.

    A number is one string to whoever copies it from the PDF. A form printed already has the dashes as it has the boxes.
    """
    scale = size / TEXT_SIZE
    box, dash, height = _ID_BOX_WIDTH * scale, _ID_DASH_WIDTH * scale, _ID_BOX_HEIGHT * scale
    widths = [dash if sign == "-" else box for sign in _ID_PATTERN]
    place = x
    for sign, width in zip(_ID_PATTERN, widths, strict=True):
        if sign == "x":
            page.box(place, y - height * 0.78, box, height)
        elif not number:
            page.line(place + 0.5, y - height * 0.28, place + dash - 0.5, y - height * 0.28)
        place += width
    if number:
        digits = iter(number.replace("-", "").replace(" ", "").ljust(13))
        between = " " if page.settings.data_only else "-"
        written = "".join(next(digits) if sign == "x" else between for sign in _ID_PATTERN)
        page.cells(x, y, written, widths, size=size, filled=True)
    return place


def signature_line(
    page: Page,
    x: float,
    y: float,
    role: str,
    signer: Signer | None = None,
    *,
    size: float = TEXT_SIZE,
    width: float = _SIGN_WIDTH,
) -> float:
    """A place to sign on a form: ``ลงชื่อ ……… role``, below it the name in brackets and the posts.

    `x` is the middle of the dotted line, `width` its length. Without a signer the brackets hold dots.
    Gives the next baseline.
    """
    signer = signer or Signer()
    left, right = x - width / 2, x + width / 2
    page.text(left - _GAP, y, "ลงชื่อ", size=size, align="right")
    page.dots(left, right, y + _DOTS_BELOW)
    page.text(right + _GAP, y, role, size=size)
    y += pitch_mm(size) * 1.15
    bracket = page.text(left, y, "(", size=size)
    page.text(right, y, ")", size=size, align="right")
    page.text(x, y, signer.name, size=size, align="center", fit=width - 4, filled=True)
    if not signer.name:
        page.dots(bracket + 0.5, right - 1.8, y + _DOTS_BELOW)
    for post in signer.posts:
        y += pitch_mm(size)
        page.text(x, y, post, size=size, align="center", filled=True)
    return y + pitch_mm(size)


def signature_block(page: Page, x: float, y: float, signer: Signer, *, size: float = TEXT_SIZE) -> float:
    """The typed name in brackets at baseline `y`, centred on `x`, and the posts below; gives the next baseline.

    The block moves left as far as it must to keep within the right margin of a letter.
    """
    named = page.text_width(f"({signer.name})", size) if signer.name else _SIGN_WIDTH
    widest = max([named, *(page.text_width(post, size) for post in signer.posts)])
    x = min(x, page.width - RIGHT_MARGIN - widest / 2)
    if signer.name:
        page.text(x, y, f"({signer.name})", size=size, align="center")
    else:
        page.text(x - _SIGN_WIDTH / 2, y, "(", size=size)
        page.text(x + _SIGN_WIDTH / 2, y, ")", size=size, align="right")
        page.dots(x - _SIGN_WIDTH / 2 + 1.8, x + _SIGN_WIDTH / 2 - 1.8, y + _DOTS_BELOW)
    for post in signer.posts:
        y += pitch_mm(size)
        page.text(x, y, post, size=size, align="center")
    return y + pitch_mm(size)
