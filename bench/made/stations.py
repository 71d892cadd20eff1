"""Stations that only send: real batches of a made-up office, and devices that sign requests over HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.made.offices import crowded_office
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.server.database import add_office, of_office
from sai_thong.server.schema import DEVICES
from sai_thong.server.talk import HELLO, PULL, PUSH
from sai_thong.sync import messages
from sai_thong.sync.batch_size import BatchSize
from sai_thong.sync.batches import Batch
from sai_thong.sync.messages import Hello, PullRequest, Welcome
from sai_thong.sync.sessions import SignedRequest
from sai_thong.sync.station import StationSide

ROOT = Path(__file__).resolve().parents[2]


def batches_of_an_office(path: Path, people: int, changed: int) -> list[Batch]:
    """What an office sends that registered people and then changed some of them; no device signed it yet.

    Batches grow as those of a station do whose line carries each in a second.
    """
    with crowded_office(path, people) as store:
        some = store.find(Citizen)[:changed]
        with store.transaction() as tx:
            for each in some:
                tx.update(each, moo=(each.moo or 0) % 9 + 1)
        side = StationSide(store, "", RECORD_TYPES, lambda _batch: True)
        found: list[Batch] = []
        size, counter = BatchSize(), 0
        while (batch := side.batch_after(store.file_id, counter, size.wire_bytes, lambda each: each)) is not None:
            found.append(batch)
            size, counter = size.after(len(batch.to_bytes()), seconds=1.0), batch.last
        return found


@dataclass
class Sender:
    """A device of an office, known to the authority, that sends batches over one connection.

    Attributes:
        office: The code of the office.
        client: The connection.
        key: What it signs with.
    """

    office: str
    client: httpx.Client
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    nonce: bytes = b""
    number: int = 0

    def known_to(self, engine: sa.Engine) -> Sender:
        """Let the authority know the office and this device of it."""
        add_office(engine, self.office, self.office, epoch="first")
        row = {"office": self.office, "device": "pc", "name": "pc", "enrolled_at": "", "revoked_at": ""}
        keys = {"signing_key": self.key.public_key().public_bytes_raw(), "box_key": bytes(32)}
        with of_office(engine, self.office) as connection:
            connection.execute(sa.insert(DEVICES).values(row | keys))
        return self

    def signed(self, batches: Sequence[Batch]) -> list[bytes]:
        """Batches as this office's device sends them."""
        return [replace(each, office=self.office).signed_by(self.key).to_bytes() for each in batches]

    def hello(self) -> Welcome:
        """Begin a session."""
        self.nonce, self.number = b"", 0
        answer = self._post(HELLO, messages.pack_hello(Hello(self.office, "pc", {})))
        welcome = messages.unpack_welcome(answer[:-64])
        self.nonce = welcome.nonce
        return welcome

    def push(self, batch: bytes) -> int:
        """Send one batch; up to which counter its file is held then."""
        self.number += 1
        receipt = messages.unpack_receipt(self._post(PUSH, batch)[:-64])
        if receipt.refused or receipt.held is None:
            raise RuntimeError(f"refused: {receipt.refused}")
        return receipt.held.counter

    def pull(self, after: int, most_bytes: int = 256 * 1024) -> bytes:
        """Ask for a page."""
        self.number += 1
        return self._post(PULL, messages.pack_pull(PullRequest("first", after, most_bytes)))

    def _post(self, path: str, body: bytes) -> bytes:
        signature = self.key.sign(messages.request_bytes("POST", path, body, self.nonce, self.number))
        asked = SignedRequest(self.office, "pc", self.nonce, self.number, signature)
        response = self.client.post(path, content=body, headers=asked.headers())
        response.raise_for_status()
        return response.content


@contextmanager
def serving(url: sa.URL, log: Path, *more: str) -> Iterator[str]:
    """The address at which a process of its own serves a database."""
    given = url.render_as_string(hide_password=False)
    command = [
        sys.executable,
        "-m",
        "sai_thong.server.cli",
        "--database",
        given,
        "--json",
        "serve",
        "--port",
        "0",
        *more,
    ]
    with log.open("wb") as stream:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=stream, text=True)
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["address"]
    finally:
        process.terminate()
        process.wait(timeout=30)
        if process.stdout is not None:
            process.stdout.close()
