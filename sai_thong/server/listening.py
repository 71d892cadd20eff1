"""The socket at which a server listens, the province's or a hub's."""

from __future__ import annotations

import socket
from typing import Final

_SEND_BUFFER_BYTES: Final = 16 * 1024
"""What the system takes of an answer before it is on the line. What it holds when the line is cut is sent once more:
left to itself, a tenth of a first exchange over a line cut every 20 seconds (measured)."""


def socket_at(host: str, port: int) -> socket.socket:
    """A socket at an address; the answers on its connections go out at once.

    asyncio asks that by itself only of sockets that name their protocol, and `socket.create_server` makes none such:
    the second piece of every answer would wait up to 40 ms until the first one is acknowledged.

    Raises:
        OSError: Nobody can listen there.
    """
    listening = socket.create_server((host, port))
    # Its connections inherit both.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
    return listening
