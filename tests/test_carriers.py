"""The edge on real sockets: TLS, passwords, refusals, silence; and what a mail looks like on the
wire.
"""

from __future__ import annotations

import base64
import builtins
import json
import logging
import os
import quopri
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from email import message_from_bytes
from email.header import decode_header, make_header
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from fakes import NOW, on_loopback
from mailserver import PASSWORD, Mailbox, free_port, serving
from network.standin import StandInProxy

from bridge import carriers
from bridge.errors import BridgeError, ConfigRefused, CredentialsRefused, NoticeFailed
from bridge.model import Mail
from bridge.network.way import DIRECT, Proxy, WayOut
from bridge.settings import NoticeSecrets, NoticeSettings

#: aiosmtpd's word on a login without TLS, and Apprise's use of a module that Python gives up
pytestmark = [
    pytest.mark.filterwarnings(f"ignore:{word}") for word in ("Requiring AUTH", "'imghdr'")
]
MAIL = Mail(
    "kancho@lib.example.jp",
    ("digest:1",),
    "決裁待ち 3件",
    "・おはなし会\n  https://desk.example.jp/drafts/1\n",
)
OTHER = Mail("tanto@lib.example.jp", ("digest:1",), "決裁待ち 1件", "・休館\n")


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with serving() as found:
        yield found


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of localhost, signed by nobody but itself, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True,
    )  # fmt: skip
    return cert, key


def server_side(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def send(
    settings: NoticeSettings, *mails: Mail, password: str = "", total: float = 20
) -> list[BridgeError | None]:
    """Send mails and return what became of each."""
    return [
        error
        for _, error in carriers.Smtp(
            settings=settings, password=password, library="見本図書館", way=DIRECT, total=total
        ).carry(mails or (MAIL,), NOW)
    ]


def failed(settings: NoticeSettings, **how: Any) -> BridgeError:
    """Return why the way is closed."""
    with pytest.raises(BridgeError) as refused:
        send(settings, **how)
    return refused.value


# ── what a mail is ──────────────────────────────────────────────────────────────────────────────


def test_a_mail_is_plain_japanese_text_marked_as_a_machine_s(box: Mailbox) -> None:
    """UTF-8, Auto-Submitted (RFC 3834), a date, and a Message-ID of the sender's domain."""
    assert send(box.settings()) == [None]
    (mail,) = box.to(MAIL.to)
    assert mail.get_content().replace("\r\n", "\n") == MAIL.body
    assert mail.get_content_type() == "text/plain"
    assert (mail["Subject"], mail["To"], mail["Auto-Submitted"]) == (
        MAIL.subject,
        MAIL.to,
        "auto-generated",
    )
    assert mail["From"] == "見本図書館 <tosho@lib.example.jp>"
    assert mail["Message-ID"].endswith("@lib.example.jp>")
    assert mail["Date"].datetime == NOW


SUBJECTS = [
    "決裁待ち 3件",
    "差戻し: 冬のおはなし会  二つの空き",
    "【緊急】決裁をお願いします: " + "𠮷野家と🐈\u200d⬛の本" * 12,
    "a" * 90 + "あ" * 30,
    "plain words only",
    "long plain words " * 9 + "end",
    "=?utf-8?b?5rG6?= is no word of ours",
    '館内 ABC =?utf-8? DEF 「"<>,;:」 é が',
    " 初めと終わりの空き ",
]


def by_hand(raw: bytes, name: str) -> str:
    """Return a header read letter by letter, as RFC 2047 says and no library does it."""
    head = raw.split(b"\r\n\r\n")[0].decode("ascii")
    lines = re.sub(r"\r\n(?=[ \t])", "", head).split("\r\n")
    (value,) = (line[len(name) + 2 :] for line in lines if line.startswith(f"{name}: "))
    word = r"=\?utf-8\?([bq])\?([!->@-~]*)\?="
    for found in re.finditer(word, value):
        assert len(found[0]) <= 75
    joined = re.sub(rf"({word})[ \t]+(?={word})", r"\1", value)

    def letters(found: re.Match[str]) -> str:
        decode = base64.b64decode if found[1] == "b" else quopri.decodestring
        return decode(found[2].replace("_", " ")).decode()  # each word alone: no letter is cut

    return re.sub(word, letters, joined)


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("library", ["見本図書館", "とても長い名前の市立図書館" * 4, "Library, X"])
def test_a_mail_crosses_the_wire_as_every_mail_reader_wants_it(
    box: Mailbox, subject: str, library: str
) -> None:
    """Encoded words of 75 letters at most that cut no letter, no blank lost, no line above 998, in
    ASCII; read by the standard library and by hand.
    """
    body = "・おはなし会\n\n  「𠮷」 .\n.\n" + "長い行 " * 400 + "\n"
    mail = Mail(MAIL.to, ("k",), subject, body)
    smtp = carriers.Smtp(box.settings(), "", library, DIRECT)
    assert [error for _, error in smtp.carry([mail], NOW)] == [None]
    (raw,), (read) = box.raw, box.taken[0]
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert by_hand(raw, "Subject") == subject
    assert str(make_header(decode_header(str(message_from_bytes(raw)["Subject"])))) == subject
    assert str(read["Subject"]) == subject
    assert by_hand(raw, "From").replace('"', "") == f"{library} <tosho@lib.example.jp>"
    assert read["From"].addresses[0].addr_spec == "tosho@lib.example.jp"
    sent = body.replace("\n", "\r\n")
    assert read.get_content() == sent
    assert base64.b64decode(raw.split(b"\r\n\r\n", 1)[1]).decode() == sent


def test_a_mail_names_its_list_and_how_one_leaves_it(box: Mailbox) -> None:
    """List-Id and List-Unsubscribe stand whole on their own lines, as does the id; Exchange's own
    header keeps 不在 from being answered.
    """
    sender = "tosho-no-oshirase@lib.city.mihonkurume.lg.jp"
    assert send(box.settings(sender=sender)) == [None]
    lines = box.raw[0].decode().split("\r\n\r\n")[0].split("\r\n")
    assert "List-Id: <feedbridge.lib.city.mihonkurume.lg.jp>" in lines
    assert f"List-Unsubscribe: <mailto:{sender}?subject=unsubscribe>" in lines
    assert "X-Auto-Response-Suppress: All" in lines
    (id,) = (line for line in lines if line.startswith("Message-ID: "))
    assert re.fullmatch(r"Message-ID: <[0-9a-f]{32}@lib\.city\.mihonkurume\.lg\.jp>", id)


def test_the_same_news_has_the_same_message_id() -> None:
    """A mail that was taken, but not kept as told because the machine died, is known again by mail
    servers.
    """
    again = carriers.message(MAIL, "a@lib.example.jp", "図書館", NOW)["Message-ID"]
    assert carriers.message(MAIL, "a@lib.example.jp", "図書館", NOW)["Message-ID"] == again
    other = Mail(MAIL.to, ("digest:2",), MAIL.subject, MAIL.body)
    assert carriers.message(other, "a@lib.example.jp", "図書館", NOW)["Message-ID"] != again


def test_a_subject_with_a_second_line_never_becomes_a_header() -> None:
    """The words are made one line before; should they come here all the same, no mail is made."""
    with pytest.raises(ValueError, match="Header"):
        carriers.message(
            Mail("a@b.example", ("k",), "x\r\nBcc: a@b", ""), "a@b.example", "図書館", NOW
        )


def test_a_library_s_name_with_control_characters_is_shown_without_them() -> None:
    """It stands in From."""
    sent = carriers.message(MAIL, "a@b.jp", "図書\r\n\x00館", NOW)
    assert str(sent["From"]) == "図書館 <a@b.jp>"


# ── who is refused ──────────────────────────────────────────────────────────────────────────────


def test_a_recipient_who_is_refused_does_not_keep_the_others_from_being_told(box: Mailbox) -> None:
    """One address is unknown, the next is told on the same connection."""
    box.refused[MAIL.to] = "550 5.1.1 User unknown"
    first, second = send(box.settings(), MAIL, OTHER)
    assert isinstance(first, NoticeFailed)
    assert MAIL.to in first.what
    assert "550 5.1.1 User unknown" in first.what
    assert second is None
    assert box.recipients == [OTHER.to]


@pytest.mark.parametrize(
    "to", ["", "館長", "a@b@c", "a@例.jp", "a@b.jp\r\nBcc: c@d.jp", "a@b.jp, c@d.jp", "<a@b.jp>"]
)
def test_what_is_no_mail_address_is_told_and_reaches_no_server(box: Mailbox, to: str) -> None:
    """A person's address is free text."""
    first, second = send(box.settings(), Mail(to, ("k",), "x", "y"), OTHER)
    assert isinstance(first, NoticeFailed)
    assert "\r" not in first.what
    assert second is None
    assert box.recipients == [OTHER.to]


def test_a_mail_that_is_refused_for_its_text_fails_alone(box: Mailbox) -> None:
    """554 after DATA."""
    box.data = "554 no\x1b[31m spam"
    (error,) = send(box.settings())
    assert isinstance(error, NoticeFailed)
    assert "\x1b" not in error.what


def test_a_server_that_is_down_is_told_once(box: Mailbox) -> None:
    """Nothing listens there: one error for all mails."""
    error = failed(box.settings(smtp_port=free_port()))
    assert isinstance(error, NoticeFailed)
    assert "127.0.0.1" in error.what


@pytest.mark.parametrize(
    "answer", [b"", b"garbage\r\n", b"220 hello\r\n", b"554 go away\r\n", b"220 " + b"x" * 9000]
)
def test_a_server_that_talks_nonsense_or_hangs_up_is_told(answer: bytes) -> None:
    """No traceback, whatever stands at the other end."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            line, _ = server.accept()
            with line:
                line.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        error = failed(
            NoticeSettings("127.0.0.1", server.getsockname()[1], "none", sender="a@b.jp")
        )
        thread.join()
    assert isinstance(error, NoticeFailed)


@pytest.mark.parametrize("security", ["none", "tls"])
def test_a_server_that_drips_is_cut_after_the_whole_time(security: Any) -> None:
    """Each byte resets the socket's own time-out; the whole time does not care."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            line, _ = server.accept()
            with line:
                try:
                    while not over.wait(0.05):
                        line.sendall(b"2")
                except OSError:
                    return

        thread = threading.Thread(target=serve)
        thread.start()
        began = time.monotonic()
        error = failed(
            NoticeSettings("127.0.0.1", server.getsockname()[1], security, sender="a@b.jp"),
            total=0.5,
        )
        over.set()
        thread.join()
    assert isinstance(error, NoticeFailed)
    assert time.monotonic() - began < 5


# ── TLS and passwords ───────────────────────────────────────────────────────────────────────────


def test_starttls_and_login_with_a_trusted_certificate(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The usual way: STARTTLS, then the password."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with serving(server_side(certificate), login=True) as box:
        settings = box.settings(smtp_host="localhost", security="starttls", smtp_user="tosho")
        assert send(settings, password=PASSWORD) == [None]
        assert box.logins == [PASSWORD.encode()]
        assert len(box.taken) == 1


def test_a_certificate_that_nobody_vouches_for_is_refused_before_the_password(
    certificate: tuple[Path, Path],
) -> None:
    """A self-signed one, not trusted: nothing is sent, no password is shown."""
    with serving(server_side(certificate), login=True) as box:
        error = failed(
            box.settings(smtp_host="localhost", security="starttls", smtp_user="tosho"),
            password=PASSWORD,
        )
        assert isinstance(error, NoticeFailed)
        assert "証明書" in error.what
        assert (box.logins, box.taken) == ([], [])


def test_a_certificate_of_another_name_is_refused(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is localhost's, and 127.0.0.1 was asked for."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with serving(server_side(certificate)) as box:
        assert "証明書" in failed(box.settings(security="starttls")).what
        assert box.taken == []


def test_a_server_without_starttls_gets_nothing_in_the_clear(box: Mailbox) -> None:
    """Whoever strips STARTTLS from the answer learns neither password nor text."""
    error = failed(box.settings(security="starttls", smtp_user="tosho"), password=PASSWORD)
    assert isinstance(error, ConfigRefused)
    assert (box.logins, box.taken) == ([], [])


def test_a_wrong_password_is_told_and_leaks_nowhere(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """The error names what to mend; neither it nor its causes, logs or repr hold the password."""
    caplog.set_level(logging.DEBUG)
    with serving(login=True) as box:
        error = failed(box.settings(smtp_user="tosho"), password="wr0ng-s3cret")
    assert isinstance(error, CredentialsRefused)
    assert error.exit_code == 4
    assert "FEEDBRIDGE_SMTP_PASSWORD" in error.todo
    assert error.__suppress_context__
    shown = "".join([str(error), repr(error), caplog.text, *capfd.readouterr()])
    assert "wr0ng-s3cret" not in shown
    assert "d3IwbmctczNjcmV0" not in shown  # its base64
    assert "wr0ng" not in repr(NoticeSecrets("wr0ng-s3cret", ("slack://wr0ng",)))


def test_a_server_that_wants_a_login_and_gets_none_is_a_matter_of_credentials() -> None:
    """530 at MAIL FROM."""
    with serving(login=True) as box:
        assert isinstance(failed(box.settings()), CredentialsRefused)


def test_a_server_that_repeats_the_password_is_not_repeated(box: Mailbox) -> None:
    """In whichever form it was sent."""
    box.refused[MAIL.to] = "550 you said s3cret and AHRvc2hvAHMzY3JldA== and czNjcmV0"
    smtp = carriers.Smtp(box.settings(smtp_user="tosho"), "s3cret", "見本図書館", DIRECT)
    assert smtp._said(550, box.refused[MAIL.to]) == "550 550 you said *** and *** and ***"


def test_without_a_mail_no_server_is_asked() -> None:
    """Most runs have nothing to tell."""
    assert (
        list(carriers.Smtp(NoticeSettings("192.0.2.1"), "", "図書館", DIRECT).carry([], NOW)) == []
    )


# ── channels ────────────────────────────────────────────────────────────────────────────────────


class Apprise:
    """Stands in for apprise.Apprise."""

    said: list[tuple[str, str, str]]

    def __init__(self, asset: Any = None) -> None:
        self.url = ""

    def __getitem__(self, _: int) -> Any:
        return type("Service", (), {"notify_format": "text"})

    def add(self, url: str) -> bool:
        self.url = url
        return "://" in url

    def notify(self, *, title: str, body: str, body_format: str) -> bool:
        if "broken" in self.url:
            raise RuntimeError(f"cannot reach {self.url}")
        self.said.append((self.url, title, body))
        return True


@pytest.fixture
def apprise(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    Apprise.said = []
    monkeypatch.setattr("apprise.Apprise", Apprise)
    return Apprise.said


def test_channels_are_told_and_one_that_fails_keeps_none_of_the_others(
    apprise: list[tuple[str, str, str]],
) -> None:
    """Each channel is a recipient of its own; what goes wrong shows no address."""
    ways = carriers.carriers(
        NoticeSettings(),
        NoticeSecrets("", ("slack://broken-t0ken", "teams://t0ken")),
        "図書館",
        DIRECT,
    )
    (channels,) = ways
    assert channels.channels == ("apprise-1", "apprise-2")
    mails = [Mail(name, ("k",), "件名", "本文") for name in channels.channels]
    first, second = [error for _, error in channels.carry(mails, NOW)]
    assert isinstance(first, NoticeFailed)
    assert "t0ken" not in str(first) + repr(first)
    assert second is None
    assert apprise == [("teams://t0ken", "件名", "本文")]


def test_an_address_that_apprise_does_not_know_is_told_by_its_place(
    apprise: list[tuple[str, str, str]],
) -> None:
    """Its words are a secret."""
    with pytest.raises(ConfigRefused, match="2番目") as refused:
        carriers.Channels(("slack://a", "t0ken"), DIRECT)
    assert "t0ken" not in str(refused.value)
    assert apprise == []


def test_the_real_apprise_writes_no_address_into_the_log(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """An address that it cannot read stands in its warnings, were they not switched off."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ConfigRefused):
        carriers.Channels(("nosuchthing://t0ken/path",), DIRECT)
    assert "t0ken" not in caplog.text + "".join(capfd.readouterr())


def test_apprise_that_is_not_installed_is_a_matter_of_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What to install is told."""
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "apprise":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ConfigRefused, match=r"tools/install.py notices"):
        carriers.carriers(NoticeSettings(), NoticeSecrets("", ("slack://a",)), "図書館", DIRECT)


def test_nobody_to_tell_is_no_way() -> None:
    """Out of the box nothing is sent, and nothing is imported for it."""
    assert carriers.carriers(NoticeSettings(), NoticeSecrets(), "図書館", DIRECT) == ()


# ── the way out ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mail server's name is known to the proxy alone."""
    real = socket.getaddrinfo

    def look_up(host: str, *more: Any, **flags: Any) -> Any:
        if host not in {"127.0.0.1", "localhost"}:
            raise socket.gaierror(socket.EAI_NONAME, "?")
        return real(host, *more, **flags)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def carried(settings: NoticeSettings, way: WayOut) -> BridgeError | None:
    return next(
        iter(
            carriers.Smtp(
                settings=settings, password="", library="見本図書館", way=way, total=5
            ).carry([MAIL], NOW)
        )
    )[1]


@pytest.mark.usefixtures("outside")
def test_mail_leaves_through_the_proxy_and_the_server_s_first_word_is_not_lost(
    box: Mailbox,
) -> None:
    """The greeting may come with the proxy's own answer."""
    with StandInProxy({f"mail.example:{box.port}": box.port}) as house:
        one = Proxy("127.0.0.1", house.port)
        smtp = carriers.Smtp(
            settings=box.settings(smtp_host="mail.example"),
            password="",
            library="見本図書館",
            way=WayOut(one, one),
            total=5,
        )
        assert [error for _, error in smtp.carry([MAIL], NOW)] == [None]
        assert house.targets == [f"CONNECT mail.example:{box.port}"]
    assert len(box.taken) == 1


@pytest.mark.usefixtures("outside")
def test_a_proxy_that_lets_no_mail_out_is_told_as_the_proxy(box: Mailbox) -> None:
    """Most admit port 443 alone; the mail goes out when it is mended."""
    with StandInProxy() as house:
        house.says = b"HTTP/1.1 403 Forbidden\r\n\r\n"
        one = Proxy("127.0.0.1", house.port)
        with pytest.raises(NoticeFailed, match=r"プロキシ 127\.0\.0\.1:\d+ がつなぎません\(403\)"):
            carried(box.settings(smtp_host="mail.example"), WayOut(one, one))


def test_a_mail_server_inside_is_reached_directly(
    box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name leads to an address of the house: the proxy leads out of it."""
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda _, *more, **flags: real("127.0.0.1", *more, **flags)
    )
    with StandInProxy() as house:
        one = Proxy("127.0.0.1", house.port)
        assert carried(box.settings(smtp_host="mail.city.example"), WayOut(one, one)) is None
        assert house.asked == []
    assert len(box.taken) == 1


def test_a_private_issuer_is_believed_for_mail_too(certificate: tuple[Path, Path]) -> None:
    """[network] ca_file."""
    with serving(server_side(certificate)) as box:
        wanted = box.settings(smtp_host="localhost", security="starttls")
        assert carried(wanted, WayOut(ca_file=str(certificate[0]))) is None
        with pytest.raises(NoticeFailed, match="証明書"):
            carried(wanted, DIRECT)


def test_a_look_at_the_mail_server_sends_nothing(box: Mailbox) -> None:
    """Connected and logged in, that is all."""
    carriers.Smtp(
        settings=box.settings(), password="", library="見本図書館", way=DIRECT, total=5
    ).check()
    assert box.taken == []


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (DIRECT, {"no_proxy": "*", "NO_PROXY": "*", "https_proxy": "", "HTTPS_PROXY": None}),
        (
            WayOut(None, Proxy("p.example", 8080, "t@sho", "p:w"), ("inside.example",)),
            {"HTTPS_PROXY": "http://t%40sho:p%3Aw@p.example:8080", "http_proxy": ""},
        ),
    ],
)
def test_apprise_hears_of_the_way_out_and_of_nothing_else(
    monkeypatch: pytest.MonkeyPatch, way: WayOut, said: dict[str, str | None]
) -> None:
    """Its hundred services know only the environment, which is as it was afterwards."""
    heard: dict[str, str | None] = {}

    class Service:
        notify_format = "text"

        def __init__(self, asset: Any = None) -> None: ...

        def __getitem__(self, _: int) -> Any:
            return self

        def add(self, _: str) -> bool:
            return True

        def notify(self, **_: str) -> bool:
            heard.update({name: os.environ.get(name) for name in said})
            return True

    monkeypatch.setenv("https_proxy", "http://somebody.example")
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    monkeypatch.setattr(
        carriers,
        "_apprise",
        lambda: type("Apprise", (), {"Apprise": Service, "AppriseAsset": dict}),
    )
    before = dict(os.environ)
    channels = carriers.Channels(("slack://a",), way)
    assert [error for _, error in channels.carry([Mail("apprise-1", ("a",), "題", "文")], NOW)] == [
        None
    ]
    assert heard == said
    assert dict(os.environ) == before


def test_no_library_of_a_fleet_hears_of_another_ones_proxy() -> None:
    """They are threads of one process, whose environment holds the way and the password of one of
    them at a time; afterwards it is as it was.
    """
    before, together = dict(os.environ), threading.Barrier(2)
    heard: dict[str, str] = {}

    def send(host: str) -> None:
        with carriers._environment(WayOut(None, Proxy(host, 8080, "user", f"word-of-{host}"))):
            with suppress(threading.BrokenBarrierError):
                together.wait(0.2)  # seconds: nobody comes
            heard[host] = os.environ["HTTPS_PROXY"]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(send, ("a.example", "b.example")))
    assert heard == {
        host: f"http://user:word-of-{host}@{host}:8080" for host in ("a.example", "b.example")
    }
    assert together.broken
    assert dict(os.environ) == before


def test_apprise_believes_the_private_issuer_beside_the_known_ones(
    certificate: tuple[Path, Path],
) -> None:
    """One file for requests, gone afterwards."""
    with carriers._environment(WayOut(ca_file=str(certificate[0]))):
        both = Path(os.environ["REQUESTS_CA_BUNDLE"])
        text = both.read_bytes()
    assert certificate[0].read_bytes() in text
    assert text.count(b"BEGIN CERTIFICATE") > 50
    assert not both.exists()


# ── Teams and LINE, as they are today ───────────────────────────────────────────────────────────


@pytest.fixture
def listener(certificate: tuple[Path, Path]) -> Iterator[tuple[int, list[tuple[str, Any, Any]]]]:
    """A service over TLS on loopback: its port, and what it was sent: path, headers, JSON."""
    taken: list[tuple[str, Any, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            taken.append((self.path, self.headers, json.loads(raw)))
            self.send_response(202 if "triggers" in self.path else 200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: Any) -> None: ...

    with on_loopback(Handler, server_side(certificate)) as port:
        yield port, taken


NEWS = Mail(
    "apprise-1",
    ("k",),
    "決裁待ち 2件",
    "決裁を待つものです。\n\n・本_の_*会* [見る](https://evil.example)\n"
    "  1. から\n  https://desk.example.jp/drafts/1?a=b_c\n",
)


def channelled(url: str, certificate: tuple[Path, Path]) -> BridgeError | None:
    channels = carriers.Channels((url,), WayOut(ca_file=str(certificate[0])))
    ((_, error),) = channels.carry([NEWS], NOW)
    return error


def test_teams_gets_a_card_with_its_lines_and_its_links(
    certificate: tuple[Path, Path], listener: tuple[int, list[tuple[str, Any, Any]]]
) -> None:
    """A mark in a title is a mark, and no link of somebody else's."""
    port, taken = listener
    assert channelled(f"workflows://localhost:{port}/643e69f8/KODuebWb?pa=yes", certificate) is None
    ((asked, _, card),) = taken
    assert asked.startswith("/powerautomate/automations/direct/workflows/643e69f8/triggers/")
    body = card["attachments"][0]["content"]["body"]
    assert [part["type"] for part in body] == ["TextBlock", "TextBlock"]  # no picture
    assert body[0]["text"] == NEWS.subject
    assert body[1]["text"].split("\n\n") == [
        "決裁を待つものです。",
        "・本\\_の\\_\\*会\\* \\[見る\\]([https://evil.example](https://evil.example))",
        "1\\. から",
        "[https://desk.example.jp/drafts/1?a=b\\_c](https://desk.example.jp/drafts/1?a=b_c)",
    ]


@pytest.mark.parametrize("route", ["", "cu/08/"])
def test_the_address_that_teams_shows_is_taken_as_it_is(
    monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    """That of the Workflows app, of this year and the last."""
    asked: list[tuple[str, Any]] = []

    def post(url: str, *, params: Any, **_: Any) -> Any:
        asked.append((url, params))
        return type("Answer", (), {"status_code": 202, "content": b""})

    monkeypatch.setattr("requests.post", post)
    host = "https://default1234.5a.environment.api.powerplatform.com:443"
    path = (
        f"/powerautomate/automations/direct/{route}workflows/643e69f8/triggers/manual/paths/invoke"
    )
    query = "?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=KODuebWb"
    channels = carriers.Channels((f"{host}{path}{query}",), DIRECT)
    assert [error for _, error in channels.carry([NEWS], NOW)] == [None]
    named = {"api-version": "1", "sp": "/triggers/manual/run", "sv": "1.0", "sig": "KODuebWb"}
    assert asked == [(f"{host}{path}", named)]


def test_line_gets_a_message_without_a_picture_from_elsewhere(
    certificate: tuple[Path, Path],
    listener: tuple[int, list[tuple[str, Any, Any]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Messaging API: a push to each receiver, plain text, the token in its header alone."""
    port, taken = listener
    place = f"https://localhost:{port}/v2/bot/message/push"
    monkeypatch.setattr("apprise.plugins.line.NotifyLine.notify_url", place)
    # seconds between two receivers
    monkeypatch.setattr("apprise.plugins.line.NotifyLine.request_rate_per_sec", 0)
    assert channelled("line://t0k+en%2Fx==/U1234567890/C999", certificate) is None
    assert {told["to"] for _, _, told in taken} == {"U1234567890", "C999"}
    for path, headers, told in taken:
        assert path == "/v2/bot/message/push"
        assert headers["Authorization"] == "Bearer t0k+en/x=="
        (message,) = told["messages"]
        assert message["text"].replace("\r", "").strip() == f"{NEWS.subject}\n{NEWS.body}".strip()
        assert message["sender"]["name"] == "feedbridge"
        assert "iconUrl" not in message["sender"]
