"""Two network namespaces joined by a link that is slow, long and lossy, and may break: real TCP, every packet counted.

Both ends are TUN devices served by one process in user space, for kernels that have no netem. What is broken stays
broken: connections that lived before an outage are answered with a reset afterwards, as after a lost NAT entry.
Addresses are of 198.18.0.0/15 (RFC 2544) and exist in the two namespaces only, which have no way out.
Needs Linux, root, iproute2 and /dev/net/tun.

    python -m bench.made.link SERVER_NAMESPACE CLIENT_NAMESPACE     the emulator; commands as JSON lines
"""

from __future__ import annotations

import ctypes
import fcntl
import heapq
import itertools
import json
import os
import random
import select
import shutil
import struct
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SERVER_ADDRESS, CLIENT_ADDRESS = "198.18.0.1", "198.18.0.2"
UP, DOWN = "up", "down"
_CLONE_NEWNET = 0x40000000
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
_TCP = 6
_SYN, _RST = 0x02, 0x04
_PACKETS_AT_ONCE = 64


@dataclass(frozen=True)
class Line:
    """What the link is like, each way.

    Attributes:
        bits: Bits a second; 0 for as many as the machine can.
        seconds: How long a packet is on its way.
        loss: The share of packets that are lost.
        queue: Packets that wait at the slow end; more are dropped.
        cut_every: Seconds from one outage to the next; 0 for none.
        cut_for: How long an outage lasts.
    """

    bits: int = 0
    seconds: float = 0.0
    loss: float = 0.0
    queue: int = 24
    cut_every: float = 0.0
    cut_for: float = 3.0


LAN = Line()
SLOW = Line(bits=64_000, seconds=0.3, loss=0.02)
SLOW_AND_CUT = Line(bits=64_000, seconds=0.3, loss=0.02, cut_every=20.0)


class Link:
    """The two namespaces and the process between them; use it as a context manager."""

    def __init__(self) -> None:
        self._names = (f"bench{os.getpid()}s", f"bench{os.getpid()}c")

    @staticmethod
    def possible() -> bool:
        """Whether this machine lets us make it."""
        return os.geteuid() == 0 and Path("/dev/net/tun").exists() and shutil.which("ip") is not None

    def __enter__(self) -> Link:
        for name in self._names:
            subprocess.run(["ip", "netns", "add", name], check=True)
            subprocess.run(["ip", "-n", name, "link", "set", "lo", "up"], check=True)
        command = [sys.executable, "-m", "bench.made.link", *self._names]
        self._emulator = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._answer()
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._emulator.stdin is not None
        self._emulator.stdin.close()
        self._emulator.wait()
        for name in self._names:
            subprocess.run(["ip", "netns", "delete", name], check=True)

    def become(self, line: Line) -> None:
        """Be like this from now on, and count anew; what is connected counts as before the first outage."""
        self._ask({"line": asdict(line)})

    def counted(self) -> Counter[str]:
        """Bytes and packets each way since it became as it is, payload alone, and what was lost or cut."""
        return Counter(self._ask({}))

    @property
    def at_server(self) -> tuple[str, ...]:
        """What a command at the server's end begins with."""
        return ("ip", "netns", "exec", self._names[0])

    @property
    def at_client(self) -> tuple[str, ...]:
        """What a command at the client's end begins with."""
        return ("ip", "netns", "exec", self._names[1])

    def _ask(self, said: dict[str, object]) -> dict[str, int]:
        assert self._emulator.stdin is not None
        self._emulator.stdin.write(json.dumps(said) + "\n")
        self._emulator.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, int]:
        assert self._emulator.stdout is not None
        answer: dict[str, int] = json.loads(self._emulator.stdout.readline())
        return answer


class _Emulator:
    """Takes packets from one device and gives them to the other, when their time has come."""

    def __init__(self, server: str, client: str) -> None:
        # What the client's device gives us goes up.
        self._devices = {UP: _device(client, CLIENT_ADDRESS), DOWN: _device(server, SERVER_ADDRESS)}
        self._counted: Counter[str] = Counter()
        self._order = itertools.count()
        self._waiting: list[tuple[float, int, str, str, bytes]] = []
        self._become(Line())

    def _become(self, line: Line) -> None:
        self._line = line
        self._random = random.Random(1)
        self._since = time.monotonic()
        self._free = {UP: 0.0, DOWN: 0.0}
        self._queued = {UP: 0, DOWN: 0}
        self._begun: dict[tuple[int, int], int] = {}
        self._counted.clear()

    def run(self) -> None:
        """Serve until nobody commands any more."""
        ways = {device: way for way, device in self._devices.items()}
        poll = select.poll()
        for device in (*ways, 0):
            poll.register(device, select.POLLIN)
        _say({})
        while True:
            until = self._waiting[0][0] - time.monotonic() if self._waiting else 1.0
            for device, _event in poll.poll(max(0.0, min(1.0, until)) * 1000):
                if device:
                    self._take(ways[device], device)
                elif not self._commanded():
                    return
            self._deliver()

    def _commanded(self) -> bool:
        command = sys.stdin.readline()
        if not command:
            return False
        said: dict[str, Any] = json.loads(command)
        if "line" in said:
            self._become(Line(**said["line"]))
        _say(self._counted)
        return True

    def _take(self, way: str, device: int) -> None:
        for _packet in range(_PACKETS_AT_ONCE):
            try:
                packet = os.read(device, 65_535)
            except BlockingIOError:
                return
            if packet[0] >> 4 == 4:
                self._pass(way, packet, time.monotonic())

    def _pass(self, way: str, packet: bytes, now: float) -> None:
        self._counted[f"{way} bytes"] += len(packet)
        line, outage, cut = self._line, *self._outage(now)
        if packet[9] == _TCP and self._tcp(way, packet, outage, now, cut=cut):
            return
        if cut:
            self._counted["in outages"] += 1
        elif line.loss and self._random.random() < line.loss:
            self._counted["lost"] += 1
        elif not line.bits:
            self._push(now + line.seconds, "arrive", way, packet)
        elif self._queued[way] >= line.queue:
            self._counted["queue full"] += 1
        else:
            self._free[way] = max(self._free[way], now) + len(packet) * 8 / line.bits
            self._queued[way] += 1
            self._push(self._free[way], "leave", way, packet)

    def _outage(self, now: float) -> tuple[int, bool]:
        """How many outages there were, and whether one lasts."""
        if not self._line.cut_every:
            return 0, False
        count, within = divmod(now - self._since, self._line.cut_every)
        return int(count), count > 0 and within < self._line.cut_for

    def _tcp(self, way: str, packet: bytes, outage: int, now: float, *, cut: bool) -> bool:
        """Count the payload; answer what belongs to a connection of before an outage with a reset."""
        begin = (packet[0] & 15) * 4
        source, target, _seq, _ack, offset, flags = struct.unpack(">HHIIBB", packet[begin : begin + 14])
        self._counted[f"{way} payload"] += len(packet) - begin - (offset >> 4) * 4
        connection = (source, target) if way == UP else (target, source)
        if flags & _SYN and way == UP and not cut:
            self._begun[connection] = outage
            self._counted["connections"] += 1
        if cut or self._begun.get(connection, 0) >= outage:
            return False
        self._counted["resets"] += 1
        if not flags & _RST:
            other = DOWN if way == UP else UP
            self._push(now + self._line.seconds, "arrive", other, _reset(packet, begin))
        return True

    def _deliver(self) -> None:
        now = time.monotonic()
        while self._waiting and self._waiting[0][0] <= now:
            due, _number, what, way, packet = heapq.heappop(self._waiting)
            if what == "leave":
                self._queued[way] -= 1
                self._push(due + self._line.seconds, "arrive", way, packet)
            else:
                os.write(self._devices[DOWN if way == UP else UP], packet)

    def _push(self, due: float, what: str, way: str, packet: bytes) -> None:
        heapq.heappush(self._waiting, (due, next(self._order), what, way, packet))


def _device(namespace: str, address: str) -> int:
    """A TUN device in a namespace, up."""
    libc = ctypes.CDLL(None, use_errno=True)
    with Path(f"/run/netns/{namespace}").open("rb") as place:
        if libc.setns(place.fileno(), _CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "setns")
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, _TUNSETIFF, struct.pack("16sH22x", b"wan0", _IFF_TUN | _IFF_NO_PI))
    subprocess.run(["ip", "addr", "add", f"{address}/30", "dev", "wan0"], check=True)
    subprocess.run(["ip", "link", "set", "wan0", "mtu", "1500", "txqueuelen", "1000", "up"], check=True)
    return device


def _reset(packet: bytes, begin: int) -> bytes:
    """The reset that answers a TCP packet."""
    source, target = packet[12:16], packet[16:20]
    from_port, to_port, sequence, acknowledged = struct.unpack(">HHII", packet[begin : begin + 12])
    ports = (to_port, from_port, acknowledged, (sequence + 1) & 0xFFFFFFFF)
    segment = struct.pack(">HHIIBBHHH", *ports, 0x50, 0x14, 0, 0, 0)
    checked = _checksum(target + source + struct.pack(">BBH", 0, _TCP, len(segment)) + segment)
    segment = segment[:16] + struct.pack(">H", checked) + segment[18:]
    header = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(segment), 0, 0, 64, _TCP, 0, target, source)
    return header[:10] + struct.pack(">H", _checksum(header)) + header[12:] + segment


def _checksum(data: bytes) -> int:
    data += bytes(len(data) % 2)
    total: int = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def _say(counted: Counter[str] | dict[str, int]) -> None:
    print(json.dumps(counted), flush=True)


if __name__ == "__main__":
    _Emulator(*sys.argv[1:]).run()
