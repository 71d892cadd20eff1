"""The socket at which a server listens, the province's or a hub's."""

from __future__ import annotations

import socket


def socket_at(host: str, port: int) -> socket.socket:
    """A socket at an address; the answers on its connections go out at once.

    asyncio asks that by itself only of sockets that name their protocol, and `socket.create_server` makes none such:
    the second piece of every answer would wait up to 40 ms until the first one is acknowledged.

    Raises:
        OSError: Nobody can listen there.
    """
    listening = socket.create_server((host, port))
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # its connections inherit it
    return listening
