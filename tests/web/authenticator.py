"""A device with passkeys, made of its parts (WebAuthn, 6.1 and 6.5.4), so that each can be wrong."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, ATTESTED = 0x01, 0x40


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Authenticator:
    """One key pair of one device; what it is asked by a browser it says of itself."""

    origin: str = "http://localhost"
    host: str = "localhost"
    count: int = 0
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, challenge: bytes) -> str:
        """Return the answer to navigator.credentials.create, as the desk's script sends it."""
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        attested = bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps(public)
        data = self._about(PRESENT | ATTESTED) + attested
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer("webauthn.create", challenge, attestationObject=made)

    def answer(self, challenge: bytes) -> str:
        """Return the answer to navigator.credentials.get."""
        self.count += 1
        data, client = self._about(PRESENT), self._client("webauthn.get", challenge)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer("webauthn.get", challenge, authenticatorData=data, signature=signed)

    def _about(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _client(self, kind: str, challenge: bytes) -> bytes:
        told = {"type": kind, "challenge": base64url(challenge), "origin": self.origin}
        return json.dumps(told).encode()

    def _answer(self, kind: str, challenge: bytes, **parts: bytes) -> str:
        response = {name: base64url(part) for name, part in parts.items()}
        response["clientDataJSON"] = base64url(self._client(kind, challenge))
        id = base64url(self.id)
        return json.dumps({"id": id, "rawId": id, "type": "public-key", "response": response})
