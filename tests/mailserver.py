"""A real mail server on loopback that keeps what it takes and refuses as told."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from bridge.settings import NoticeSettings

PASSWORD = "s3cret mail word"


@dataclass
class Mailbox:
    """What the server took, and what it is to refuse."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)  #: the same, as it crossed the wire
    recipients: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)  #: address → answer
    data: str = ""  #: answer to every mail's text; empty = taken
    logins: list[bytes] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd
        if self.data:
            return self.data
        self.taken.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        self.raw.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        return "250 OK"

    def login(
        self, server: Any, session: Any, envelope: Any, mechanism: str, given: Any
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.logins.append(given.password)
        right = given.password == PASSWORD.encode()
        return AuthResult(success=right, handled=right)

    def settings(self, **own: Any) -> NoticeSettings:
        """Return the [notices] that lead here."""
        plain: dict[str, Any] = {
            "smtp_host": "127.0.0.1",
            "smtp_port": self.port,
            "security": "none",
        }
        more: dict[str, Any] = {
            "sender": "tosho@lib.example.jp",
            "staff": ("shokuin@lib.example.jp",),
        }
        return NoticeSettings(**plain | more | own)

    def to(self, address: str) -> list[EmailMessage]:
        """Return the mails that went to one address."""
        return [mail for mail, to in zip(self.taken, self.recipients, strict=True) if to == address]

    def subjects(self) -> list[tuple[str, str]]:
        """Return address and subject of each mail, and forget them."""
        found = [
            (to, str(mail["Subject"])) for mail, to in zip(self.taken, self.recipients, strict=True)
        ]
        self.taken.clear()
        self.recipients.clear()
        return found


@contextmanager
def serving(context: ssl.SSLContext | None = None, *, login: bool = False) -> Iterator[Mailbox]:
    """Serve a mailbox on a free port; with a context it speaks STARTTLS and wants it, with `login`
    a password too.
    """
    box = Mailbox(free_port())
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=box.port,
        tls_context=context,
        require_starttls=context is not None,
        authenticator=box.login,
        auth_required=login,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
