"""The folder of secrets: made at the first start, readable by its owner only.

    pseudonym.key      HMAC key of citizen and vehicle ids; never change it
    session.key        signs session and device tokens
    account.key        wraps what second factors are made of
    photo.key          closes the photographs of paper sheets
    audit.key          Ed25519 seed that signs the lines of the audit topic
    master.key         wraps the private day keys
    pass-keys/*.key    Ed25519 seeds that sign passes, one file a key
    day-keys/*.key     X25519 private keys of each day, wrapped by the master key

A gateway alone needs the first five and `pass-keys`; only the read side needs the rest. What is
not needed is not made: a gateway that runs alone comes to hold neither a master key nor day keys.
"""

from collections.abc import Iterator
from pathlib import Path

import nacl.utils
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from contracts.errors import Stop
from service.files import replace_private, shred, write_private
from service.master_key import FileMaster, Masters, OtherMasterError

_KEY_BYTES = 32


class Secrets:
    """Reads secrets, and makes those that don't exist yet."""

    def __init__(self, folder: Path, master: Masters | None = None) -> None:
        """Open the folder, making it if needed; without a master, its key lies there as well."""
        self.folder = folder
        self._master = master or Masters(FileMaster(folder))
        for part in (folder, folder / "pass-keys"):
            _make_private(part)

    def pseudonym_key(self) -> bytes:
        """Return the key behind citizen and vehicle ids."""
        return self._read_or_make("pseudonym.key")

    def session_key(self) -> bytes:
        """Return the key that signs session and device tokens."""
        return self._read_or_make("session.key")

    def account_key(self) -> bytes:
        """Return the key that wraps the secrets behind codes of accounts."""
        return self._read_or_make("account.key")

    def photo_key(self) -> bytes:
        """Return the key that closes photographs; gateways alone hold it."""
        return self._read_or_make("photo.key")

    def audit_key(self) -> SigningKey:
        """Return the key that signs what is written to the audit topic."""
        return SigningKey(self._read_or_make("audit.key"))

    def signing_keys(self) -> Iterator[SigningKey]:
        """Yield every private key that may sign passes."""
        for file in sorted((self.folder / "pass-keys").glob("*.key")):
            yield SigningKey(file.read_bytes())

    def add_signing_key(self) -> SigningKey:
        """Make and keep one more key for passes."""
        key = SigningKey.generate()
        name = bytes(key.verify_key).hex()[:16]
        write_private(self.folder / "pass-keys" / f"{name}.key", bytes(key))
        return key

    def day_key(self, day: str) -> PrivateKey:
        """Return a day's private key.

        Raises:
            FileNotFoundError: never made, or destroyed: the day's personal fields are gone.
            Stop: no master key at hand wrapped it.
            TryAgain: the key service is away.

        """
        return PrivateKey(self._unwrapped(self._day_file(day)))

    def add_day_key(self, day: str) -> PrivateKey:
        """Return the day's key, making and wrapping it if there is none yet."""
        file = self._day_file(day)
        if not file.exists():
            _make_private(file.parent)
            write_private(file, self._master.wrap(bytes(PrivateKey.generate())))
        return self.day_key(day)

    def days(self) -> tuple[str, ...]:
        """Return the days whose private key is here, in order."""
        return tuple(sorted(file.stem for file in self._day_files()))

    def destroy_day_key(self, day: str) -> bool:
        """Overwrite and remove a day's private key; False if there is none."""
        return shred(self._day_file(day))

    def rewrap(self) -> int:
        """Wrap every day key anew and destroy the old master key; return how many there are.

        Cut off anywhere, it goes on where it was when it is called again: until its end, whatever
        either key wrapped can be read.

        Raises:
            Stop: a day key was wrapped by nobody we know; nothing was destroyed.
            TryAgain: the key service is away.

        """
        files = self._day_files()
        unwrapped = {file: self._unwrapped(file) for file in files}
        self._master.begin_change()
        for file, key in unwrapped.items():
            replace_private(file, self._master.wrap(key))
        self._master.end_change()
        return len(files)

    def _unwrapped(self, file: Path) -> bytes:
        try:
            return self._master.unwrap(file.read_bytes())
        except OtherMasterError as fault:
            raise Stop(f"no master key at hand opens {file.name}") from fault

    def _day_file(self, day: str) -> Path:
        return self.folder / "day-keys" / f"{day}.key"

    def _day_files(self) -> list[Path]:
        return sorted((self.folder / "day-keys").glob("[!.]*.key"))

    def _read_or_make(self, name: str) -> bytes:
        file = self.folder / name
        if not file.exists():
            write_private(file, nacl.utils.random(_KEY_BYTES))
        return file.read_bytes()


def _make_private(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
