"""``hub``: share this office with its other computers: start and stop the hub, find it, take it over, talk upwards."""

from __future__ import annotations

import argparse
import json
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sai_thong.commands.office_computers import add_stick
from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action, group
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.hub.finding import FoundHub

_LOOKS_EVERY: Final = 0.5
"""Seconds after which a serving hub looks whether `hub stop` was called, or a later hub took over."""


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "hub", _("share the office with its other computers on the local network"))
    start = action(actions, "start", _start, _("be the hub, and serve until Ctrl+C or hub stop"))
    start.add_argument("--why", default="", help=_("the reason; needed the first time"))
    _add_months(start)
    action(actions, "stop", _stop, _("end the serving of this computer's hub; it stays the hub"))
    action(actions, "status", _status, _("which computer is the hub, and whether this one serves"))
    find = action(actions, "find", _find, _("hubs of this office on the local network"))
    find.add_argument("--seconds", type=float, default=2.0, metavar="N", help=_("how long is listened"))
    find.add_argument(
        "--follow", action="store_true", help=_("follow the latest that a computer of the office vouches for")
    )
    find.add_argument("--at", default="", metavar="URL", help=_("the address of the hub, typed"))
    over = action(actions, "take-over", _take_over, _("become the hub in place of one that is dead"))
    over.add_argument("--why", required=True, help=_("the reason"))
    _add_months(over)
    words = _("on another computer: give its number series and open months to the hub")
    action(actions, "hand-over", _hand_over, words).add_argument("--why", required=True, help=_("the reason"))
    action(actions, "send", _send, _("tell the province what the hub decided"))
    back = action(actions, "give-back", _give_back, _("let the province keep the order again"))
    back.add_argument("--why", required=True, help=_("the reason"))
    add_stick(back)


def _add_months(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--take-months", action="store_true", help=_("hold here the open months that other computers hold")
    )


def _start(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.hub.keeping import kept_hub, lan_url
    from sai_thong.hub.switching import hub_process, keep_port, switch_on
    from sai_thong.sync.enrolment import fingerprint

    if _is_served(session.store_path):
        raise Refused(_("The hub of this computer serves already."))
    with session.store(write=True) as store:
        hub = kept_hub(store)
        if hub is None or not hub.is_on:
            switch_on(store, why=arguments.why)
        held, held_lines = _held(store, arguments)
        process = hub_process(store)
        keep_port(store, process.start())
        hub = kept_hub(store)
        assert hub is not None
        document: dict[str, Any] = {
            "address": lan_url(store),
            "generation": hub.generation,
            "pin": fingerprint(hub.public_key),
        }
        document |= held | {"pid": process.pid}
    mark = _mark(session.store_path)
    mark.write_text(json.dumps({"port": process.status.port}), encoding="utf-8")
    try:
        said = _("The hub serves at {address}. Its pin is {pin}.").format(**document)
        session.output.result(document, [said, *held_lines])
        while mark.exists() and process.status.newer is None:
            time.sleep(_LOOKS_EVERY)
    except KeyboardInterrupt:
        pass
    finally:
        process.stop()
        mark.unlink(missing_ok=True)


def _stop(session: Session, _arguments: argparse.Namespace) -> None:
    serving = _is_served(session.store_path)
    _mark(session.store_path).unlink(missing_ok=True)
    said = _("The hub ends now.") if serving else _("No hub was serving here.")
    session.output.result({"was_serving": serving}, [said])


def _status(session: Session, _arguments: argparse.Namespace) -> None:
    from sai_thong.hub.keeping import kept_hub, lan_url, province_of
    from sai_thong.hub.switching import current_term
    from sai_thong.sync.device import pinned_authority

    with session.store(write=False) as store:
        hub, term, province = kept_hub(store), current_term(store), province_of(store)
        authority, address = pinned_authority(store), lan_url(store)
    is_hub = hub is not None and hub.is_on
    document: dict[str, Any] = {
        "is_hub": is_hub,
        "serving": _is_served(session.store_path),
        "address": address,
        "term": {"generation": term.generation, "name": term.name, "since": term.since, "why": term.why}
        if term and term.key
        else None,
        "authority": authority.url if authority else None,
        "province": province.url if province else None,
    }
    lines = [_("This computer is the hub.") if is_hub else _("This computer is not the hub.")]
    if term is not None and term.key:
        told = {"generation": term.generation, "name": term.name, "since": term.since, "why": term.why}
        lines.append(_("Term {generation}: {name}, since {since}. {why}").format(**told))
    if address:
        lines.append(_("Other computers reach it at {url}.").format(url=address))
    if authority is not None and authority.url:
        lines.append(_("This computer exchanges with {url}.").format(url=authority.url))
    if province is not None and province.url:
        lines.append(_("The province is at {url}.").format(url=province.url))
    session.output.result(document, lines)


def _find(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.hub.finding import find_hubs, hub_at
    from sai_thong.sync.device import pinned_authority
    from sai_thong.sync.refusals import NotEnrolled

    with session.store(write=arguments.follow) as store:
        authority = pinned_authority(store)
        if authority is None:
            raise NotEnrolled
        followed = _followed(store, arguments) if arguments.follow else None
        found = [hub_at(arguments.at)] if arguments.at else find_hubs(authority.office, arguments.seconds)
        documents = [_document(store, each) for each in found]
    document = {"hubs": documents, "followed": followed.url if followed else None}
    lines = [f"{each['generation']}\t{each['name']}\t{each['url']}\t{each['pin']}" for each in documents]
    lines += [_("This computer follows {url} from now on.").format(url=followed.url)] if followed else []
    session.output.result(document, lines or [_("No hub of this office answers on the local network.")])


def _followed(store: Store, arguments: argparse.Namespace) -> FoundHub | None:
    from sai_thong.hub.switching import follow_at, follow_newest

    return follow_at(store, arguments.at) if arguments.at else follow_newest(store, arguments.seconds)


def _take_over(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.hub.switching import switch_on

    with session.store(write=True) as store:
        term = switch_on(store, why=arguments.why)
        held, held_lines = _held(store, arguments)
    said = _("This computer is the hub in its term {generation}. Start it: hub start.").format(
        generation=term.generation
    )
    session.output.result({"generation": term.generation, "name": term.name} | held, [said, *held_lines])


def _held(store: Store, arguments: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    """Take over the months if it was asked for, and tell what other computers still hold."""
    from sai_thong.sync.holdings import held_elsewhere, take_over_months

    taken = take_over_months(store, why=arguments.why)[0] if arguments.take_months else ()
    left = held_elsewhere(store)
    document = {
        "months_taken": [each.month.be_text for each in taken],
        "held_elsewhere": [{"computer": each.computer, "holds": list(each.names)} for each in left],
    }
    words = _("{computer} holds {names}. There: hub hand-over; if it is lost: lost take-over here.")
    return document, [words.format(computer=each.computer, names=", ".join(each.names)) for each in left]


def _hand_over(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.sync.holdings import hand_over_to_hub

    with session.store(write=True) as store:
        held, _changes = hand_over_to_hub(store, why=arguments.why)
    said = _("Handed over to the hub: {names}").format(names=", ".join(held.names) or "-")
    session.output.result({"handed_over": list(held.names)}, [said])


def _send(session: Session, _arguments: argparse.Namespace) -> None:
    from sai_thong.hub.upstream import Upstream

    with session.store(write=True) as store:
        done = Upstream(store).send()
    said = _("The province took {sent} outcomes, and had {taken} batches that the hub lacked.")
    session.output.result({"sent": done.sent, "taken": done.taken}, [said.format(sent=done.sent, taken=done.taken)])


def _give_back(session: Session, arguments: argparse.Namespace) -> None:
    if arguments.stick:
        _give_back_by_stick(session, arguments)
        return
    from sai_thong.hub.upstream import Upstream

    with session.store(write=True) as store:
        term = Upstream(store).give_back(why=arguments.why)
    session.output.result({"generation": term.generation}, [_("The province keeps the order again.")])


def _give_back_by_stick(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.hub.giving_back import give_back_by_stick

    with session.store(write=True) as store:
        made = give_back_by_stick(store, arguments.stick, why=arguments.why)
    said = _("The province keeps the order again as soon as it has {file}; take in here what comes back: sync import.")
    session.output.result({"file": str(made.path), "entries": made.entries}, [said.format(file=made.path)])


def _document(store: Store, found: FoundHub) -> dict[str, Any]:
    from sai_thong.sync.device import office_devices

    return {
        "name": found.beacon.name,
        "url": found.url,
        "generation": found.beacon.term.generation,
        "pin": found.pin,
        "trusted": found.beacon.is_vouched_by(office_devices(store)),
    }


def _mark(store: Path) -> Path:
    """The file that is there while a command serves the hub; who removes it ends the serving."""
    return store.with_name(store.name + ".hub.run")


def _is_served(store: Path) -> bool:
    """Whether a command serves the hub of this store: its mark is there, and somebody listens at its port."""
    import socket

    with suppress(OSError, ValueError, KeyError):
        port = json.loads(_mark(store).read_text(encoding="utf-8"))["port"]
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return True
    return False
