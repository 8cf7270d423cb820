"""How a read side ends."""

from pathlib import Path

import pytest

from tests.builders.api import running_api

pytestmark = pytest.mark.integration


def test_a_server_that_stops_ends_its_streams(kafka: str, tmp_path: Path) -> None:
    """A listener sees an ordinary end, and the server does not wait for it."""
    with (
        running_api(kafka, tmp_path) as api,
        api.client("official") as client,
        client.stream("GET", "/v1/counts/live") as answer,
    ):
        lines = answer.iter_lines()
        assert next(lines).startswith("id: ")
        api.stop()

        assert "" in list(lines)
