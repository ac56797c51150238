"""Edge: mails and messages to channels leave here. Holds no rule: what is told, and to whom, comes
as Mail.

A carrier takes what it can and says of each mail what became of it. Nothing is said twice by
itself: whoever calls keeps what was taken. Between "the server took it" and "it is kept" the
machine may die; the mail then goes out once more, under the same Message-ID.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import re
import smtplib
import ssl
import tempfile
import threading
import unicodedata
from contextlib import contextmanager, suppress
from email.encoders import encode_base64
from email.header import Header
from email.message import Message
from email.policy import compat32
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import quote

from bridge.errors import BridgeError, ConfigRefused, CredentialsRefused, NoticeFailed
from bridge.model import DEVICES
from bridge.network.call import Call
from bridge.network.connector import Connector, trusting
from bridge.network.tunnel import ProxyFailed
from bridge.sayings import reason

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from bridge.model import Mail
    from bridge.network.way import Proxy, WayOut
    from bridge.settings import NoticeSecrets, NoticeSettings

TOTAL: Final = 60.0  #: seconds for all mails of a run, greeting and TLS included
SILENCE: Final = 20.0  #: longest silence of the server, seconds
CHANNEL: Final = "apprise-"  #: what the names of channels begin with; their addresses hold tokens
ADDRESS: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII
)
#: letters of a line of a mail's head: an encoded word has 75, after a blank (RFC 2047, 2)
_SHORT: Final = compat32.clone(max_line_length=76, linesep="\r\n")


class Carrier(Protocol):
    """A way to tell people."""

    #: names of those that hear everything; empty for mail, where each hears their own
    channels: tuple[str, ...]

    def carries(self, to: str) -> bool:
        """Return whether this is the way to that address."""
        ...

    def carry(
        self, mails: Iterable[Mail], at: datetime
    ) -> Iterator[tuple[Mail, BridgeError | None]]:
        """Yield each mail as soon as it is taken (None) or refused; raises BridgeError when the way
        itself is closed.
        """
        ...


def carriers(
    settings: NoticeSettings, secrets: NoticeSecrets, library: str, way: WayOut
) -> tuple[Carrier, ...]:
    """Return the ways that are set up, none when nobody is to be told; raises ConfigRefused."""
    ways: list[Carrier] = []
    if settings.smtp_host:
        ways.append(Smtp(settings, secrets.smtp_password, library, way))
    if secrets.apprise_urls:
        ways.append(Channels(secrets.apprise_urls, way))
    return tuple(ways)


# ── mail ────────────────────────────────────────────────────────────────────────────────────────


class Smtp:
    """Mail through the library's own server, certificate checked; never in the clear but on
    loopback.
    """

    channels: tuple[str, ...] = ()

    def __init__(
        self,
        settings: NoticeSettings,
        password: str,
        library: str,
        way: WayOut,
        total: float = TOTAL,
    ) -> None:
        self._settings = settings
        self._password = password
        self._library = library  # From shows it
        self._way = way
        self._total = total  # seconds

    def carries(self, to: str) -> bool:
        """Return whether `to` is a mail address."""
        return not to.startswith((CHANNEL, DEVICES))

    def carry(
        self, mails: Iterable[Mail], at: datetime
    ) -> Iterator[tuple[Mail, BridgeError | None]]:
        """Send each mail on one connection; raises NoticeFailed, ConfigRefused or
        CredentialsRefused for the rest.
        """
        todo = list(mails)
        if not todo:
            return
        with self._explained(), self._line() as line:
            for mail in todo:
                yield mail, self._hand_over(line, mail, at)

    def check(self) -> None:
        """Connect and log in, send nothing; raises as `carry` does."""
        with self._explained(), self._line():
            pass

    def _hand_over(self, line: smtplib.SMTP, mail: Mail, at: datetime) -> BridgeError | None:
        if not ADDRESS.fullmatch(mail.to):
            return NoticeFailed("notice.address_unfit", to=mail.to[:60])
        try:
            line.send_message(
                message(mail, self._settings.sender, self._library, at),
                self._settings.sender,
                [mail.to],
            )
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            return NoticeFailed(
                "notice.recipient_refused",
                server=self._server,
                to=mail.to,
                said=self._said(code, words),
            )
        except smtplib.SMTPDataError as error:
            if error.smtp_code in {421, 530, 535}:
                raise  # the whole line, not this one mail
            said = self._said(error.smtp_code, error.smtp_error)
            return NoticeFailed("notice.mail_refused", server=self._server, to=mail.to, said=said)
        return None

    @contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        """Open a line that is logged in, and shut it after the whole time, whatever the server
        does.
        """
        settings = self._settings
        with Call(self._total) as call:
            # our own name is not looked up: the sender's domain says enough, and no name of the
            # house goes out
            line = _SmtpLine(
                local_hostname=settings.sender.rpartition("@")[2] or "localhost",
                timeout=min(SILENCE, self._total),
            )
            line.call, line.connector = call, Connector(self._way, min(SILENCE, self._total))
            trust = None  # the list of issuers costs 40 ms of CPU
            if settings.security != "none":
                trust = trusting(self._way.ca_file, ssl.create_default_context())
            line.tls = trust if settings.security == "tls" else None
            try:
                line.connect(settings.smtp_host, settings.smtp_port)
                if settings.security == "starttls":
                    line.starttls(context=trust)
                if settings.smtp_user:
                    line.login(settings.smtp_user, self._password)
                yield line
                with suppress(smtplib.SMTPException, OSError):
                    line.quit()
            finally:
                line.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what goes wrong with the server into errors of ours: one a remedy, the password in
        none of them.
        """
        try:
            yield
        except (
            smtplib.SMTPAuthenticationError
        ) as error:  # what the server says to a login is not repeated
            raise self._locked_out(error.smtp_code) from None
        except smtplib.SMTPNotSupportedError:
            raise ConfigRefused(
                "notice.security_unknown", server=self._server, security=self._settings.security
            ) from None
        except ProxyFailed as error:
            raise NoticeFailed("notice.proxy", server=self._server, why=error.why) from None
        except ssl.SSLCertVerificationError as error:
            raise NoticeFailed(
                "notice.certificate", server=self._server, why=error.verify_message
            ) from None
        except smtplib.SMTPResponseException as error:
            if error.smtp_code in {530, 535}:
                raise self._locked_out(error.smtp_code) from None
            said = self._said(error.smtp_code, error.smtp_error)
            raise NoticeFailed("notice.server_refused", server=self._server, said=said) from None
        except (smtplib.SMTPException, OSError) as error:
            raise NoticeFailed("notice.line_cut", server=self._server, why=reason(error)) from None

    @property
    def _server(self) -> str:
        return f"メールサーバー {self._settings.smtp_host}:{self._settings.smtp_port} "

    def _locked_out(self, code: int) -> CredentialsRefused:
        return CredentialsRefused("notice.login_refused", server=self._server, code=code)

    def _said(self, code: int, words: bytes | str) -> str:
        """Return a server's words, short, seen, and without the password in any form in which it
        was sent.
        """
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        user, word = self._settings.smtp_user.encode(), self._password.encode()
        forms = {
            self._password,
            *(base64.b64encode(form).decode() for form in (word, b"\0%b\0%b" % (user, word))),
        }
        for form in forms if self._password else ():
            text = text.replace(form, "***")
        return (
            f"{code} {''.join(c for c in ' '.join(text.split()) if c.isprintable())[:200]}".strip()
        )


class _SmtpLine(smtplib.SMTP):
    """smtplib's line, with or without TLS from the first byte, under the deadline of a call."""

    call: Call
    connector: Connector
    tls: ssl.SSLContext | None = None

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        self._host = host  # the name that STARTTLS checks
        plain, _ = self.connector.open(self.call, "smtp", host, port)
        plain.settimeout(timeout)
        return self.tls.wrap_socket(plain, server_hostname=host) if self.tls else plain


def message(mail: Mail, sender: str, library: str, at: datetime) -> Message[Any, Any]:
    """Return the mail as it goes out: plain text in UTF-8, each line and each encoded word as short
    as RFC 5322 and 2047 want it.

    It is a machine's (RFC 3834; Exchange reads its own header), so that nobody's machine answers,
    and one of a list (RFC 2369, 2919), so that it can be sorted and unsubscribed from: a word to
    the sender. Raises ValueError for a subject of more than one line.
    """
    if any(unicodedata.category(c) in {"Cc", "Zl", "Zp"} for c in mail.subject):
        raise ValueError(f"Header of more than one line: {mail.subject!a}")
    domain = sender.rpartition("@")[2]
    same = hashlib.sha256("\n".join((*mail.keys, mail.to)).encode()).hexdigest()[:32]
    sent: Message[Any, Any] = Message(_SHORT)
    sent["From"] = _author("".join(c for c in library if c.isprintable()), sender)
    sent["To"] = _Whole(mail.to)
    sent["Subject"] = _words(mail.subject, "Subject")
    sent["Date"] = format_datetime(at)
    sent["Message-ID"] = _Whole(f"<{same}@{domain}>")
    sent["Auto-Submitted"] = "auto-generated"
    sent["X-Auto-Response-Suppress"] = "All"
    sent["List-Id"] = _Whole(f"<feedbridge.{domain}>")
    sent["List-Unsubscribe"] = _Whole(f"<mailto:{quote(sender, safe='@')}?subject=unsubscribe>")
    sent["MIME-Version"] = "1.0"
    sent["Content-Type"] = 'text/plain; charset="utf-8"'
    sent.set_payload("\r\n".join([*mail.body.splitlines(), ""]).encode())
    encode_base64(sent)
    return sent


class _Whole(Header):
    """A header in one line: some servers read an id that begins below its name as none."""

    def encode(
        self,
        splitchars: str = "",
        maxlinelen: int | None = None,  # noqa: ARG002 - Header's
        linesep: str = "\n",
    ) -> str:
        """Return the header's value; the bound of its lines is not asked."""
        return super().encode(splitchars, 0, linesep)


def _words(text: str, name: str) -> Header:
    """Return the text of a header in encoded words, blanks and all: the newer classes of `email`
    make words of more than 75 letters, and lose blanks between them.
    """
    plain = text.isascii() and len(text) < 60 and "=?" not in text and "  " not in text
    return Header(text, "us-ascii" if plain else "utf-8", header_name=name)


def _author(name: str, sender: str) -> Header:
    """Return who sends it: the library's name, and the address as it is."""
    if name.isascii() and len(name) < 60 and "=?" not in name:
        return _Whole(formataddr((name, sender)))
    words = _words(name, "From")
    words.append(f"<{sender}>", "us-ascii")
    return words


# ── channels ────────────────────────────────────────────────────────────────────────────────────


class Channels:
    """Teams, Slack, LINE and the like, through Apprise; each address is a channel with a number for
    a name.
    """

    def __init__(self, urls: tuple[str, ...], way: WayOut) -> None:
        """Read the addresses; raises ConfigRefused when Apprise is not there or takes one of them
        for none of its own.
        """
        self._apprise = _apprise()
        # who it is from (ASCII: it stands in a header, too), and no picture from elsewhere
        self._asset = self._apprise.AppriseAsset(
            app_id="feedbridge", image_url_mask="", image_url_logo=""
        )
        self._urls = urls
        self._way = way
        self.channels = tuple(f"{CHANNEL}{number}" for number in range(1, len(urls) + 1))
        if wrong := [
            name
            for name, url in zip(self.channels, urls, strict=True)
            if not self._apprise.Apprise().add(url)
        ]:
            places = "、".join(f"{name.removeprefix(CHANNEL)}番目" for name in wrong)
            raise ConfigRefused("notice.apprise_unfit", places=places)

    def carries(self, to: str) -> bool:
        """Return whether `to` is one of these channels."""
        return to in self.channels

    def carry(
        self,
        mails: Iterable[Mail],
        at: datetime,  # noqa: ARG002 - the channel's protocol
    ) -> Iterator[tuple[Mail, BridgeError | None]]:
        """Send each mail to its channel; one that fails keeps none of the others."""
        for mail in mails:
            channel = self._apprise.Apprise(asset=self._asset)
            channel.add(self._urls[self.channels.index(mail.to)])
            try:
                marked = channel[0].notify_format == "markdown"
                with _environment(self._way):
                    accepted = channel.notify(
                        title=_unmarked(mail.subject) if marked else mail.subject,
                        body=markdown(mail.body) if marked else mail.body,
                        body_format="markdown" if marked else "text",
                    )
            except Exception:  # noqa: BLE001  a hundred services' code; its words may hold the address
                accepted = False
            yield (
                mail,
                None if accepted else NoticeFailed("notice.channel_failed", to=mail.to),
            )


_MARKS: Final = re.compile(r"[\\`*_\[\]<>~|#]|(?<=^)[-+](?= )|(?<=\d)\.(?= )", re.MULTILINE)
_LINK: Final = re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]+")


def markdown(text: str) -> str:
    """Return plain text as Markdown that shows it so: each line on its own, marks as they are, and
    links that can be pressed (Teams makes none by itself).
    """
    lines = []
    for line in text.strip().splitlines():
        parts, at = [], 0
        for match in _LINK.finditer(line):
            parts += [_unmarked(line[at : match.start()]), f"[{_unmarked(match[0])}]({match[0]})"]
            at = match.end()
        lines.append("".join(parts) + _unmarked(line[at:]))
    return "\n\n".join(line.strip() for line in lines if line.strip())


def _unmarked(text: str) -> str:
    return _MARKS.sub(lambda match: f"\\{match[0]}", text)


#: the libraries of a fleet are threads of one process, which has one environment
_ONE_AT_A_TIME: Final = threading.Lock()


@contextmanager
def _environment(way: WayOut) -> Iterator[None]:
    """Let the environment say what [network] says, and nothing else: Apprise's services hear of a
    way out by it alone. Whoever else sends waits, so that nobody goes another's way, and no
    password stays behind.
    """
    words = {
        f"{scheme}_proxy": _address(proxy)
        for scheme, proxy in (("http", way.http), ("https", way.tls))
    }
    words["all_proxy"] = ""
    words["no_proxy"] = (
        ",".join(("localhost", "127.0.0.1", "::1", *way.exceptions)) if way.tls else "*"
    )
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory() as folder:
        if way.ca_file:
            words["requests_ca_bundle"] = _issuers(Path(folder), way.ca_file)
        names = {name.upper(): value for name, value in words.items() if value}
        changed = {name: value for name, value in words.items() if name.endswith("proxy")} | names
        before = {name: os.environ.get(name) for name in changed}
        try:
            os.environ.update(changed)
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value


def _address(proxy: Proxy | None) -> str:
    if proxy is None:
        return ""
    own = f"{quote(proxy.user, safe='')}:{quote(proxy.password, safe='')}@" if proxy.user else ""
    return f"http://{own}{proxy}"


def _issuers(folder: Path, more: str) -> str:
    """Return a file that holds the known issuers and those of `more`."""
    from requests.adapters import DEFAULT_CA_BUNDLE_PATH

    both = folder / "issuers.pem"
    both.write_bytes(Path(DEFAULT_CA_BUNDLE_PATH).read_bytes() + b"\n" + Path(more).read_bytes())
    return str(both)


def _apprise() -> Any:
    try:
        import apprise
    except ImportError:
        raise ConfigRefused("notice.apprise_missing") from None
    logging.getLogger("apprise").disabled = True  # it writes addresses, and so tokens, into its log
    # and so do the requests that it makes
    logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)
    return apprise
