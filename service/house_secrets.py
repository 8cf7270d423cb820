"""The secrets of an installation: its folder, under the master key that its settings name."""

from collections.abc import Iterator

from contracts.settings import Settings
from service.master_key import (
    BoxMaster,
    FileMaster,
    KmsMaster,
    MasterKey,
    Masters,
    key_from_text,
)
from service.secrets import Secrets


def open_secrets(settings: Settings) -> Secrets:
    """Open the folder of secrets.

    Raises:
        Stop: a key in the settings is none.

    """
    current, *others = _masters(settings)
    return Secrets(settings.secrets, Masters(current, others))


def _masters(settings: Settings) -> Iterator[MasterKey]:
    """Yield who wraps, and then who may have wrapped before."""
    if settings.key_service:
        token = settings.key_service_token.get_secret_value()
        yield KmsMaster(settings.key_service, settings.key_service_key, token)
    for name in ("master_key", "master_key_before"):
        text = getattr(settings, name).get_secret_value()
        if text:
            yield BoxMaster(key_from_text(text, f"CHOT_{name.upper()}"))
    yield FileMaster(settings.secrets)


def kind_of_master(settings: Settings) -> str:
    """Return who wraps, in a word: `key_service`, `environment` or `file`."""
    if settings.key_service:
        return "key_service"
    return "environment" if settings.master_key.get_secret_value() else "file"
