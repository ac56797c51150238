"""Edge: the city's own login, by OpenID Connect: the code flow with PKCE, state and nonce. Holds no
rule: which person a name of the city's is, and what they may do, is ours.

What comes back counts when the city's own keys have signed it, for us, for this one login (OpenID
Connect Core 3.1.3.7, RFC 7636, RFC 9207). Each call is bounded and takes [network]'s way out.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from bridge.errors import NotAllowed
from bridge.network.call import Call
from bridge.network.connector import Connector
from bridge.text.forms import LOOPBACK
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bridge.network.way import WayOut
    from bridge.settings import OpenIdSettings

TOTAL: Final = 15.0  #: seconds for what one step asks of the city's server
LEEWAY: Final = 60  #: seconds by which its clock may differ
#: signatures of a key pair; "none" and those of a shared word are never believed
ALGORITHMS: Final = frozenset(
    {f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)} | {"EdDSA"}
)


@dataclass(frozen=True, slots=True)
class Errand:
    """One login that was sent to the city's, until it comes back."""

    state: str
    nonce: str
    verifier: str  #: of PKCE; never leaves this machine before the code comes back

    @classmethod
    def of(cls, key: str, state: str) -> Errand:
        """Return the errand of this state: the rest follows from it by a key that only this machine
        has, so that nothing need be remembered for whoever may never come back.
        """
        nonce, verifier = (
            hmac.digest(key.encode(), f"openid:{part}:{state}".encode(), sha256).hex()
            for part in ("nonce", "verifier")
        )
        return cls(state, nonce, verifier)


class Provider:
    """The city's login. Made by wiring.py; `back` is our address to which it returns."""

    def __init__(self, settings: OpenIdSettings, secret: str, way: WayOut, back: str) -> None:
        self._settings = settings
        self._secret = secret  # "" = a public client
        self._way = way
        self._back = back

    def begin(self, errand: Errand) -> str:
        """Return the address at the city's to which a browser goes with this errand; raises
        NotAllowed when the city's server does not answer as it should.
        """
        with self._line() as line:
            place = _address(self._about(line), "authorization_endpoint")
            url, _ = line.create_authorization_url(
                place, state=errand.state, nonce=errand.nonce, code_verifier=errand.verifier
            )
        return str(url)

    def finish(self, errand: Errand, answer: Mapping[str, str], at: datetime) -> str:
        """Return the value of [openid] claim that the city's login gave; raises NotAllowed when
        anything of the answer is not as it should be.
        """
        if not secrets.compare_digest(errand.state.encode(), answer.get("state", "").encode()):
            raise _refused("state")
        if answer.get("error"):
            raise NotAllowed("login.city_given_up", city=self._settings.label)
        if answer.get("iss", self._settings.issuer) != self._settings.issuer:
            raise _refused("iss")
        with self._line() as line:
            about = self._about(line)
            token = line.fetch_token(
                _address(about, "token_endpoint"),
                code=answer.get("code", ""),
                code_verifier=errand.verifier,
                grant_type="authorization_code",
            )
            keys = _said(line, _address(about, "jwks_uri"))
        value = self._claims(token, keys, about=about, errand=errand, at=at).get(
            self._settings.claim
        )
        if not isinstance(value, str) or not value:
            raise NotAllowed("login.city_claim_missing", claim=self._settings.claim)
        return value

    def _claims(
        self, token: Any, keys: Any, about: dict[str, Any], errand: Errand, at: datetime
    ) -> dict[str, Any]:
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.jwk import KeySet
        from joserfc.jws import JWSRegistry

        ours = self._settings
        offered = about.get("id_token_signing_alg_values_supported") or ["RS256"]
        signed = JWSRegistry(
            algorithms=sorted(ALGORITHMS.intersection(offered)), strict_check_header=False
        )
        try:
            read = jwt.decode(token["id_token"], KeySet.import_key_set(keys), registry=signed)
            query = {
                "iss": {"essential": True, "value": ours.issuer},
                "aud": {"essential": True, "value": ours.client_id},
                "nonce": {"essential": True, "value": errand.nonce},
            }
            known = {"client_id": ours.client_id, "nonce": errand.nonce}
            known["access_token"] = token.get("access_token")
            claims = CodeIDToken(read.claims, read.header, query, known)
            claims.validate(now=int(at.timestamp()), leeway=LEEWAY)
        except Exception as error:  # noqa: BLE001  another server's bytes, through several readers
            raise _refused(type(error).__name__) from None
        return dict(claims)

    def _about(self, line: Any) -> dict[str, Any]:
        """Return what the city's server says of itself (OpenID Connect Discovery 4)."""
        place = f"{self._settings.issuer.rstrip('/')}/.well-known/openid-configuration"
        about = _said(line, place)
        if about.get("issuer") != self._settings.issuer:
            raise _refused("issuer")
        return about

    def _line(self) -> _CityCalls:
        return _CityCalls(self._settings, self._secret, self._way, self._back)


def _refused(part: str) -> NotAllowed:
    """Return what is said of an answer that does not count; `part` says to the city's administrator
    which.
    """
    return NotAllowed("login.city_answer", part=part)


class _CityCalls:
    """One step's calls to the city's server, with an end from outside."""

    def __init__(self, settings: OpenIdSettings, secret: str, way: WayOut, back: str) -> None:
        self._settings, self._secret, self._back = settings, secret, back
        self._connector = Connector(way, TOTAL / 3)
        self._call = Call(TOTAL)

    def __enter__(self) -> Any:
        from authlib.integrations.requests_client import OAuth2Session

        from bridge.network.pools import adapter

        self._call.__enter__()
        line = OAuth2Session(
            self._settings.client_id,
            self._secret or None,
            scope=self._settings.scope,
            redirect_uri=self._back,
            code_challenge_method="S256",
            default_timeout=TOTAL,
        )
        line.trust_env, line.max_redirects = False, 0
        for scheme in ("http://", "https://"):
            line.mount(scheme, adapter(self._connector, lambda: self._call))
        self._session = line
        return line

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        self._session.close()
        self._call.__exit__()
        if isinstance(error, Exception) and not isinstance(error, NotAllowed):
            raise NotAllowed(
                "login.city_silent", city=self._settings.label, kind=type(error).__name__
            ) from None


def _said(line: Any, place: str) -> dict[str, Any]:
    """Return what stands at an address as JSON; raises what requests raises, and ValueError."""
    answer = line.get(place, withhold_token=True)
    answer.raise_for_status()
    claims = answer.json()
    if not isinstance(claims, dict):
        raise ValueError("no object")  # noqa: TRY004 - as JSON that cannot be read
    return claims


def _address(about: dict[str, Any], name: str) -> str:
    """Return an address of the city's server; never one in the clear but on this machine."""
    address = about.get(name)
    parts = urlsplit(address if isinstance(address, str) else "")
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise _refused(name)
    return str(address)
