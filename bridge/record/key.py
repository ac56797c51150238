"""Edge: the key beside state.db: it signs the desk's cookies and invitations, seals seeds, and
makes the key pair under which telephones are told. It stands in no copy of the record.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from bridge.errors import StoreFailed
from bridge.record.database import explained
from bridge.record.place import refuse_root_for_another
from bridge.sayings import reason

if TYPE_CHECKING:
    from pathlib import Path


def secret_key(db: Path) -> str:
    """Return the key that signs cookies and invitations: a 0600 file beside state.db, made at the
    first start.

    Raises StoreFailed when others may read it, or it is not one.
    """
    path = db.with_name(db.name + ".key")
    with explained(path):
        refuse_root_for_another(db)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            try:
                file.write(os.urandom(32).hex())
                file.flush()
            except OSError:  # a part of a key is none, and nobody would make another
                path.unlink()
                raise
    except FileExistsError:
        pass
    except OSError as error:
        raise StoreFailed("key.not_made", path=path, reason=reason(error)) from error
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise StoreFailed("key.open_to_others", path=path)
    with explained(path):
        key = path.read_text().strip()
    if len(key) < 32:
        raise StoreFailed("key.broken", path=path)
    return key
