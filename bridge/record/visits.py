"""Edge: when sources and pages were last visited without bringing anything new. Holds no rule.

Nothing is lost with these moments but that something is looked at a little sooner. So they need no
durable write at each run: they lie in a file beside the record, which learns of them once a day
(`DAY`) and whenever something is new. The file counts for the record whose journal has the row that
it names: beside an older copy, it says nothing.
"""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from bridge.record import codec, database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

DAY: Final = 86_400  #: seconds after which the record itself is told
MONTH: Final = timedelta(days=30)  #: for so long the visit to a page is kept in the file


class Visits:
    """Moments of visits: those that the file beside the record has, and those of this run."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path
        self._file = path.resolve().with_name(f"{path.resolve().name}.visits")
        self._fresh: dict[str, dict[str, list[str]]] = {"sources": {}, "pages": {}}

    def source(self, id: str) -> tuple[str, str]:
        """Return when a source last answered with nothing new, and when with a body, as stamps;
        empty when not known.
        """
        return self._pair("sources", id)

    def page(self, item: int) -> tuple[str, str]:
        """Return when the page of an item was last looked at, and when it last came with a body, as
        stamps.
        """
        return self._pair("pages", str(item))

    def ran(self) -> str:
        """Return when the last sync ended, as a stamp; empty when not known."""
        return str(self._kept.get("ran", ""))

    def answered(self, sources: Iterable[str], whole: Iterable[str], at: datetime) -> None:
        """Note that these sources answered with nothing new, `whole` of them with a body."""
        self._note("sources", sources, set(whole), at)

    def looked(self, items: Iterable[int], whole: Iterable[int], at: datetime) -> None:
        """Note that the pages of these items were looked at, `whole` of them with a body."""
        self._note("pages", map(str, items), set(map(str, whole)), at)

    def keep(self, at: datetime, *, ran: bool) -> None:
        """Keep what was noted: in the file, once a day in the record; `ran`: a whole sync has
        ended. Raises StoreFailed.
        """
        with database.explained(self._path):
            last = self._db.execute("SELECT at FROM runs WHERE command = 'sync'").fetchone()
        since = 0.0 if last is None else (at - codec.must(last[0])).total_seconds()
        if last is None or not 0 <= since < DAY:
            self._tell_record(at, ran=ran)
        # once a clock went back the file, too, has to say the earlier time
        if last is not None and since < DAY and (ran or any(self._fresh.values())):
            self._write(at, ran=ran)
        for noted in self._fresh.values():
            noted.clear()
        self.__dict__.pop("_kept", None)  # what is asked for now is read anew

    def _pair(self, kind: str, name: str) -> tuple[str, str]:
        first, second = self._kept.get(kind, {}).get(name, ("", ""))
        return first, second

    def _note(self, kind: str, names: Iterable[str], whole: set[str], at: datetime) -> None:
        now = codec.stamp(at)
        for name in names:
            self._fresh[kind][name] = [now, now if name in whole else self._pair(kind, name)[1]]

    def _tell_record(self, at: datetime, *, ran: bool) -> None:
        lines = self._merged(at)
        with database.transaction(self._db, self._path):
            self._db.executemany(
                "UPDATE sources SET succeeded_at = max(succeeded_at, :looked), asked_at = "
                "max(coalesce(asked_at, ''), :looked),"
                " whole_at = nullif(max(coalesce(whole_at, ''), :whole), '')"
                " WHERE id = :id AND succeeded_at IS NOT NULL AND failures = 0",
                [
                    {"id": id, "looked": stamp, "whole": whole}
                    for id, (stamp, whole) in lines["sources"].items()
                ],
            )
            self._db.executemany(
                "UPDATE pages SET looked_at = max(coalesce(looked_at, ''), :looked),"
                " whole_at = nullif(max(coalesce(whole_at, ''), :whole), '') WHERE item = :item",
                [
                    {"item": int(item), "looked": stamp, "whole": whole}
                    for item, (stamp, whole) in lines["pages"].items()
                ],
            )
            if ran:
                self._db.execute(
                    "INSERT OR REPLACE INTO runs VALUES ('sync', ?, '')", (codec.stamp(at),)
                )

    def _write(self, at: datetime, *, ran: bool) -> None:
        with database.explained(self._path):
            row = self._db.execute(
                "SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1"
            ).fetchone()
        plain = self._merged(at) | {"row": row[0] if row else 0, "hash": row[1] if row else ""}
        plain["ran"] = codec.stamp(at) if ran else self.ran()
        database.put(self._file, codec.dump(plain), durable=False)

    def _merged(self, at: datetime) -> dict[str, Any]:
        merged = {
            kind: {**self._kept.get(kind, {}), **fresh} for kind, fresh in self._fresh.items()
        }
        since = codec.stamp(at - MONTH)
        merged["pages"] = {item: pair for item, pair in merged["pages"].items() if pair[0] >= since}
        return merged

    @cached_property
    def _kept(self) -> dict[str, Any]:
        """Return what the file says; nothing when it is not there, spoilt, or another record's."""
        try:
            plain = json.loads(self._file.read_text(encoding="utf-8"))
            for kind in ("sources", "pages"):
                for pair in plain[kind].values():
                    for stamp in pair:
                        assert not stamp or codec.stamp(codec.must(stamp)) == stamp
            row = self._db.execute(
                "SELECT hash FROM journal WHERE id = ?", (plain["row"],)
            ).fetchone()
            return (
                plain if plain["row"] == 0 or (row is not None and row[0] == plain["hash"]) else {}
            )
        except Exception:  # noqa: BLE001 - whatever lies there: it is as if it were not there
            return {}
