"""An authority in memory that speaks the real bytes, and lines to it that cut, double and garble what passes."""

from __future__ import annotations

import json
import random
from collections import Counter

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sai_thong.sync.authority import receive
from sai_thong.sync.batches import read_batch
from sai_thong.sync.messages import (
    CAPABILITIES,
    RESUME,
    Lineage,
    Welcome,
    pack_receipt,
    pack_welcome,
    request_bytes,
    signed_answer,
    unpack_hello,
    unpack_pull,
)
from sai_thong.sync.pages import OutcomeLine, Page, pack_with_batches
from sai_thong.sync.refusals import LinkCut
from sai_thong.sync.sessions import Problem, read_headers
from sai_thong.sync.transports import Answer
from tests.sync.memory_book import MemoryBook
from tests.sync.real_stations import DECLARED

LINES_A_KIB = 4


class MemoryAuthority:
    """Answers as a server does, with a book in memory."""

    def __init__(self, office):
        self.key = Ed25519PrivateKey.generate()
        self.book = MemoryBook(office)
        self.lineage = (Lineage("first"),)
        self.devices = {}
        self.revoked = set()
        self.last_number = {}
        self.version = 1

    @property
    def public_key(self):
        return self.key.public_key().public_bytes_raw()

    def enrol(self, device):
        self.devices[device.device] = device.public

    def restore(self, book, epoch):
        """Begin a new epoch from a backup."""
        self.book = book
        self.lineage = (*self.lineage, Lineage(epoch, len(book.outcomes)))
        book.epoch = epoch
        self.last_number.clear()

    def serve(self, path, body, headers):
        try:
            return Answer(200, self._answer(path, body, read_headers(headers)))
        except _Declined as no:
            return Answer(400, json.dumps({"error": no.problem.value}).encode())
        except ValueError:
            return Answer(400, json.dumps({"error": Problem.UNREADABLE.value}).encode())

    def _answer(self, path, body, asked):
        known = self.devices.get(asked.device)
        signed = request_bytes("POST", path, body, asked.nonce, asked.number)
        if known is None or asked.office != self.book.office:
            raise _Declined(Problem.UNKNOWN_DEVICE)
        try:
            Ed25519PublicKey.from_public_bytes(known.signing_key).verify(asked.signature, signed)
        except Exception:
            raise _Declined(Problem.UNKNOWN_DEVICE) from None
        if asked.device in self.revoked:
            raise _Declined(Problem.REVOKED)
        if path == "/v1/hello":
            return self._hello(unpack_hello(body))
        if asked.number <= self.last_number.get(asked.nonce, 1 << 60):
            raise _Declined(Problem.SESSION)
        self.last_number[asked.nonce] = asked.number
        answer = self._push(body) if path == "/v1/push" else self._pull(unpack_pull(body))
        return signed_answer(answer, asked.nonce, self.key)

    def _hello(self, hello):
        nonce = random.randbytes(16)
        self.last_number[nonce] = 0
        heads = {each: head for each in hello.heads if (head := self.book.head(each))}
        devices = tuple(self.devices.values())
        said = (self.lineage, len(self.book.outcomes), nonce, heads, "2026-11-21T03:00:00.000Z")
        able = tuple(each for each in CAPABILITIES if each != RESUME)
        welcome = Welcome(*said, able, self.version, devices)
        return signed_answer(pack_welcome(welcome), hello.challenge, self.key)

    def _push(self, body):
        batch = read_batch(body)
        return pack_receipt(receive(self.book, batch, DECLARED.policy))

    def _pull(self, request):
        if request.epoch != self.lineage[-1].epoch:
            raise _Declined(Problem.EPOCH)
        size = max(1, request.most_bytes * LINES_A_KIB // 1024)
        chosen = self.book.outcomes[request.after : request.after + size]
        lines = tuple(
            OutcomeLine(each.entry.id.file_id, each.entry.id.counter, each.effects, each.given_up) for each in chosen
        )
        more = request.after + size < len(self.book.outcomes)
        last = {line.file_id: line.counter for line in lines}
        batches = [
            each
            for each in self.book.batches
            if each.first <= last.get(each.file_id, 0)
            and each.last > (request.heads[each.file_id].counter if each.file_id in request.heads else 0)
        ]
        return pack_with_batches(Page(request.epoch, request.after + 1, lines, more), batches)


class _Declined(Exception):
    def __init__(self, problem):
        self.problem = problem


class FaultyLine:
    """Carries requests, and now and then does what bad lines do; counts what it did."""

    def __init__(self, serve, seed=0, share=0.0):
        self._serve = serve
        self._random = random.Random(seed)
        self._share = share
        self.did = Counter()
        self.cut_at = None

    def ask(self, path, body, headers):
        self.did["asked"] += 1
        if self.cut_at is not None:
            place, after = self.cut_at
            if self.did["asked"] == place:
                if after:
                    self._serve(path, body, headers)
                raise LinkCut
        if self._random.random() >= self._share:
            return self._serve(path, body, headers)
        fault = self._random.choice(("lost", "answer lost", "doubled", "late", "garbled", "answer garbled", "slow"))
        self.did[fault] += 1
        if fault == "lost":
            raise LinkCut
        if fault == "garbled":
            return self._serve(path, self._garbled(body), headers)
        answer = self._serve(path, body, headers)
        if fault == "answer lost":
            raise LinkCut
        if fault == "doubled":
            self._serve(path, body, headers)
        if fault == "late":
            return self._serve(path, body, headers)
        if fault == "answer garbled":
            return Answer(answer.status, self._garbled(answer.body))
        return answer

    def _garbled(self, data):
        place = self._random.randrange(len(data))
        return data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
