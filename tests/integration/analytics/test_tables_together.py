"""Which tables are rebuilt together."""

import pytest

from analytics.rebuilding import tables_of
from analytics.store import Store
from analytics.targets import targets_of
from contracts.errors import Stop

pytestmark = pytest.mark.integration


def test_a_table_goes_with_the_orders_made_of_it(store: Store) -> None:
    """As the views say that fill them."""
    found = tables_of(store, targets_of(["alerts"]))

    assert found == ("alerts", "alerts_by_time")


def test_an_order_made_of_two_tables_is_not_made_of_one(store: Store) -> None:
    """It would lose the rows of the other."""
    store.change(
        """
        CREATE MATERIALIZED VIEW movements_to_newest TO newest_scan AS
        SELECT 'movements' AS source_table, max(recorded_ms) AS received_ms FROM movements
        """
    )

    with pytest.raises(Stop, match="newest_scan is filled from movements as well"):
        tables_of(store, targets_of(["scans"]))
    assert "newest_scan" in tables_of(store, targets_of(["scans", "movements"]))
