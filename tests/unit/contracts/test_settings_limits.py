"""Settings that would do harm."""

import pytest
from pydantic import ValidationError

from contracts.settings import Settings


def test_rows_are_not_kept_beyond_what_the_engine_can_count() -> None:
    """Past the year 2106 its moments begin anew, and every row would seem to have expired."""
    assert Settings(keep_days=20_000).keep_days == 20_000
    with pytest.raises(ValidationError):
        Settings(keep_days=36_500)
