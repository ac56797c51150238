"""Edge: X's keys, the proxy's password and what opens the ways of notices: from the environment,
else from a private file. Holds no rule.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bridge.errors import ConfigRefused, CredentialsRefused
from bridge.sayings import Refusal, reason
from bridge.settings import NoticeSecrets, Settings, XKeys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bridge.network.way import WayOut

X_NAMES: Final = {key.name: f"FEEDBRIDGE_X_{key.name.upper()}" for key in fields(XKeys)}


def secrets(settings: Settings, environ: Mapping[str, str]) -> XKeys:
    """Return X's keys: from the environment, else from [posting] secrets_file (KEY=value lines).

    Raises ConfigRefused when others may read the file, CredentialsRefused when keys are missing or
    garbled; no message holds a value.
    """
    known = _known(settings, environ)
    needed = tuple(X_NAMES.values())
    if missing := missing_keys(settings, environ):
        raise CredentialsRefused("x.keys_missing", names=missing, needed=needed)
    if garbled := [name for name in X_NAMES.values() if not re.fullmatch(r"[!-~]+", known[name])]:
        raise CredentialsRefused("x.keys_garbled", names=garbled, needed=needed)
    return XKeys(**{key: known[name] for key, name in X_NAMES.items()})


def missing_keys(settings: Settings, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of X's keys that stand nowhere; raises ConfigRefused when the secrets file
    cannot be used.
    """
    known = _known(settings, environ)
    return tuple(name for name in X_NAMES.values() if not known.get(name))


def notice_secrets(settings: Settings, environ: Mapping[str, str]) -> NoticeSecrets:
    """Return what opens the ways of notices: from the environment, else from [posting]
    secrets_file.

    Raises ConfigRefused when others may read the file, CredentialsRefused when a password is wanted
    and there is none.
    """
    known = _known(settings, environ)
    notices, password = settings.notices, known.get("FEEDBRIDGE_SMTP_PASSWORD", "")
    if notices.smtp_host and notices.smtp_user and not re.fullmatch(r"[ -~]+", password):
        raise CredentialsRefused("notice.password_unfit", host=notices.smtp_host)
    return NoticeSecrets(password, tuple(known.get("FEEDBRIDGE_APPRISE_URLS", "").split()))


def openid_secret(settings: Settings, environ: Mapping[str, str]) -> str:
    """Return the word by which the city's login knows the desk, "" for a public client; raises
    ConfigRefused when the secrets file cannot be used.
    """
    return _known(settings, environ).get("FEEDBRIDGE_OPENID_SECRET", "")


def _known(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    file = settings.posting.secrets_file
    return (_secrets_file(Path(file)) if file else {}) | dict(environ)


def way_out(settings: Settings, environ: Mapping[str, str]) -> WayOut:
    """Return the way out of this machine; a proxy's password comes from the environment or the
    secrets file.

    Raises ConfigRefused when others may read the file or the environment names a proxy that cannot
    be used, CredentialsRefused when a password is wanted and there is none.
    """
    from bridge.network import way

    password = ""
    if settings.network.proxy and settings.network.proxy_user:
        password = _known(settings, environ).get(way.PASSWORD, "")
        if not re.fullmatch(r"[ -~]+", password):
            raise CredentialsRefused("proxy.password_unfit", name=way.PASSWORD)
    return way.way_out(settings.network, environ, password)


def _secrets_file(path: Path) -> dict[str, str]:
    try:
        # the open file is asked, not its name: nobody can change it in between; O_NONBLOCK: a pipe
        # does not hold us
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), encoding="utf-8-sig") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise ConfigRefused("secrets.no_file", path=path)
            if about.st_uid != os.geteuid():
                raise ConfigRefused("secrets.of_another", path=path)
            if about.st_mode & 0o077:
                raise ConfigRefused(
                    "secrets.open_to_others", path=path, mode=stat.S_IMODE(about.st_mode)
                )
            text = file.read()
    except OSError as error:
        raise ConfigRefused("secrets.unreadable", path=path, reason=reason(error)) from error
    except UnicodeDecodeError as error:
        raise ConfigRefused("secrets.no_utf8", path=path) from error
    except ValueError as error:  # a zero byte
        why = Refusal("secrets.name_unfit")
        raise ConfigRefused(
            "secrets.unreadable", path=str(path).replace("\0", "?"), reason=why
        ) from error
    values = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if not equals:
            raise ConfigRefused("secrets.line_unfit", path=path, line=number)
        values[name.strip()] = value.strip().strip("\"'")
    return values
