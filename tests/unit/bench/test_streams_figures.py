"""What the laps of `chot bench streams` are made into."""

from bench.streams.figures import NOT_MEASURED, Lap, figures_of, ratios_of


def test_the_best_lap_counts() -> None:
    """Other work on the machine only ever makes a lap slower."""
    figures = figures_of([Lap(1000, 2.0, 1.0), Lap(1000, 1.0, 0.5), Lap(1000, 4.0, 0.25)])

    assert figures.scans_per_s == 1000.0
    assert figures.cpu_us_per_scan == 250.0


def test_a_peer_with_one_way_only_stands_beside_all_of_ours() -> None:
    """Who takes one scan a record is compared so; the others on the same records as ours."""
    rates = {
        "ours": {"1": 10.0, "200": 100.0},
        "usual_faust": {"1": 5.0},
        "confluent": {"1": 20.0, "200": 50.0},
    }

    assert ratios_of(rates) == {
        "usual_faust": {"1": 2.0, "200": 20.0},
        "confluent": {"1": 0.5, "200": 2.0},
    }


def test_what_was_not_run_is_not_compared() -> None:
    """A run of some numbers of lines only says so."""
    rates = {"ours": {"200": 100.0}, "usual_faust": {}}

    assert ratios_of(rates) == {"usual_faust": {"200": NOT_MEASURED}}
