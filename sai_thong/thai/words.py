"""Where a Thai line may be broken: words from two lists, a penalty for every break, the best lines for a width.

Thai is written without spaces between words, so a line can only be broken with a word list. The first list (PyThaiNLP)
knows whole terms, such as องค์การบริหารส่วนตำบล, and a break after one costs little. Long terms are cut again with a
second list (ICU), which knows few compounds, and a break there costs more. A break at a written space costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from sai_thong.ground import resources

AT_SPACE = 0
"""Penalty of a break at a written space."""
AFTER_WORD = 10
"""Penalty of a break after a word of the first list."""
BETWEEN_NUMBER_AND_UNIT = 150
"""Penalty of a break at the space of ``600 บาท`` or ``ข้อ 14``: lawful, but poor."""
INSIDE_TERM = 60
"""Penalty of a break inside a long term."""
NEVER = 1_000_000
"""Penalty of what is done only where a piece is wider than the whole line."""

_RECUT_LONGER_THAN = 8
_SLACK_WEIGHT = 10_000.0

_NEVER_STARTS = frozenset("ๆฯ,.;:!?)]}”’%ะาำๅ/-")
_NEVER_ENDS = frozenset("([{“‘เแโใไ/")
_COMBINING = "ัิ-ฺ็-๎"
_CLUSTER = re.compile(f"[เแโใไ]?[^{_COMBINING}ะาำๅ][{_COMBINING}ะาำๅ]*|.", re.DOTALL)
_NUMBER_PART = re.compile(r"[0-9๐-๙.,/:\-–]")

_DIGIT = "[0-9๐-๙]"
_MONTH = (
    "(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|ม\.ค\.|ก\.พ\.|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\.|ส\.ค\.|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\.)"
)
_ERA = r"(?:พ\.ศ\.|ค\.ศ\.)"
_KEPT_WHOLE = re.compile(
    rf"{_DIGIT}{{1,2}} ?{_MONTH}(?: (?:{_ERA} ?)?{_DIGIT}{{2,4}})?"
    rf"|{_MONTH} (?:{_ERA} ?)?{_DIGIT}{{2,4}}"
    rf"|{_ERA} {_DIGIT}{{4}}"
    rf"|(?<!\S)[ก-ฮ]{{2}} {_DIGIT}{{4,5}}(?:\.{_DIGIT}+)*(?:/[ก-ฮ]? ?{_DIGIT}+)?"
    rf"|{_DIGIT}[0-9๐-๙.,/:\-–]*(?<![.,:\-–])"
    r"|[A-Za-z][A-Za-z0-9@._\-]*[A-Za-z0-9]"
    r"|(?<![^\s(])(?:[ก-์]{1,5}\.)+"
)
"""In one piece: dates, letter numbers (กส 71801/123), numbers, Latin words and abbreviations."""
_BINDS_FORWARD = frozenset({"ผู้", "การ", "ความ", "นัก", "ชาว"})
"""Words that only open a longer one (ผู้สูงอายุ): no line ends with them."""
_UNIT_FOLLOWS = re.compile(r"(?:บาท|สตางค์|ราย|คน|เดือน|ปี|วัน|น\.|ฉบับ|แผ่น|หมู่|ไร่|กม\.)")
_NUMBER_FOLLOWS = re.compile(r"(?:ข้อ|ที่|มาตรา|หมู่|วรรค|เลขที่|อายุ|จำนวน|ประจำปี|งบประมาณ|โทร\.|ชั้น|ครั้งที่)$")


class Piece(NamedTuple):
    """A stretch of text that stays on one line.

    Attributes:
        text: The stretch itself, without the spaces after it.
        space_after: The spaces written after it; they vanish where the line is broken.
        penalty: What a break after it costs; `AT_SPACE` is best.
    """

    text: str
    space_after: str
    penalty: int


@cache
def _segmenter() -> Callable[[str, str], list[str]]:
    """The dictionary segmenter with both lists loaded, at first use (about 0.15 s)."""
    import nlpo3

    nlpo3.load_dict(str(resources.path("words/words_th.txt")), "whole terms")
    nlpo3.load_dict(str(resources.path("words/thaidict.txt")), "short words")
    segment: Callable[[str, str], list[str]] = nlpo3.segment
    return segment


def pieces(text: str, keep: Collection[str] = ()) -> list[Piece]:
    """`text` cut at every place where a line may be broken.

    Joined again with their spaces the pieces give `text` (without leading spaces). `keep` names stretches that are
    never cut, such as the name of the person a letter is about; one that holds a space keeps it.
    """
    cut: list[Piece] = []
    for chunk, space in _chunks(text.lstrip(), keep):
        words = list(_joined(_cut_chunk(chunk, keep)))
        cut.extend(Piece(word, "", penalty) for word, penalty in words[:-1])
        last, penalty = words[-1]
        cut.append(Piece(last, space, AT_SPACE if space else penalty))
    return [_with_poor_break(piece, after) for piece, after in pairwise([*cut, Piece("", "", AT_SPACE)])]


def _chunks(text: str, keep: Collection[str]) -> Iterator[tuple[str, str]]:
    """Stretches between breakable spaces, each with the spaces after it."""
    held = [m.span() for m in _KEPT_WHOLE.finditer(text)]
    held += [m.span() for name in keep if name for m in re.finditer(re.escape(name), text)]
    start = 0
    for spaces in re.finditer(r"\s+", text):
        if any(a < spaces.start() and spaces.end() < b for a, b in held):
            continue
        if text[spaces.end() : spaces.end() + 1] in ("ๆ", "ฯ"):
            continue
        yield text[start : spaces.start()], spaces.group()
        start = spaces.end()
    if start < len(text):
        yield text[start:], ""


def _cut_chunk(chunk: str, keep: Collection[str]) -> Iterator[tuple[str, int]]:
    """The words of one chunk, each with the penalty of a break after it."""
    whole = [re.escape(name) for name in sorted(keep, key=len, reverse=True) if name and name in chunk]
    pattern = re.compile("|".join([*whole, _KEPT_WHOLE.pattern])) if whole else _KEPT_WHOLE
    start = 0
    for held in pattern.finditer(chunk):
        yield from _dictionary_words(chunk[start : held.start()])
        yield held.group(), AFTER_WORD
        start = held.end()
    yield from _dictionary_words(chunk[start:])


def _dictionary_words(text: str) -> Iterator[tuple[str, int]]:
    if not text:
        return
    segment = _segmenter()
    for word in segment(text, "whole terms"):
        parts = segment(word, "short words") if len(word) > _RECUT_LONGER_THAN else [word]
        yield from ((part, INSIDE_TERM) for part in parts[:-1])
        yield parts[-1], AFTER_WORD


def _joined(words: Iterator[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """`words` with those put together between which a break would be wrong."""
    held, held_penalty = "", AFTER_WORD
    for word, penalty in words:
        if held and not _may_break(held, word):
            held, held_penalty = held + word, penalty
            continue
        if held:
            yield held, held_penalty
        held, held_penalty = word, penalty
    if held:
        yield held, held_penalty


def _may_break(before: str, after: str) -> bool:
    first, last = after[0], before[-1]
    if before in _BINDS_FORWARD:
        return False
    if first in _NEVER_STARTS or last in _NEVER_ENDS or re.match(f"[{_COMBINING}]", first):
        return False
    if not before.strip() or not after.strip():
        return False
    return not (_NUMBER_PART.match(last) and _NUMBER_PART.match(first))


def _with_poor_break(piece: Piece, after: Piece) -> Piece:
    """`piece`, its penalty raised where a number would part from its unit or a label from its number."""
    if not piece.space_after or not after.text:
        return piece
    number_then_unit = _NUMBER_PART.match(piece.text[-1]) and _UNIT_FOLLOWS.match(after.text)
    label_then_number = re.match(rf"\(?{_DIGIT}", after.text) and _NUMBER_FOLLOWS.search(piece.text)
    if number_then_unit or label_then_number:
        return piece._replace(penalty=BETWEEN_NUMBER_AND_UNIT)
    return piece


def wrap(
    text: str,
    measure: Callable[[str], float],
    width: float,
    indent: float = 0,
    keep: Collection[str] = (),
) -> list[str]:
    """`text` as lines no wider than `width`, broken so that the whole paragraph looks best.

    `measure` gives the width of a string in the unit of `width`. The first line starts `indent` later. Line feeds in
    `text` end a line. A piece wider than a whole line (a web address in a narrow column) is cut at its spaces, else
    between letters, never between a letter and its marks. Spaces at the end of a line are left out.
    """
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        lines.extend(_wrap_paragraph(paragraph, measure, width, indent if number == 0 else 0, keep))
    return lines


def _wrap_paragraph(
    text: str, measure: Callable[[str], float], width: float, indent: float, keep: Collection[str]
) -> list[str]:
    cut: list[Piece] = []
    for piece in pieces(text, keep):
        room = width if cut else width - indent
        cut.extend([piece] if measure(piece.text) <= room else _forced(piece, measure, room))
    if not cut:
        return [""]
    widths = [measure(piece.text) for piece in cut]
    gaps = [measure(piece.space_after) if piece.space_after else 0.0 for piece in cut]
    ends = _best_ends(cut, widths, gaps, width, indent)
    return [
        "".join(piece.text + piece.space_after for piece in cut[start:end]).rstrip()
        for start, end in pairwise([0, *ends])
    ]


def _best_ends(cut: list[Piece], widths: list[float], gaps: list[float], width: float, indent: float) -> list[int]:
    """Where the lines end, as numbers of pieces: the least total cost, found as Knuth and Plass do.

    The cost of a line is the square of the share of it left empty, plus the penalty of the break after it. The last
    line may be short for nothing.
    """
    count = len(cut)
    cost = [0.0] + [float("inf")] * count
    came_from = [0] * (count + 1)
    for start in range(count):
        available = width - indent if start == 0 else width
        used = gap = 0.0
        for end in range(start, count):
            used += gap + widths[end]
            gap = gaps[end]
            too_wide = used > available + 1e-6
            if too_wide and end > start:
                break
            line = NEVER if too_wide else 0.0
            if end < count - 1:
                line += _SLACK_WEIGHT * (max(0.0, available - used) / width) ** 2 + cut[end].penalty
            if cost[start] + line < cost[end + 1]:
                cost[end + 1], came_from[end + 1] = cost[start] + line, start
    ends, end = [], count
    while end > 0:
        ends.append(end)
        end = came_from[end]
    return ends[::-1]


def _forced(piece: Piece, measure: Callable[[str], float], width: float) -> list[Piece]:
    """A piece wider than the line, cut at its spaces if it has any; what is too wide still, between letters."""
    parts = [
        part
        for word in re.findall(r"\S+\s*", piece.text)
        for part in ([word] if measure(word.rstrip()) <= width else _filled(_CLUSTER.findall(word), measure, width))
    ]
    split = [Piece(part.rstrip(), part[len(part.rstrip()) :], NEVER) for part in parts]
    split[-1] = split[-1]._replace(space_after=piece.space_after, penalty=piece.penalty)
    return split


def _filled(clusters: list[str], measure: Callable[[str], float], width: float) -> list[str]:
    """`clusters` joined into stretches as wide as fit."""
    filled = [clusters[0]]
    for cluster in clusters[1:]:
        if measure(filled[-1] + cluster) <= width:
            filled[-1] += cluster
        else:
            filled.append(cluster)
    return filled
