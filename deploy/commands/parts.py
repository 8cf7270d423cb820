"""Commands that run one process alone, as on a machine of its own."""

import typer

from contracts.settings import Settings
from deploy.commands.house import say


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(broker)
    app.command()(gateway)
    app.command()(worker)
    app.command()(loader)
    app.command()(api)
    app.command(hidden=True)(server)


def broker() -> None:
    """Run only the Kafka broker, in the foreground.

    Example: `CHOT_KAFKA_PORT=9092 ./chot broker`, then in another terminal
    `CHOT_KAFKA=127.0.0.1:9092 ./chot gateway`.
    """
    from deploy.house import run_broker

    run_broker(Settings(), say)


def gateway() -> None:
    """Run only the write side: declarations, passes and scans over HTTP.

    Example: `CHOT_KAFKA=127.0.0.1:9092 CHOT_GATEWAY_PORT=8010 ./chot gateway`.
    """
    from deploy.running import cluster_of
    from ingest.app import run_gateway

    settings = Settings()
    run_gateway(settings.model_copy(update={"kafka": cluster_of(settings).kafka}))


def loader() -> None:
    """Run only the loader: topics into ClickHouse. Any number may run.

    Example: `CHOT_KAFKA=127.0.0.1:9092 CHOT_CLICKHOUSE=http://127.0.0.1:8123 ./chot loader`.
    """
    from deploy.running import cluster_of
    from deploy.server import run_loader

    settings = Settings()
    run_loader(settings, cluster_of(settings).kafka)


def api() -> None:
    """Run only the read side: questions, counts, administration; it loads as well.

    Example: `CHOT_KAFKA=127.0.0.1:9092 CHOT_CLICKHOUSE=http://127.0.0.1:8123 ./chot api`.
    """
    from deploy.running import cluster_of
    from deploy.server import run_api

    settings = Settings()
    run_api(settings, cluster_of(settings).kafka)


def server() -> None:
    """Run gateway, loader and read side in one process, as `./chot up` does.

    Example: `CHOT_KAFKA=127.0.0.1:9092 ./chot server`.
    """
    from deploy.running import cluster_of
    from deploy.server import run_server

    settings = Settings()
    run_server(settings, cluster_of(settings).kafka)


def worker() -> None:
    """Run only one stream worker; any number may run, each with a name of its own.

    Example: `CHOT_KAFKA=127.0.0.1:9092 CHOT_WORKER_NAME=worker-2 ./chot worker`.
    """
    from deploy.running import cluster_of
    from streams.worker import run_worker

    settings = Settings()
    run_worker(settings, cluster_of(settings).kafka)
