"""The edge towards push services: only the device reads what is told; what is gone is forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from fakes import NOW, on_loopback
from joserfc import jwt
from joserfc.jwk import ECKey

from bridge import push
from bridge.errors import BridgeError, NoticeFailed, UsageRefused
from bridge.model import Mail, Subscription
from bridge.network.way import DIRECT
from bridge.text import base64url

KEY, CONTACT = "0" * 64, "mailto:tosho@lib.example.jp"
MAIL = Mail(
    "push:館長",
    ("k",),
    "決裁待ち・確認待ち 2件",
    "館長の決裁を待っているものです。\n\n・おはなし会\n  11月25日から待っています。\n"
    "  https://desk.example.jp/drafts/1\n\n・展示\n  11月25日から待っています。\n",
)


class Telephone:
    """A browser's half: it reads as RFC 8291 says, by a library's HKDF and not by ours."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = bytes(range(16))

    def subscription(self, endpoint: str, id: int = 1, person: str = "館長") -> Subscription:
        point = push.public(self.key)
        return Subscription(
            id=id,
            person=person,
            endpoint=endpoint,
            p256dh=point,
            auth=base64url.encoded(self.auth),
            label="電話",
            at=NOW,
        )

    def read(self, body: bytes) -> dict[str, str]:
        salt, size, length = body[:16], int.from_bytes(body[16:20]), body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        assert (size, length) == (4096, 65)
        assert len(sealed) <= size
        curve = ec.SECP256R1()
        point = ec.EllipticCurvePublicKey.from_encoded_point(curve, theirs)
        info = b"WebPush: info\0" + push._point(self.key) + theirs
        secret = HKDF(SHA256(), 32, self.auth, info).derive(self.key.exchange(ec.ECDH(), point))
        key = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(secret)
        nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(secret)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        assert plain[-1:] == b"\x02"
        told: dict[str, str] = json.loads(plain[:-1])
        return told


@dataclass
class Service:
    """A push service on loopback."""

    url: str = ""
    status: dict[str, int] = field(default_factory=dict)  #: path → answer; 201 for others
    taken: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[Service]:
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.taken.append((self.path, dict(self.headers), body))
            self.send_response(service.status.get(self.path, 201))
            self.send_header("Location", f"{service.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None: ...

    with on_loopback(Handler) as port:
        service.url = f"http://127.0.0.1:{port}"
        yield service


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as found:
        yield found


def told(
    service: Service, *devices: Subscription, mail: Mail = MAIL, gone: list[int] | None = None
) -> BridgeError | None:
    """Tell one mail, and return what became of it."""
    forget = gone if gone is not None else []
    listed = (service.url.removeprefix("http://"),)
    way = push.Push(
        devices=devices,
        key=KEY,
        contact=CONTACT,
        way=DIRECT,
        drop=lambda one: forget.append(one.id),
        listed=listed,
    )
    ((_, error),) = way.carry([mail], NOW)
    return error


def test_the_example_of_rfc_8291_comes_out_letter_by_letter() -> None:
    """Appendix A: its keys, its salt, its text."""
    ours = ec.derive_private_key(
        int.from_bytes(base64url.decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")),
        ec.SECP256R1(),
    )
    sealed = push.encrypted(
        b"When I grow up, I want to be a watermelon",
        p256dh="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        auth="BTBZMqHH6r4Tts7J_aSIgg",
        salt=base64url.decoded("DGv6ra1nlYgDCS1FRnbzlw"),
        ours=ours,
    )
    assert base64url.encoded(sealed) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
        "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qu"
        "lcy4a-fN"
    )


def test_the_device_reads_the_subject_and_a_few_lines_and_nobody_else_does(
    service: Service,
) -> None:
    """The service sees neither; no link goes along, and no two messages are alike."""
    phone = Telephone()
    for _ in range(2):
        assert told(service, phone.subscription(f"{service.url}/a")) is None
    bodies = [body for _, _, body in service.taken]
    assert phone.read(bodies[0]) == {
        "title": MAIL.subject,
        "body": "・おはなし会\n11月25日から待っています。\n・展示",
    }
    assert bodies[0][:16] != bodies[1][:16]
    assert b"desk.example" not in bodies[0]


def test_the_service_knows_who_asks(service: Service) -> None:
    """VAPID: signed for this service alone, for less than a day, with the key that browsers got."""
    told(service, Telephone().subscription(f"{service.url}/a?x=1"))
    headers = service.taken[0][1]
    kind, _, rest = headers["Authorization"].partition(" ")
    signed, key = (part.partition("=")[2] for part in rest.split(", "))
    assert (kind, key) == ("vapid", push.public(push.pair(KEY)))
    raw = base64url.decoded(key)
    shape = {"kty": "EC", "crv": "P-256"}
    point = {"x": base64url.encoded(raw[1:33]), "y": base64url.encoded(raw[33:])}
    read = jwt.decode(signed, ECKey.import_key({**shape, **point}))
    assert read.claims["aud"] == service.url
    assert read.claims["sub"] == CONTACT
    assert timedelta(0) < timedelta(seconds=read.claims["exp"] - NOW.timestamp()) < timedelta(1)
    assert (headers["Content-Encoding"], headers["TTL"]) == ("aes128gcm", "43200")


def test_the_key_pair_is_the_same_at_each_start_and_another_with_another_key() -> None:
    """Browsers bind a subscription to it."""
    assert push.public(push.pair(KEY)) == push.public(push.pair(KEY))
    assert push.public(push.pair(KEY)) != push.public(push.pair("1" * 64))


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten_and_the_others_are_told(
    service: Service, status: int
) -> None:
    """Told as taken when one of them took it; the last one that goes is told once."""
    service.status["/gone"] = status
    phone, gone = Telephone(), []
    old, new = (
        phone.subscription(f"{service.url}/{name}", id) for id, name in ((1, "gone"), (2, "a"))
    )
    assert told(service, old, new, gone=gone) is None
    assert gone == [1]
    error = told(service, old, gone=gone)
    assert isinstance(error, NoticeFailed)
    assert "館長さんの端末は、通知を受け取らなくなりました" in error.what


@pytest.mark.parametrize("status", [302, 400, 403, 413, 429, 500])
def test_a_service_that_does_not_take_it_is_told_and_asked_again(
    service: Service, status: int
) -> None:
    """Nothing is forgotten, and no redirect is followed."""
    service.status["/a"] = status
    gone: list[int] = []
    error = told(service, Telephone().subscription(f"{service.url}/a"), gone=gone)
    assert isinstance(error, NoticeFailed)
    assert str(status) in error.what
    assert (gone, len(service.taken)) == ([], 1)


def test_an_address_inside_is_not_asked(service: Service) -> None:
    """A person enters the address: it leads to no server of the house."""
    phone = Telephone().subscription(f"{service.url}/a")
    way = push.Push(devices=[phone], key=KEY, contact=CONTACT, way=DIRECT, drop=lambda _: None)
    ((_, error),) = way.carry([MAIL], NOW)
    assert isinstance(error, NoticeFailed)
    assert service.taken == []


def test_other_persons_and_mails_are_not_its_own(service: Service) -> None:
    """Each device hears its own person's."""
    way = push.Push(devices=[], key=KEY, contact=CONTACT, way=DIRECT, drop=lambda _: None)
    assert way.carries("push:館長")
    assert not way.carries("kancho@lib.example.jp")
    other = Telephone().subscription(f"{service.url}/a", person="職員")
    assert isinstance(told(service, other), NoticeFailed)
    assert service.taken == []


def test_a_long_notice_fits(service: Service) -> None:
    """4096 octets, whatever the subject."""
    phone = Telephone()
    long = replace(MAIL, subject="𠮷" * 400, body="\n" + "𠮷" * 9000)
    assert told(service, phone.subscription(f"{service.url}/a"), mail=long) is None
    assert phone.read(service.taken[0][2])["title"] == "𠮷" * 120


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://push.example.net/a"},
        {"endpoint": "https://"},
        {"endpoint": "https://push.example.net/" + "a" * 2000},
        {"endpoint": "javascript:alert(1)"},
        {"p256dh": ""},
        {"p256dh": "AAAA"},
        {"p256dh": "館"},
        {"auth": "AAAA"},
    ],
)
def test_what_no_browser_gives_is_refused(wrong: dict[str, str]) -> None:
    """Anybody may send the form."""
    phone = Telephone().subscription("https://push.example.net/a")
    right = {"endpoint": phone.endpoint, "p256dh": phone.p256dh, "auth": phone.auth}
    push.examined(**right)
    with pytest.raises(UsageRefused):
        push.examined(**right | wrong)
