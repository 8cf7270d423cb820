"""Choosing ports."""

import socket

from deploy.ports import HIGHEST, LOOPBACK, LOWEST, free_port, is_free


def test_a_preferred_port_is_taken_when_it_is_free() -> None:
    """Addresses stay the same from one start to the next where they can."""
    port = free_port()

    assert free_port(port) == port


def test_a_port_somebody_listens_on_is_not_free() -> None:
    """Another one is chosen instead."""
    with socket.create_server((LOOPBACK, free_port())) as server:
        taken = server.getsockname()[1]

        assert not is_free(taken)
        assert free_port(taken) != taken


def test_a_chosen_port_lies_below_the_range_of_outgoing_connections() -> None:
    """No client's connection can sit on it when the server comes back."""
    assert all(LOWEST <= free_port() <= HIGHEST for _ in range(20))


def test_a_port_already_given_away_is_not_given_twice() -> None:
    """Ports are chosen for several servers before any of them listens."""
    port = free_port()

    assert free_port(port, but={port}) != port
