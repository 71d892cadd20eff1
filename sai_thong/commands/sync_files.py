"""``sync files``: attached files that have not gone or come, and how many bytes of them may in a day."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.ground.language import _

_MEGABYTE = 1_000_000


def add_to(actions: Actions) -> None:
    """Declare the command among those of ``sync``."""
    files = action(actions, "files", _files, _("attached files that have not gone or come, and the day's limit"))
    limit = files.add_mutually_exclusive_group()
    limit.add_argument("--daily-megabytes", type=int, metavar="N", help=_("let so much of them go and come in a day"))
    limit.add_argument("--no-limit", action="store_true", help=_("let all of them go and come"))


def _files(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.sync.content_budget import daily_budget, set_daily_budget, traffic_by_day
    from sai_thong.sync.contents_exchange import contents_waiting

    changes = arguments.no_limit or arguments.daily_megabytes is not None
    with session.store(write=changes) as store:
        if changes:
            set_daily_budget(store, None if arguments.no_limit else max(0, arguments.daily_megabytes) * _MEGABYTE)
        waiting, budget, days = contents_waiting(store), daily_budget(store), traffic_by_day(store)
    document = {
        "to_send": waiting.up,
        "to_send_bytes": waiting.up_bytes,
        "to_come": waiting.down,
        "to_come_bytes": waiting.down_bytes,
        "daily_bytes": budget,
        "no_room": waiting.no_room,
        "days": {day: {"up": each.up, "down": each.down} for day, each in days.items()},
    }
    lines = [
        _("To be sent: {count} files, {megabytes} MB.").format(
            count=waiting.up, megabytes=_megabytes(waiting.up_bytes)
        ),
        _("To come: {count} files, {megabytes} MB.").format(
            count=waiting.down, megabytes=_megabytes(waiting.down_bytes)
        ),
    ]
    if budget is not None:
        lines.append(_("At most {megabytes} MB go and come in a day.").format(megabytes=_megabytes(budget)))
    if waiting.no_room:
        lines.append(_("The other side has no more room for files of this office."))
    lines += [f"{day}\t{_megabytes(each.up)}\t{_megabytes(each.down)}" for day, each in days.items()]
    session.output.result(document, lines)


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.1f}"
