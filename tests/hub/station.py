"""A computer of the office as a process of its own: its store, its rounds, and the hub where it is the one.

It is given a folder, a name and the port that hubs call at; reads one JSON command a line from its input, and writes
one JSON line for each, and one for each petition that it comes to see.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from sai_thong.db.station import Station as Mark
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.hub.keeping import kept_hub
from sai_thong.hub.process import Hub
from sai_thong.hub.switching import follow_newest, hub_process, keep_port, switch_on, yield_to_newer
from sai_thong.registers import consequences
from sai_thong.registers.petitions.intake import Intake, take
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.terms import Channel
from sai_thong.sync.codes import offer_code
from sai_thong.sync.device import own_device, pinned_authority
from sai_thong.sync.enrolling import enrol
from sai_thong.sync.enrolment import read_code
from sai_thong.sync.listening import Listener
from sai_thong.sync.refusals import NoLink, NotEnrolled, NotThePinnedAuthority, OrderElsewhere
from sai_thong.sync.rounds import open_round
from sai_thong.sync.station import StationSide
from sai_thong.sync.talk import Stopped
from sai_thong.sync.transports.http import HttpTransport
from tests.sync.real_stations import NOW, PASSWORD, RECORD_TYPES

SILENT = (NoLink, NotThePinnedAuthority, OrderElsewhere)


def say(**told: object) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()


class Station:
    """The computer: a thread that syncs, one that listens, and the one that is told what to do."""

    def __init__(self, folder: Path, name: str, beacon_port: int) -> None:
        clock = FixedClock(NOW)
        path, mark = folder / f"{name}.saithong", Mark(folder / f"{name}.mark", name)
        self.store = Store.open(path, user=name, password=PASSWORD, clock=clock, station=mark)
        consequences.attach(self.store)
        self.name, self.beacon_port = name, beacon_port
        self.seen: set[str] = set()
        self.due, self.ended, self.quiet = threading.Event(), threading.Event(), threading.Lock()
        self.hub: Hub | None = None

    def begin(self) -> None:
        hub = kept_hub(self.store)
        if hub is not None and hub.is_on:
            self.serve()
        for work in (self.keep_in_step, self.listen):
            threading.Thread(target=work, daemon=True).start()
        self.due.set()

    def serve(self) -> None:
        self.hub = hub_process(self.store, beacon_port=self.beacon_port)
        keep_port(self.store, self.hub.start())

    def keep_in_step(self) -> None:
        while not self.ended.is_set():
            self.due.wait(1)
            self.due.clear()
            with self.quiet:
                if self.hub is not None and yield_to_newer(self.store, self.hub):
                    self.hub = None
                try:
                    with open_round(self.store, pause=lambda _seconds: None) as going:
                        going.run()
                except NotEnrolled:
                    continue
                except SILENT:
                    if follow_newest(self.store, 0.5, port=self.beacon_port):
                        self.due.set()
            self.look()

    def listen(self) -> None:
        while not self.ended.is_set():
            authority = pinned_authority(self.store)
            if authority is None:
                time.sleep(0.1)
                continue
            try:
                device = own_device(self.store)
                with Listener(device, authority, stopped=self.ended.is_set, pause=lambda _seconds: None) as ear:
                    while pinned_authority(self.store) == authority:
                        at = StationSide(self.store, authority.office, RECORD_TYPES, lambda _batch: False).cursor
                        if ear.wait(at.epoch, at.seq):
                            self.due.set()
                            time.sleep(0.05)
            except (*SILENT, Stopped):
                self.due.set()
                time.sleep(0.2)

    def look(self) -> None:
        for petition in self.store.find(Petition):
            if petition.id not in self.seen:
                self.seen.add(petition.id)
                say(seen=petition.subject, at=time.monotonic())

    def hear(self, command: str, words: list[str]) -> dict[str, object]:
        if command == "take":
            people = (PersonGiven(name="นายสมชาย ใจดี", phone="0810000000"),)
            given = Intake(service="street-light", subject=words[0], channel=Channel.IN_PERSON, people=people)
            taken = take(self.store, given)
            self.seen.add(taken.petition.id)
            self.due.set()
            return {"at": time.monotonic(), "number": taken.petition.number}
        if command == "become-hub":
            with self.quiet:
                term = switch_on(self.store, why=words[0])
                self.serve()
            self.due.set()
            return {"generation": term.generation, "port": self.hub.status.port, "pid": self.hub.pid}
        if command == "code":
            return {"line": offer_code(self.store).line}
        if command == "enrol":
            url, code = words[0].split()
            with HttpTransport(url, read_code(code).fits) as line:
                enrol(self.store, code, url, self.name, line)
            self.due.set()
            return {}
        if command == "begin":
            self.begin()
            return {"hub": self.hub is not None}
        with self.quiet:  # "tell": what it holds, at rest
            return {"petitions": sorted(each.subject for each in self.store.find(Petition))}


def main() -> None:
    folder, name, port = sys.argv[1:]
    station = Station(Path(folder), name, int(port))
    say(ready=True)
    for line in sys.stdin:
        command, *words = json.loads(line)
        say(answer=command, **station.hear(command, words))
    station.ended.set()
    if station.hub is not None:
        station.hub.stop()


if __name__ == "__main__":
    main()
