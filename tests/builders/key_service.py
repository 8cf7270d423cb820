"""A key service on this machine that speaks as Vault's transit engine does."""

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
import nacl.utils
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

TOKEN = "token-of-a-test"  # of a service that lives as long as a test
KEY = "chot"


class KeyService:
    """Wraps and unwraps, and counts what it was asked; `is_away` lets it answer nobody."""

    def __init__(self) -> None:
        """Make a key that never leaves this object."""
        self.url = ""
        self.is_away = False
        self.asked: list[str] = []
        self._box = SecretBox(nacl.utils.random(SecretBox.KEY_SIZE))

    def answer(self, path: str, body: dict[str, str], token: str | None) -> tuple[int, object]:
        """Return status and answer to a request."""
        if self.is_away:
            return 503, {"errors": ["sealed"]}
        if token != TOKEN:
            return 403, {"errors": ["permission denied"]}
        self.asked.append(path)
        try:
            return 200, {"data": self._told(path, body)}
        except CryptoError:
            return 400, {"errors": ["cipher: message authentication failed"]}

    def _told(self, path: str, body: dict[str, str]) -> dict[str, str]:
        if path == f"/v1/transit/encrypt/{KEY}":
            closed = self._box.encrypt(base64.b64decode(body["plaintext"]))
            return {"ciphertext": f"vault:v1:{base64.b64encode(closed).decode()}"}
        opened = self._box.decrypt(base64.b64decode(body["ciphertext"].split(":")[2]))
        return {"plaintext": base64.b64encode(opened).decode()}


@contextmanager
def key_service() -> Iterator[KeyService]:
    """Run a key service on a free port of this machine."""
    service = KeyService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, said = service.answer(
                self.path, msgspec.json.decode(body), self.headers["X-Vault-Token"]
            )
            told = msgspec.json.encode(said)
            self.send_response(status)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_port}/v1/transit"
    thread = threading.Thread(target=server.serve_forever, name="key service")
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
