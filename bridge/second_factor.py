"""Story: 二段階認証: what a person shows at the desk's login beside the password, and how it is
enrolled, lost and reset.

An authenticator app (TOTP, RFC 6238), passkeys (WebAuthn), and recovery codes that are good for
once. Whether a role needs one is `[desk] second_factor`. Time is the clock's; the command line
asks for none: whoever is there is on the server already.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from bridge import labels, lifecycle
from bridge.errors import NotAllowed, StepRefused, UsageRefused
from bridge.model import Factor, FactorKind, JournalLine, Verb
from bridge.sayings import Note
from bridge.text import base64url
from bridge.text.clean import plain
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from cryptography.fernet import Fernet

    from bridge.model import Person
    from bridge.record.store import Store
    from bridge.settings import Settings

PERIOD: Final = 30  #: seconds, of one number of an app (RFC 6238, 5.2)
ADRIFT: Final = (0, -1, 1)  #: periods by which a telephone's clock may be wrong
CODES: Final = 10  #: recovery codes at a time
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  #: none that is taken for another
LENGTH: Final = 16  #: letters of a recovery code: 79 bits, so that a hash of it needs no salt
MOST: Final = 10  #: apps and passkeys of one person


@dataclass(frozen=True, slots=True)
class Site:
    """The desk as a browser knows it; a passkey is bound to it (WebAuthn, 5.1)."""

    host: str
    origin: str  #: https://host, or http://localhost:8000 for a trial
    name: str  #: shown by the device


class SecondFactor:
    """二段階認証. Made by wiring.py; `key` seals the seeds of apps."""

    def __init__(
        self, store: Store, settings: Settings, clock: Callable[[], datetime], key: str
    ) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock  # in the library's zone
        self._key = key

    def of(self, person: Person) -> tuple[Factor, ...]:
        """Return a person's apps and passkeys."""
        return tuple(one for one in self._all(person) if one.kind != FactorKind.CODE)

    def codes_left(self, person: Person) -> int:
        """Return how many recovery codes a person still has."""
        return sum(one.kind == FactorKind.CODE for one in self._all(person))

    def required(self, person: Person) -> bool:
        """Return whether the library wants one of this person."""
        return person.role in self._settings.desk.second_factor

    # ── the login ───────────────────────────────────────────────────────────────────────────────

    def check_code(self, person: Person, typed: str) -> FactorKind:
        """Take the digits of an app or a recovery code, each for once; returns the kind.

        Raises NotAllowed.
        """
        word = "".join(unicodedata.normalize("NFKC", typed).casefold().split()).replace("-", "")
        if word.isdecimal():
            seeds = [one for one in self._all(person) if one.kind == FactorKind.APP]
            for one in seeds:
                period = self._period(self._opened(one), word, one.used)
                if period and self._store.factors.use(one.id, period):
                    return FactorKind.APP
            raise NotAllowed("login.app_code_wrong")
        for one in self._all(person):
            if one.kind == FactorKind.CODE and hmac.compare_digest(one.secret, _hash(word)):
                left = self.codes_left(person) - 1
                line = self._line(person, person, Note("login.with_code", left=left))
                if self._store.factors.change(line, removals=[one.id]):
                    return FactorKind.CODE
        raise NotAllowed("login.recovery_code_wrong")

    def asked_of(self, person: Person, site: Site) -> tuple[bytes, str]:
        """Return a challenge and what a browser needs to answer it with a passkey, as JSON; the
        JSON is empty for a person without one.
        """
        from webauthn import generate_authentication_options, options_to_json
        from webauthn.helpers.structs import PublicKeyCredentialDescriptor

        known = [_passkey(one) for one in self._all(person) if one.kind == FactorKind.PASSKEY]
        if not known:
            return b"", ""
        options = generate_authentication_options(
            rp_id=site.host,
            allow_credentials=[PublicKeyCredentialDescriptor(id=id) for id, _ in known],
        )
        challenge: bytes = options.challenge
        options_json: str = options_to_json(options)
        return challenge, options_json

    def check_passkey(self, person: Person, site: Site, challenge: bytes, answer: str) -> None:
        """Take a passkey's answer to `challenge`; raises NotAllowed."""
        from webauthn import verify_authentication_response

        try:
            id = base64url.decoded(json.loads(answer)["id"])
            mine = (
                (one, *_passkey(one)) for one in self._all(person) if one.kind == FactorKind.PASSKEY
            )
            one, _, key = next(each for each in mine if each[1] == id)
            checked = verify_authentication_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=site.host,
                expected_origin=site.origin,
                credential_public_key=key,
                credential_current_sign_count=one.used,
            )
        except Exception:  # noqa: BLE001  anybody's bytes, through readers of JSON, CBOR and COSE
            raise NotAllowed("login.passkey_refused") from None
        self._store.factors.use(one.id, checked.new_sign_count)

    # ── enrolment ───────────────────────────────────────────────────────────────────────────────

    def seed(self) -> str:
        """Return a new seed for an app: 32 letters of base32, 160 bits (RFC 4226, 4)."""
        import pyotp

        secret: str = pyotp.random_base32()
        return secret

    def address(self, person: Person, seed: str) -> str:
        """Return the otpauth:// address of a seed, which an app reads from a QR code."""
        import pyotp

        issuer = self._settings.library.name.replace(":", " ")
        address: str = pyotp.TOTP(seed).provisioning_uri(name=person.name, issuer_name=issuer)
        return address

    def add_app(self, person: Person, seed: str, digits: str, label: str) -> tuple[str, ...]:
        """Enrol an app that shows the right digits; returns new recovery codes when these are the
        person's first factor.

        Raises NotAllowed for wrong digits, UsageRefused, StepRefused.
        """
        word = "".join(unicodedata.normalize("NFKC", digits).split())
        period = self._period(seed, word, 0)
        if not period:
            raise NotAllowed("login.app_unproven")
        return self._add(
            person,
            kind=FactorKind.APP,
            label=label,
            secret=self._sealer().encrypt(seed.encode()).decode(),
            used=period,
        )

    def offer_passkey(self, person: Person, site: Site) -> tuple[bytes, str]:
        """Return a challenge and what a browser needs to make a passkey, as JSON."""
        from webauthn import generate_registration_options, options_to_json
        from webauthn.helpers.structs import PublicKeyCredentialDescriptor

        known = [_passkey(one)[0] for one in self._all(person) if one.kind == FactorKind.PASSKEY]
        options = generate_registration_options(
            rp_id=site.host,
            rp_name=site.name,
            user_name=person.name,
            user_id=hashlib.sha256(person.name.encode()).digest(),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=id) for id in known],
        )
        challenge: bytes = options.challenge
        options_json: str = options_to_json(options)
        return challenge, options_json

    def add_passkey(
        self, person: Person, site: Site, challenge: bytes, answer: str, label: str
    ) -> tuple[str, ...]:
        """Enrol a passkey; returns and raises as `add_app`."""
        from webauthn import verify_registration_response

        try:
            registration = verify_registration_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=site.host,
                expected_origin=site.origin,
            )
        except Exception:  # noqa: BLE001  as in check_passkey
            raise NotAllowed("login.passkey_unproven") from None
        secret = json.dumps(
            {
                "id": base64url.encoded(registration.credential_id),
                "key": base64url.encoded(registration.credential_public_key),
            }
        )
        return self._add(
            person,
            kind=FactorKind.PASSKEY,
            label=label,
            secret=secret,
            used=registration.sign_count,
        )

    def renew_codes(self, person: Person) -> tuple[str, ...]:
        """Return new recovery codes; the old ones are void. Raises StepRefused without a factor."""
        with self._store.alone():  # what is shown is what is kept
            if not self.of(person):
                raise StepRefused("login.second_step_missing")
            codes, rows = self._codes(person)
            old = [one.id for one in self._all(person) if one.kind == FactorKind.CODE]
            self._change(self._line(person, person, Note("login.codes_renewed")), rows, old)
        return codes

    def remove(self, person: Person, id: int) -> None:
        """Remove one of a person's own; with the last one the recovery codes go.

        Raises NotAllowed for another's, StepRefused when the library wants one of this person.
        """
        with self._store.alone():  # two windows do not remove the last two
            mine = self.of(person)
            one = next((each for each in mine if each.id == id), None)
            if one is None:
                raise NotAllowed("login.factor_unknown", person=person.name)
            if len(mine) == 1 and self.required(person):
                raise StepRefused("login.factor_needed")
            removals = [id] if len(mine) > 1 else [each.id for each in self._all(person)]
            out = Note("login.factor_removed", kind=labels.FACTOR_KIND[one.kind], label=one.label)
            line = self._line(person, person, out)
            self._change(line, removals=removals)

    def reset(self, by: Person, name: str) -> None:
        """Remove all that a person has enrolled, because the device is lost, and end their
        sessions; raises NotAllowed, NotFound, StepRefused.
        """
        lifecycle.may(by, "people", self._clock().date())
        with self._store.alone():  # whoever found the device uses a recovery code up meanwhile
            person = self._store.people.person(name)
            removals = [one.id for one in self._all(person)]
            if not removals:
                raise StepRefused("login.nothing_to_reset", person=name)
            line = self._line(by, person, Note("login.factors_reset"))
            self._change(line, removals=removals)
            self._store.sessions.end_all(name)

    def _add(
        self, person: Person, kind: FactorKind, label: str, secret: str, used: int
    ) -> tuple[str, ...]:
        name = plain(label).strip()[:40] or labels.FACTOR_KIND[kind]
        if "\n" in name:
            raise UsageRefused("login.label_unfit")
        new = [
            Factor(
                id=0,
                person=person.name,
                kind=kind,
                label=name,
                secret=secret,
                used=used,
                at=self._clock(),
            )
        ]
        codes: tuple[str, ...] = ()
        with self._store.alone():
            if len(self.of(person)) >= MOST:
                raise StepRefused("login.factors_full", most=MOST)
            if not self.codes_left(person):
                codes, rows = self._codes(person)
                new += rows
            what = Note("login.factor_added", kind=labels.FACTOR_KIND[kind], label=name)
            self._change(self._line(person, person, what), new)
        return codes

    def _change(
        self, line: JournalLine, new: Sequence[Factor] = (), removals: Sequence[int] = ()
    ) -> None:
        """Change what is enrolled; raises StepRefused when one of `removals` is gone already, and
        nothing was changed.
        """
        if not self._store.factors.change(line, new, removals):
            raise StepRefused("login.factors_changed")

    # ── plumbing ────────────────────────────────────────────────────────────────────────────────

    def _all(self, person: Person) -> tuple[Factor, ...]:
        return self._store.factors.of(person.name)

    def _line(self, by: Person, person: Person, what: Note) -> JournalLine:
        detail: dict[str, object] = {"person": person.name, "what": what.what}
        return JournalLine(by.name, Verb.FACTOR, self._clock(), detail)

    def _period(self, seed: str, digits: str, used: int) -> int:
        """Return the period whose digits these are, later than `used`; 0 when they are wrong."""
        import pyotp

        now = int(self._clock().timestamp()) // PERIOD
        for period in (now + drift for drift in ADRIFT):
            if (
                seed
                and period > used
                and hmac.compare_digest(
                    str(pyotp.TOTP(seed).at(period * PERIOD)).encode(), digits.encode()
                )
            ):
                return period
        return 0

    def _codes(self, person: Person) -> tuple[tuple[str, ...], list[Factor]]:
        at, codes = self._clock(), []
        for _ in range(CODES):
            word = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
            codes.append("-".join(word[i : i + 4] for i in range(0, LENGTH, 4)))
        rows = [
            Factor(
                id=0,
                person=person.name,
                kind=FactorKind.CODE,
                label="",
                secret=_hash(code.replace("-", "")),
                used=0,
                at=at,
            )
            for code in codes
        ]
        return tuple(codes), rows

    def _sealer(self) -> Fernet:
        from cryptography.fernet import Fernet

        key = hmac.digest(self._key.encode(), b"feedbridge: seeds of authenticator apps", "sha256")
        return Fernet(base64.urlsafe_b64encode(key))

    def _opened(self, one: Factor) -> str:
        """Return an app's seed; raises NotAllowed when the key is not that of its enrolment."""
        from cryptography.fernet import InvalidToken

        try:
            return self._sealer().decrypt(one.secret.encode()).decode()
        except InvalidToken:
            raise NotAllowed("login.key_file_changed") from None


def _hash(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


def _passkey(one: Factor) -> tuple[bytes, bytes]:
    """Return a passkey's id and public key."""
    raw: dict[str, Any] = json.loads(one.secret)
    return base64url.decoded(raw["id"]), base64url.decoded(raw["key"])
