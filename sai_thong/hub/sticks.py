"""What this computer writes onto sticks and takes in from them, whatever it is: the hub, or one of the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.hub import order_sticks
from sai_thong.hub.giving_back import gave_back, refuse_not_taken_back
from sai_thong.hub.keeping import kept_hub
from sai_thong.hub.upstream import opened_book
from sai_thong.server.sticks import TakenStick, take_stick
from sai_thong.sync import courier
from sai_thong.sync.courier import Exported, Taken
from sai_thong.sync.stick import StickKind, StickNotForHere, file_name, read_stick


def export(
    store: Store,
    target: Path,
    *,
    most_bytes: int = courier.USUAL_BYTES,
    progress: courier.Progress = lambda _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write a stick: of the hub with the office's order for the province, of others with their work for who keeps it.

    See `order_sticks.export_order` and `courier.export`.
    """
    with store.by_program():
        write = order_sticks.export_order if _is_hub(store) else courier.export
        return write(store, target, most_bytes=most_bytes, progress=progress, stopped=stopped)


def take(
    store: Store,
    path: Path,
    *,
    progress: courier.Progress = lambda _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Taken:
    """Take in the answer to a stick of this computer; see `order_sticks.take_order_answer` and `courier.take`."""
    with store.by_program():
        if gave_back(store):
            refuse_not_taken_back(store, path)
        read = order_sticks.take_order_answer if _is_hub(store) else courier.take
        return read(store, path, progress=progress, stopped=stopped)


def answer_stick(
    store: Store, path: Path, answer: Path, *, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> tuple[TakenStick, Path]:
    """Take in what another computer of the office wrote, or that wants to be one, and write the hub's answer.

    Args:
        store: The open store of the computer that is the hub.
        path: The stick.
        answer: The file of the answer, or the folder in which it gets its usual name.
        progress: Told of the bytes of the stick.

    Returns:
        What came, and the file of the answer.

    Raises:
        StickNotForHere: This computer is not the hub of the office, or the stick is for the province.
        SaiThongError: As `take_stick` does.
    """
    hub = kept_hub(store)
    if hub is None or not hub.is_on:
        raise StickNotForHere(_("the province or the hub"))
    head = read_stick(path).head
    if head.kind is StickKind.ORDER:
        raise StickNotForHere(_("the province"))
    if answer.is_dir():
        answer /= file_name(head.office, bangkok_today(store.clock), head.device, answer=True)
    with opened_book(store.path) as engine:
        return take_stick(engine, hub.signing_key, path, answer, store.clock, progress=progress), answer


def _is_hub(store: Store) -> bool:
    hub = kept_hub(store)
    return hub is not None and hub.is_on
