"""A city's login on loopback: OpenID Connect's code flow with PKCE, with each part to be spoilt."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from fakes import NOW, on_loopback
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "feedbridge", "a word that both of us know, and long"
KEY = RSAKey.generate_key(2048, {"kid": "1", "alg": "RS256", "use": "sig"}, private=True)


@dataclass
class City:
    """What the server says, and what it was asked."""

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)  #: over the right ones; None leaves out
    about: dict[str, Any] = field(default_factory=dict)  #: likewise, of the discovery
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "1"})
    key: Any = field(default_factory=lambda: KEY)  #: with which it signs
    status: int = 200
    body: bytes | None = None  #: in place of every answer
    asked: list[str] = field(default_factory=list)
    given: dict[str, dict[str, str]] = field(default_factory=dict)  #: code → what it was asked with

    def consent(self, url: str) -> dict[str, str]:
        """Do what a person does at the city's: log in; returns what the browser brings back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        assert asked["client_id"] == CLIENT
        code = secrets.token_hex(8)
        self.given[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.url}

    def discovery(self) -> dict[str, Any]:
        plain = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }
        return plain | self.about

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        asked = self.given.pop(form.get("code", ""), None)
        word = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or challenge != asked["code_challenge"]
            or form.get("redirect_uri") != asked["redirect_uri"]
            or authorization != f"Basic {word}"
        ):
            return None
        at = int(NOW.timestamp())
        right = {"iss": self.url, "aud": CLIENT, "sub": "k1234", "nonce": asked["nonce"]}
        claims = {**right, "iat": at, "exp": at + 300, **self.claims}
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.header["alg"] == "none":
            parts = (json.dumps(part).encode() for part in (self.header, claims))
            signed = ".".join(base64.urlsafe_b64encode(p).rstrip(b"=").decode() for p in parts)
            signed += "."
        else:
            signed = jwt.encode(self.header, claims, self.key, algorithms=[self.header["alg"]])
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}


@contextmanager
def serving() -> Iterator[City]:
    """Serve a city's login on a free port."""
    city = City()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            city.asked.append(self.path)
            keys = {"keys": [KEY.as_dict(private=False)]}
            self._say(keys if self.path == "/keys" else city.discovery())

        def do_POST(self) -> None:
            city.asked.append(self.path)
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(raw).items()}
            told = city.token(form, self.headers.get("Authorization", ""))
            self._say(told or {"error": "invalid_grant"}, 200 if told else 400)

        def _say(self, told: dict[str, Any], status: int = 200) -> None:
            body = city.body if city.body is not None else json.dumps(told).encode()
            self.send_response(city.status if city.status != 200 else status)
            if 300 <= city.status < 400:
                self.send_header("Location", f"{city.url}/elsewhere")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    with on_loopback(Handler) as port:
        city.url = f"http://127.0.0.1:{port}"
        yield city


def query(answer: dict[str, str]) -> str:
    return urlencode(answer)
