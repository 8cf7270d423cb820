"""What the bench of the board makes of its laps."""

from bench.board.figures import Lap, Viewed, report_of
from bench.board.run import paths_of
from deploy.demo.report import Percentiles


def _lap(viewers: int, cpu: float, *, delay_p99: float = -1.0, rate: float = 300.0) -> Lap:
    return Lap(
        viewers=viewers,
        seconds=10.0,
        server_cpu=cpu,
        scans_per_s=rate,
        counted_per_s=rate,
        upload_ms=Percentiles(1.0, 10.0),
        viewed=Viewed(
            frames=viewers * 20,
            received_bytes=0,
            delay_ms=Percentiles(delay_p99 / 2, delay_p99),
            broken=0,
        ),
    )


def test_the_best_lap_of_each_number_is_compared() -> None:
    """What a viewer costs is the difference to nobody, shared out."""
    laps = [
        _lap(0, 0.2),
        _lap(1, 0.22, delay_p99=20.0),
        _lap(1000, 0.5, delay_p99=900.0),
        _lap(0, 0.3, rate=10.0),
        _lap(1, 0.25, delay_p99=70.0),
        _lap(1000, 0.3, delay_p99=60.0, rate=297.0),
    ]

    report = report_of(laps, cores=2, asked_per_s=300)

    assert [lap.viewers for lap in report.laps] == [0, 1, 1000]
    assert report.cpu_ms_per_viewer == 0.1
    assert report.cpu_us_per_frame == 50.0
    assert (report.delay_p99, report.scans_per_s, report.upload_p99) == (3.0, 0.99, 1.0)


def test_viewers_look_at_everything_and_at_districts_by_turns() -> None:
    """Half of them each."""
    paths = paths_of(100)

    assert paths.count("/v1/board/live") == len(paths) / 2
    assert len(set(paths)) > 10
