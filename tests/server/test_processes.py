"""Several processes serve one database: a session goes on at any of them, and a killed one takes nothing along."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from sai_thong.ground.clock import SystemClock
from sai_thong.server.database import add_office
from sai_thong.server.devices import give_code
from sai_thong.server.rebuilding import verify
from sai_thong.sync import messages
from sai_thong.sync.messages import PullRequest
from tests.server.devices import Device
from tests.server.test_api import signed, work

ROOT = Path(__file__).resolve().parents[2]
OFFICE = "5001"


class Either:
    """Sends each request to the next of several processes; to another one where a line breaks."""

    def __init__(self, addresses: list[str]) -> None:
        self._clients = [httpx.Client(base_url=address, timeout=30) for address in addresses]
        self._next = 0

    def post(self, path: str, **asked) -> httpx.Response:
        for _process in self._clients:
            self._next += 1
            try:
                return self._clients[self._next % len(self._clients)].post(path, **asked)
            except httpx.TransportError:
                continue
        raise AssertionError("no process answers")

    def close(self) -> None:
        for client in self._clients:
            client.close()


@pytest.fixture
def processes(engine: sa.Engine):
    """Two processes over one database, and the addresses at which they serve."""
    add_office(engine, OFFICE, "ทรายทอง", epoch="first")
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "sai_thong.server.cli", "--database", url, "--json", "serve", "--port", "0"]
    begun = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for _process in range(2)
    ]
    yield begun, [json.loads(process.stdout.readline())["address"] for process in begun]
    for process in begun:
        process.kill()
        process.wait(timeout=30)
        process.stdout.close()


def enrolled(engine: sa.Engine, client, name: str) -> Device:
    device = Device(client, OFFICE, name)
    assert device.enrol(give_code(engine, OFFICE, SystemClock())).status_code == 200
    device.hello()
    return device


def heard_once(addresses: list[str], device: Device) -> None:
    """One request, sent to each process."""
    body = messages.pack_pull(PullRequest("first", 0, 1))
    headers = device.asked("/v1/pull", body, number=device.number + 1).headers()
    device.number += 1
    answers = [httpx.post(f"{address}/v1/pull", content=body, headers=headers).status_code for address in addresses]
    assert answers == [200, 409]


def test_devices_write_through_any_process_and_one_may_be_killed(engine, processes):
    begun, addresses = processes
    clients = [Either(addresses), Either(addresses[::-1])]
    devices = [enrolled(engine, client, f"pc{place}") for place, client in enumerate(clients)]
    heard_once(addresses, devices[0])
    works = [work(device, 400, f"station{place}", OFFICE)[0] for place, device in enumerate(devices)]
    halfway, failures = threading.Barrier(3), []

    def write(device: Device, station) -> None:
        try:
            held, tries = 0, 0
            while held < 400 and tries < 300:
                tries += 1
                if held == 200 and tries < 100:
                    halfway.wait(timeout=60)
                    tries = 100
                response = device.post("/v1/push", signed(device, station, held, 20, OFFICE).to_bytes())
                held += 20 if response.status_code == 200 else 0
        except Exception as error:
            failures.append(error)
            raise

    writers = [threading.Thread(target=write, args=pair) for pair in zip(devices, works, strict=True)]
    for writer in writers:
        writer.start()
    halfway.wait(timeout=60)
    begun[0].kill()
    for writer in writers:
        writer.join()
    assert not failures
    checked = verify(engine, OFFICE)
    assert (checked.outcomes, checked.is_sound) == (800, True)
    welcome = devices[0].hello()
    page, batches = devices[0].pull(PullRequest(welcome.epoch, 0, 1_000_000))
    assert (len(page.lines), len({each.file_id for each in batches}), page.more) == (800, 2, False)
    for client in clients:
        client.close()
