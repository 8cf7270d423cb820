"""Day keys under a master key: in a file, in the environment, or with a key service."""

import base64
import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from contracts.errors import Stop, TryAgain
from contracts.sealing import seal, unseal
from contracts.settings import Settings
from service import files
from service.house_secrets import kind_of_master, open_secrets
from service.secrets import Secrets
from tests.builders.key_service import KEY, TOKEN, key_service

_DAY = "2021-08-24"
_FIELDS: dict[str, object] = {"full_name": "Nguyễn Văn Thử"}


def _key() -> SecretStr:
    return SecretStr(base64.b64encode(os.urandom(32)).decode())


def _sealed(secrets: Secrets) -> str:
    return seal(_FIELDS, bytes(secrets.add_day_key(_DAY).public_key))


def test_what_is_not_needed_is_not_made(tmp_path: Path) -> None:
    """A gateway alone comes to hold no key that opens anything sealed."""
    secrets = Secrets(tmp_path)
    secrets.pseudonym_key(), secrets.session_key(), secrets.photo_key()
    secrets.add_signing_key()

    assert not (tmp_path / "master.key").exists()
    assert not (tmp_path / "day-keys").exists()
    assert secrets.days() == ()


def test_a_day_key_is_wrapped_on_the_disk(tmp_path: Path) -> None:
    """Neither the private key nor the master key stands in the file."""
    secrets = Secrets(tmp_path)
    private = bytes(secrets.add_day_key(_DAY))

    kept = (tmp_path / "day-keys" / f"{_DAY}.key").read_bytes()

    assert private not in kept
    assert (tmp_path / "master.key").read_bytes() not in kept
    assert bytes(secrets.day_key(_DAY)) == private


def test_without_the_master_key_a_folder_of_day_keys_opens_nothing(tmp_path: Path) -> None:
    """Whoever copied the folder has to be told that, and is."""
    Secrets(tmp_path).add_day_key(_DAY)
    (tmp_path / "master.key").unlink()

    with pytest.raises(Stop, match=r"no master key at hand opens 2021-08-24\.key"):
        Secrets(tmp_path).day_key(_DAY)


def test_a_new_master_key_wraps_everything_and_the_old_one_is_gone(tmp_path: Path) -> None:
    """What was sealed before can still be opened."""
    secrets = Secrets(tmp_path)
    sealed = _sealed(secrets)
    old = (tmp_path / "master.key").read_bytes()

    assert secrets.rewrap() == 1

    assert (tmp_path / "master.key").read_bytes() != old
    assert not (tmp_path / "master.key.next").exists()
    assert unseal(sealed, Secrets(tmp_path).day_key(_DAY)) == _FIELDS


@pytest.mark.parametrize("step", range(7))
def test_a_change_of_master_that_was_cut_off_is_given_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Wherever it falls, everything can be read, and the next call finishes it."""
    secrets = Secrets(tmp_path)
    days = [f"2021-08-2{number}" for number in range(3)]
    private = {day: bytes(secrets.add_day_key(day)) for day in days}
    left = [step]

    def sync_until_cut_off(_: Path) -> None:
        if not left[0]:
            raise OSError("cut off")
        left[0] -= 1

    with monkeypatch.context() as patched:
        patched.setattr(files, "sync_folder", sync_until_cut_off)
        with pytest.raises(OSError, match="cut off"):
            secrets.rewrap()
    again = Secrets(tmp_path)
    read = {day: bytes(again.day_key(day)) for day in days}

    assert read == private
    assert again.rewrap() == 3
    assert {day: bytes(again.day_key(day)) for day in days} == private
    assert sorted(file.name for file in tmp_path.glob("master*")) == ["master.key"]


def test_the_environment_may_hold_the_master_key(tmp_path: Path) -> None:
    """Then none lies on the disk; one that did is destroyed when all is wrapped anew."""
    sealed = _sealed(Secrets(tmp_path / "secrets"))
    settings = Settings(data=tmp_path, master_key=_key())

    assert kind_of_master(settings) == "environment"
    assert open_secrets(settings).rewrap() == 1

    assert not list((tmp_path / "secrets").glob("master*"))
    assert unseal(sealed, open_secrets(settings).day_key(_DAY)) == _FIELDS
    with pytest.raises(Stop, match="no master key"):
        open_secrets(Settings(data=tmp_path, master_key=_key())).day_key(_DAY)


def test_the_key_of_the_environment_changes(tmp_path: Path) -> None:
    """The one before opens until everything is wrapped by the new one."""
    before, now = _key(), _key()
    sealed = _sealed(open_secrets(Settings(data=tmp_path, master_key=before)))
    both = Settings(data=tmp_path, master_key=now, master_key_before=before)

    assert unseal(sealed, open_secrets(both).day_key(_DAY)) == _FIELDS
    open_secrets(both).rewrap()

    alone = Settings(data=tmp_path, master_key=now)
    assert unseal(sealed, open_secrets(alone).day_key(_DAY)) == _FIELDS


@pytest.mark.parametrize("text", ["short", base64.b64encode(b"16 bytes are few").decode()])
def test_a_key_that_is_none_is_refused_and_not_told(tmp_path: Path, text: str) -> None:
    """A log is no place for a key, not even for half of one."""
    with pytest.raises(Stop, match="CHOT_MASTER_KEY") as refused:
        open_secrets(Settings(data=tmp_path, master_key=SecretStr(text)))

    assert text not in str(refused.value)


def test_a_key_service_wraps_and_keeps_its_key_to_itself(tmp_path: Path) -> None:
    """What lies on the disk opens with its help only."""
    with key_service() as service:
        settings = Settings(
            data=tmp_path,
            key_service=service.url,
            key_service_key=KEY,
            key_service_token=SecretStr(TOKEN),
        )
        sealed = _sealed(open_secrets(settings))

        assert unseal(sealed, open_secrets(settings).day_key(_DAY)) == _FIELDS
        assert service.asked[0] == f"/v1/transit/encrypt/{KEY}"
        assert (tmp_path / "secrets" / "day-keys" / f"{_DAY}.key").read_bytes()[:9] == b"vault:v1:"
        assert not list((tmp_path / "secrets").glob("master*"))

        service.is_away = True
        with pytest.raises(TryAgain, match="the key service"):
            open_secrets(settings).day_key(_DAY)
        service.is_away = False
        stranger = settings.model_copy(update={"key_service_token": SecretStr("another")})
        with pytest.raises(Stop, match="the key service refuses: 403"):
            open_secrets(stranger).day_key(_DAY)


def test_day_keys_move_from_a_file_to_a_key_service(tmp_path: Path) -> None:
    """The key in the file is destroyed once nothing is wrapped by it."""
    sealed = _sealed(Secrets(tmp_path / "secrets"))
    with key_service() as service:
        settings = Settings(
            data=tmp_path, key_service=service.url, key_service_token=SecretStr(TOKEN)
        )

        assert open_secrets(settings).rewrap() == 1

        assert not list((tmp_path / "secrets").glob("master*"))
        assert unseal(sealed, open_secrets(settings).day_key(_DAY)) == _FIELDS


def test_a_destroyed_key_is_overwritten_before_it_is_removed(tmp_path: Path) -> None:
    """Whoever still has the file open reads nothing of it."""
    secrets = Secrets(tmp_path)
    sealed = _sealed(secrets)
    file = tmp_path / "day-keys" / f"{_DAY}.key"
    kept = file.read_bytes()
    with file.open("rb") as held:
        assert secrets.destroy_day_key(_DAY)
        assert held.read() == bytes(len(kept))

    assert not secrets.destroy_day_key(_DAY)
    assert secrets.days() == ()
    with pytest.raises(FileNotFoundError):
        unseal(sealed, secrets.day_key(_DAY))
