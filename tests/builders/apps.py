"""Both apps as they are put together, without Kafka, ClickHouse or a web server behind them."""

import time
from pathlib import Path
from typing import cast

from fastapi import FastAPI

from analytics.loader import Loader
from analytics.store import Store
from api.app import create_api
from contracts.registry import ROLES, OfficerRegistered
from contracts.settings import Settings
from ingest.app import create_gateway
from service.parts import Parts
from tests.builders.devices import device_key, enrolled_as

NOWHERE = "127.0.0.1:1"
DEVICE = device_key("device-of-the-table")


class Whole:
    """One app and the parts that it was built of; its lists know one caller of every kind."""

    def __init__(self, name: str, app: FastAPI, parts: Parts) -> None:
        """Take the app."""
        self.name = name
        self.app = app
        self.parts = parts
        _fill(parts)


def both_apps(folder: Path) -> tuple[Whole, Whole]:
    """Return the gateway and the read side; what they would contact is not there."""
    settings = Settings(data=folder)
    of_gateway, of_api = Parts(settings, NOWHERE), Parts(settings, NOWHERE)
    store = cast("Store", None)  # nothing that is built asks it
    loader = Loader(kafka=NOWHERE, store=store, metrics=of_api.metrics)
    return (
        Whole("gateway", create_gateway(settings, of_gateway), of_gateway),
        Whole("read side", create_api(settings, of_api, store, loader), of_api),
    )


def _fill(parts: Parts) -> None:
    parts.registry._fresh_at = time.monotonic()
    for role in ROLES:
        parts.registry.lists.apply(
            OfficerRegistered(account=role, password_hash="", roles=(role,), units=())
        )
    parts.registry.lists.apply(enrolled_as(DEVICE))
