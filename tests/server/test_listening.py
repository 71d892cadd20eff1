"""A connection of a server sends each piece of an answer at once, and does not wait for the one before."""

from __future__ import annotations

import socket

from sai_thong.server.listening import socket_at


def test_connections_send_every_piece_at_once() -> None:
    with socket_at("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()) as asking:
        answering, _address = listening.accept()
        with answering:
            assert answering.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            assert not asking.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_little_of_an_answer_waits_in_the_system_for_a_line_that_may_be_cut() -> None:
    with socket_at("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        answering, _address = listening.accept()
        with answering:
            # Linux tells twice what was asked, for what it needs itself.
            assert answering.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) <= 2 * 16 * 1024
