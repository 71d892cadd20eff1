"""A proxy between a computer and the province that does what bad lines do: cuts, crawls, doubles and garbles."""

from __future__ import annotations

import select
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from random import Random

CUT, DOUBLE, GARBLE = "cut", "doubled", "garbled"
UP, DOWN = "up", "down"
_NO_END = 10**9
_CHUNK = 4096
_TICK_SECONDS = 0.05
_LONGEST_CALM = 3000
"""Bytes that pass at most before something happens again."""


class BadProxy:
    """Listens, and passes what comes to the province and back.

    Args:
        port: Where the province listens.
        seed: What is done to which bytes follows from it, as far as the line itself does.
        faults: What it does: `CUT` ends a connection in the middle, `DOUBLE` sends a piece of the conversation once
            more on a connection of its own, `GARBLE` changes a byte.
        bytes_a_second: How much passes each way; 0 for as much as comes.
        delay_seconds: How long a piece takes from end to end.

    Attributes:
        port: Where it listens.
        did: Counts what it did.
    """

    def __init__(
        self, port: int, seed: int, faults: tuple[str, ...], *, bytes_a_second: int = 0, delay_seconds: float = 0
    ) -> None:
        self._province = ("127.0.0.1", port)
        self._random = Random(seed)
        self._faults = faults
        self._bytes_a_second = bytes_a_second
        self._delay_seconds = delay_seconds
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._until_fault = self._random.randrange(_LONGEST_CALM)
        self._ending = threading.Event()
        self.port: int = self._listening.getsockname()[1]
        self.did: Counter[str] = Counter()

    @contextmanager
    def passing(self) -> Iterator[int]:
        """Pass within the block; gives the port."""
        thread = threading.Thread(target=self._listen, daemon=True)
        thread.start()
        try:
            yield self.port
        finally:
            self._ending.set()
            thread.join()
            self._listening.close()

    def _listen(self) -> None:
        while not self._ending.is_set():
            ready, _, _ = select.select([self._listening], [], [], _TICK_SECONDS)
            if ready:
                connection, _address = self._listening.accept()
                threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, computer: socket.socket) -> None:
        with computer, suppress(OSError), socket.create_connection(self._province) as province:
            self.did["connections"] += 1
            said = b""
            while not self._ending.is_set():
                ready, _, _ = select.select([computer, province], [], [], _TICK_SECONDS)
                for end in ready:
                    piece = end.recv(_CHUNK)
                    if not piece:
                        return
                    said += piece if end is computer else b""
                    if not self._pass(piece, province if end is computer else computer, said):
                        return

    def _pass(self, piece: bytes, other: socket.socket, said: bytes) -> bool:
        """Pass a piece on; False where the connection was cut instead."""
        self._crawl(len(piece))
        self._until_fault -= len(piece)
        if self._faults and self._until_fault <= 0:
            self._until_fault = self._random.randrange(_LONGEST_CALM)
            fault = self._random.choice(self._faults)
            self.did[fault] += 1
            place = self._random.randrange(len(piece))
            if fault == CUT:
                other.sendall(piece[:place])
                return False
            if fault == GARBLE:
                piece = piece[:place] + bytes([piece[place] ^ 0x55]) + piece[place + 1 :]
            else:
                self._say_again(said)
        other.sendall(piece)
        return True

    def _say_again(self, said: bytes) -> None:
        """Everything the computer said on this connection, once more: every request arrives twice."""
        with suppress(OSError), socket.create_connection(self._province, timeout=1) as again:
            again.sendall(said)
            again.shutdown(socket.SHUT_WR)
            while again.recv(_CHUNK):
                pass

    def _crawl(self, size: int) -> None:
        if self._bytes_a_second:
            self.did["crawled"] += size
            time.sleep(self._delay_seconds / 2 + size / self._bytes_a_second)


class CuttingProxy(BadProxy):
    """Cuts every connection when so many bytes went one way over it, and crawls so that the other end sees them.

    Args:
        port: Where the province listens.
        up: Bytes a connection carries to the province.
        down: Bytes a connection carries back.
        hushed: Whether the province is not told: its end of a cut connection stays open, as behind a router that
            forgot it.

    Attributes:
        did: Counts bytes each way, connections and cuts.
    """

    def __init__(self, port: int, *, up: int = _NO_END, down: int = _NO_END, hushed: bool = False) -> None:
        super().__init__(port, 0, (), bytes_a_second=400_000)
        self._room = {UP: up, DOWN: down}
        self._hushed = hushed

    def _converse(self, computer: socket.socket) -> None:
        with suppress(OSError), socket.create_connection(self._province) as province:
            self.did["connections"] += 1
            with computer:
                self._carry({computer: (UP, province), province: (DOWN, computer)}, dict(self._room))
            if self._hushed:
                self._ending.wait()

    def _carry(self, ends: dict[socket.socket, tuple[str, socket.socket]], room: dict[str, int]) -> None:
        while not self._ending.is_set():
            ready, _, _ = select.select(list(ends), [], [], _TICK_SECONDS)
            for end in ready:
                way, other = ends[end]
                piece = end.recv(min(_CHUNK, room[way]))
                if not piece:
                    return
                self._crawl(len(piece))
                other.sendall(piece)
                self.did[way] += len(piece)
                room[way] -= len(piece)
                if not room[way]:
                    self.did[CUT] += 1
                    return
