"""Three computers of an office and their hub, as processes over sockets of this machine, with no network outside."""

from __future__ import annotations

import json
import queue
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from sai_thong.registers.office.records import Office
from sai_thong.registers.petitions.numbers import open_numbers
from tests.sync.real_stations import OFFICE, make_station

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("ธุรการ", "พัฒนาชุมชน", "ปลัด")
WITHIN_SECONDS = 5
"""What is taken on one computer is read on the head's by then."""


class Pc:
    """A computer of the office, and what it says."""

    def __init__(self, folder: Path, name: str, port: int) -> None:
        self.name = name
        self.answers: queue.Queue[dict] = queue.Queue()
        self.sights: queue.Queue[dict] = queue.Queue()
        command = [sys.executable, "-m", "tests.hub.station", str(folder), name, str(port)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        threading.Thread(target=self._hear, daemon=True).start()
        self.answers.get(timeout=30)

    def _hear(self) -> None:
        for line in self.process.stdout:
            told = json.loads(line)
            (self.sights if "seen" in told else self.answers).put(told)

    def tell(self, *words: str) -> dict:
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        return self.answers.get(timeout=30)

    def sees(self, subject: str, within: float = 60) -> float:
        """When it came to see a petition, by the clock all processes share."""
        while True:
            told = self.sights.get(timeout=within)
            if told["seen"] == subject:
                return told["at"]

    def die(self) -> None:
        self.process.kill()
        self.end()

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("", 0))
        return line.getsockname()[1]


@pytest.fixture
def office(tmp_path):
    """Starts the computers of an office, each with its own store of the same keys and its own series of numbers."""
    ring, port, started = None, free_port(), []
    for letter, name in zip(("", "B", "C"), NAMES, strict=True):
        side = make_station(tmp_path, name, ring)
        ring = side.store.keys
        if not letter:
            with side.store.transaction() as tx:
                tx.insert(Office(name="ทรายทอง", code=OFFICE))
        open_numbers(side.store, 2569, next_number=1, letter=letter)
        side.store.close()

    def start(name: str) -> Pc:
        started.append(Pc(tmp_path, name, port))
        return started[-1]

    yield start
    for pc in started:
        pc.end()


def is_served(port: int, seconds: float = 30) -> bool:
    """Whether somebody still listens there after some seconds."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) != 0:
                return False
    return True


def test_a_petition_is_on_the_heads_screen_within_seconds_and_survives_the_hub(office):
    clerk, community, head = (office(name) for name in NAMES)
    served = clerk.tell("become-hub", "สำนักงานไม่มีอินเทอร์เน็ต")
    assert served["generation"] == 1
    for pc in (community, head):
        pc.tell("enrol", clerk.tell("code")["line"])
    for pc in (clerk, community, head):
        pc.tell("begin")
    community.tell("take", "ไฟถนนดับ")
    head.sees("ไฟถนนดับ")
    clerk.sees("ไฟถนนดับ")

    taken = community.tell("take", "ถนนชำรุด")["at"]
    seen = head.sees("ถนนชำรุด", within=WITHIN_SECONDS)
    sys.stdout.write(f"taken on one computer, read on the head's after {seen - taken:.2f} s\n")
    clerk.sees("ถนนชำรุด")

    clerk.die()
    assert not is_served(served["port"])  # a hub ends with the program that started it
    for pc, subject in ((community, "ท่อระบายน้ำตัน"), (head, "น้ำไม่ไหล")):
        pc.tell("take", subject)
    assert head.tell("become-hub", "เครื่องธุรการเสีย")["generation"] == 2
    assert community.sees("น้ำไม่ไหล")
    assert head.sees("ท่อระบายน้ำตัน")

    clerk = office(NAMES[0])
    clerk.tell("take", "สุนัขจรจัด")  # while it was alone
    clerk.tell("begin")
    assert clerk.sees("น้ำไม่ไหล")
    assert head.sees("สุนัขจรจัด")
    assert community.sees("สุนัขจรจัด")
    held = [pc.tell("tell")["petitions"] for pc in (clerk, community, head)]
    assert held[0] == held[1] == held[2]
    assert len(held[0]) == 5
