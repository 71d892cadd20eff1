"""A page of the office's order: what became of which entries, from one `seq` to another, with the batches they came in.

Batches travel on as they came, so that every station verifies the signature of the device and the chain of the file
itself. An entry may take effect pages after its batch, when its record arrived; the station has kept it since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sai_thong.sync.batches import Batch, read_batch
from sai_thong.sync.merge import Effect
from sai_thong.sync.packing import Unreadable, as_place, as_text, as_whole, join_parts, pack, reads, split_parts

_LETTERS: Final = {Effect.STANDS: "s", Effect.SAME: "e", Effect.BESIDE: "b", Effect.CONTENDS: "c"}
_EFFECTS: Final = {letter: effect for effect, letter in _LETTERS.items()}


@dataclass(frozen=True)
class OutcomeLine:
    """What became of one entry, as it travels.

    Attributes:
        file_id: The file of the entry.
        counter: Its place there.
        effects: What became of its fields.
        given_up: Contenders, by field and version, that wait no longer.
    """

    file_id: str
    counter: int
    effects: Mapping[str, Effect]
    given_up: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Page:
    """Part of the office's order.

    Attributes:
        epoch: Changed when the authority was restored; numbers of another epoch mean nothing.
        first_seq: `seq` of the first line; the others follow without a gap.
        lines: The outcomes.
        more: Whether there is more behind them.
    """

    epoch: str
    first_seq: int
    lines: tuple[OutcomeLine, ...]
    more: bool = False

    @property
    def last_seq(self) -> int:
        """`seq` of the last line; the one before the first where there is none."""
        return self.first_seq + len(self.lines) - 1

    def behind(self, seq: int) -> Page:
        """The part of this page behind a place, which is in it or just before it."""
        known = min(max(0, seq + 1 - self.first_seq), len(self.lines))
        return replace(self, first_seq=self.first_seq + known, lines=self.lines[known:])


def pack_page(page: Page) -> bytes:
    """A page as it travels, without its batches."""
    files: dict[str, int] = {}
    names: dict[str, int] = {}
    shapes: dict[tuple[tuple[int, str], ...], int] = {}
    file_of, counters, shape_of = [], [], []
    given_up: dict[str, list[list[Any]]] = {}
    last: dict[str, int] = {}
    for place, line in enumerate(page.lines):
        file_of.append(files.setdefault(line.file_id, len(files)))
        counters.append(line.counter - last.get(line.file_id, 0))
        last[line.file_id] = line.counter
        shape = tuple((names.setdefault(name, len(names)), _LETTERS[each]) for name, each in line.effects.items())
        shape_of.append(shapes.setdefault(shape, len(shapes)))
        if line.given_up:
            given_up[str(place)] = [list(each) for each in line.given_up]
    document = {"epoch": page.epoch, "first": page.first_seq, "more": int(page.more), "files": list(files)}
    document |= {"file": file_of, "counter": counters, "names": list(names), "shapes": list(shapes), "shape": shape_of}
    return pack(document | {"given_up": given_up})


@reads
def unpack_page(document: Mapping[str, Any]) -> Page:
    """The page of `pack_page`, from its bytes.

    Raises:
        Unreadable: The bytes are none.
    """
    names = [as_text(name) for name in document["names"]]
    shapes = [{names[as_place(place)]: _EFFECTS[letter] for place, letter in shape} for shape in document["shapes"]]
    files = [as_text(each) for each in document["files"]]
    lines: list[OutcomeLine] = []
    last: dict[str, int] = {}
    columns = (document["file"], document["counter"], document["shape"])
    for place, (file_place, after, shape) in enumerate(zip(*columns, strict=True)):
        file_id = files[as_place(file_place)]
        counter = last.get(file_id, 0) + as_whole(after)
        last[file_id] = counter
        lines.append(OutcomeLine(file_id, counter, shapes[as_place(shape)], _given_up(document, place)))
    first, more = as_whole(document["first"]), bool(as_whole(document["more"]))
    return Page(as_text(document["epoch"]), first, tuple(lines), more)


def pack_with_batches(page: Page, batches: Sequence[Batch]) -> bytes:
    """A page as it travels, with those of its batches that the reader lacks."""
    return join_parts([pack_page(page), *(each.to_bytes() for each in batches)])


def unpack_with_batches(data: bytes) -> tuple[Page, list[Batch]]:
    """The page and the batches of `pack_with_batches`.

    Raises:
        Unreadable: The bytes are none.
    """
    parts = split_parts(data)
    if not parts:
        raise Unreadable("no page")
    return unpack_page(parts[0]), [read_batch(each) for each in parts[1:]]


def _given_up(document: Mapping[str, Any], place: int) -> tuple[tuple[str, str], ...]:
    told: Sequence[Sequence[Any]] = document["given_up"].get(str(place), ())
    return tuple((as_text(name), as_text(version)) for name, version in told)
