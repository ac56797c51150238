"""Edge: what waits is told to a person's telephone, through the push service of its browser (RFC
8030). Holds no rule: what is told, and to whom, comes as Mail.

The service sees neither text nor title: each message is encrypted for the one device (RFC 8291).
Our key pair (VAPID, RFC 8292) is made of the key beside state.db.
"""

from __future__ import annotations

import hmac
import json
import secrets
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bridge.errors import AddressRefused, BridgeError, NoticeFailed, UsageRefused
from bridge.model import DEVICES
from bridge.network.addresses import Guard
from bridge.network.call import Call
from bridge.network.connector import Connector
from bridge.text import base64url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

    from bridge.model import Mail, Subscription
    from bridge.network.way import WayOut

TOTAL: Final = 10.0  #: seconds for one device
TTL: Final = 12 * 3600  #: seconds for which a service keeps a message for a device that is off
RECORD: Final = 4096  #: octets of the one encrypted record (RFC 8291, 4)
LINES: Final = 3  #: of a notice, shown below its title
GONE: Final = frozenset({404, 410})  #: the device takes no more (RFC 8030, 7.3)


class Push:
    """The devices of persons. `drop` forgets a device that is gone."""

    channels: tuple[str, ...] = ()

    def __init__(
        self,
        devices: Iterable[Subscription],
        key: str,
        *,
        contact: str,
        way: WayOut,
        drop: Callable[[Subscription], None],
        listed: Iterable[str] = (),
    ) -> None:
        self._devices: dict[str, list[Subscription]] = {}
        for one in devices:
            self._devices.setdefault(f"{DEVICES}{one.person}", []).append(one)
        self._key = pair(key)
        self._contact = contact  # https: or mailto:, whom the service may ask (RFC 8292, 2.1)
        self._connector = Connector(way, TOTAL / 2, Guard(listed))
        self._drop = drop

    def carries(self, to: str) -> bool:
        """Return whether `to` are a person's devices."""
        return to.startswith(DEVICES)

    def carry(
        self, mails: Iterable[Mail], at: datetime
    ) -> Iterator[tuple[Mail, BridgeError | None]]:
        """Send each mail to all devices of its person; it is taken when one of them took it."""
        for mail in mails:
            statuses = [self._send(one, mail, at) for one in self._devices.get(mail.to, ())]
            name = mail.to.removeprefix(DEVICES)
            if any(status // 100 == 2 for status in statuses):
                yield mail, None
            elif statuses and all(status in GONE for status in statuses):
                yield (
                    mail,
                    NoticeFailed("notice.device_gone", person=name),
                )
            else:
                codes = "、".join(str(status) if status else "返事なし" for status in statuses)
                yield (
                    mail,
                    NoticeFailed("notice.device_failed", person=name, codes=codes),
                )

    def _send(self, one: Subscription, mail: Mail, at: datetime) -> int:
        """Return the status that the device's service gives, 0 for none; a device that is gone is
        forgotten.
        """
        import requests

        from bridge.network.pools import adapter

        with Call(TOTAL) as call, requests.Session() as line:
            line.trust_env = False
            line.mount("https://", adapter(self._connector, lambda: call))
            line.mount("http://", adapter(self._connector, lambda: call))
            try:
                body = encrypted(_words(mail), one.p256dh, one.auth)
                status = line.post(
                    one.endpoint,
                    body,
                    headers=self._headers(one.endpoint, at),
                    timeout=TOTAL,
                    allow_redirects=False,
                    stream=True,
                ).status_code
            except (requests.RequestException, OSError, ValueError, AddressRefused):
                return 0
        if status in GONE:
            self._drop(one)
        return status

    def _headers(self, endpoint: str, at: datetime) -> dict[str, str]:
        from joserfc import jwt
        from joserfc.jwk import ECKey

        place = urlsplit(endpoint)
        claims = {
            "aud": f"{place.scheme}://{place.netloc}",
            "exp": int(at.timestamp()) + TTL,
            "sub": self._contact,
        }
        signed = jwt.encode(
            {"typ": "JWT", "alg": "ES256"}, claims, ECKey.import_key(_pem(self._key))
        )
        return {
            "Authorization": f"vapid t={signed}, k={public(self._key)}",
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(TTL),
            "Urgency": "high",
        }


def examined(endpoint: str, p256dh: str, auth: str) -> None:
    """Raise UsageRefused for what no browser gives: another address than https, keys that are
    none.
    """
    place = urlsplit(endpoint)
    try:
        sound = place.scheme == "https" and bool(place.hostname) and len(endpoint) <= 2000
        encrypted(b"", p256dh, auth)
    except ValueError:
        sound = False
    if not sound:
        raise UsageRefused("notice.device_unfit")


def pair(key: str) -> EllipticCurvePrivateKey:
    """Return our key pair for push services, always the same one of the same key."""
    from cryptography.hazmat.primitives.asymmetric import ec

    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256
    wide = hmac.digest(key.encode(), b"feedbridge: VAPID", "sha512")
    return ec.derive_private_key(int.from_bytes(wide) % (order - 1) + 1, ec.SECP256R1())


def public(key: EllipticCurvePrivateKey) -> str:
    """Return the public half as a browser wants it: an uncompressed point, in base64url."""
    return base64url.encoded(_point(key))


def encrypted(
    text: bytes,
    p256dh: str,
    auth: str,
    salt: bytes = b"",
    ours: EllipticCurvePrivateKey | None = None,
) -> bytes:
    """Return a message that only the device can read (RFC 8291, 3.4, with RFC 8188's one record).

    `salt` and `ours` are drawn anew for each message. Raises ValueError for keys that are none, or
    a text above 3,993 octets.
    """
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    ours = ours or ec.generate_private_key(ec.SECP256R1())
    salt = salt or secrets.token_bytes(16)
    point, secret = base64url.decoded(p256dh), base64url.decoded(auth)
    if len(secret) != 16 or len(text) > RECORD - 103:
        raise ValueError("no secret of 16 octets, or too long a text")
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    shared = ours.exchange(ec.ECDH(), theirs)
    material = _hkdf(secret, shared, b"WebPush: info\0" + point + _point(ours), 32)
    key = _hkdf(salt, material, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _hkdf(salt, material, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4) + b"\x41" + _point(ours)
    return head + AESGCM(key).encrypt(nonce, text + b"\x02", None)


def _hkdf(salt: bytes, material: bytes, info: bytes, length: int) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), length, salt, info).derive(material)


def _words(mail: Mail) -> bytes:
    """Return what the telephone shows: the subject, and the first lines without their links."""
    lines = [line.strip() for line in mail.body.splitlines()[1:] if line.strip()]
    body = [line for line in lines if "://" not in line][:LINES]
    message = {"title": mail.subject[:120], "body": "\n".join(body)[:400]}
    return json.dumps(message, ensure_ascii=False).encode()


def _point(key: EllipticCurvePrivateKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _pem(key: EllipticCurvePrivateKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
