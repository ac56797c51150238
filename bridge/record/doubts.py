"""Edge: whether drafts are as the journal left them, asked of SQLite for a span of them in one
look. Holds no rule.

The lines of a span are told one after the other, what stands in the tables likewise, and both are
compared as texts: so is a record that nobody changed. Of one that is in doubt record/proof.py reads
each line and says what is wrong, if anything is. A doubt without need costs time; what is not in
doubt and should be would be a fault that nobody is told. So each comparison here is as strict as
its like there, or stricter: in the order, in a fact that is left out, in the shape of a content.
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Final

from bridge.errors import StoreFailed
from bridge.record import codec
from bridge.record.marks import DIGITS, LATER, MARKED, WORDING


def ready(db: sqlite3.Connection) -> None:
    """Let SQLite ask for a sha256, and for the digest of a content."""
    try:
        db.execute("SELECT sha256(x'')")
    except sqlite3.OperationalError:
        db.create_function("sha256", 1, _sha256)
        db.create_function("has_digest", 2, codec.has_digest)


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def undoubted(db: sqlite3.Connection, first: int, last: int) -> bool:
    """Return whether the drafts from `first` to `last` are plainly as the journal left them; of
    whoever asks is the transaction, and `ready`.
    """
    span = {"first": first, "last": last}
    try:
        plain, marks = db.execute(_PLAIN, span).fetchone()
        if not plain:
            return False
        # of one name JSON has the last value: that of the last line
        testimony = codec.load((marks or "{}").replace("},{", ","))
        rows = {
            name: _sha256(facts)[:DIGITS] for name, facts in db.execute(_MARKS, span).fetchall()
        }
    except (sqlite3.OperationalError, StoreFailed, TypeError):  # no text, no JSON, no facts
        return False
    return bool(testimony == rows)


def _told(*names: str) -> str:
    """Return how facts of a line are asked for: null is one that it does not tell, several are an
    array.
    """
    paths = ", ".join(f"'$.{name}'" for name in names)
    return f"json_extract(j.detail, {paths})"


def _lines(which: str, facts: str) -> str:
    return f"group_concat(CASE WHEN {which} THEN {facts} END)"


def _rows(table: str, facts: str) -> str:
    return f"SELECT group_concat({facts}) FROM {table} WHERE r.draft BETWEEN :first AND :last"


def _facts(names: tuple[str, ...]) -> str:
    return f"CAST(json_array({', '.join(f'r.{name}' for name in names)}) AS BLOB)"


def _row_facts(table: str) -> str:
    """Return what `row_mark` marks of a row: what came later where it holds something else."""
    facts, ((later, usual),) = MARKED[table], LATER[table].items()
    return f"CASE r.{later} WHEN {usual!r} THEN {_facts(facts)} ELSE {_facts((*facts, later))} END"


#: a line is the first of its draft, or of its draft's version
_FIRST: Final = (
    "NOT EXISTS (SELECT 1 FROM journal e WHERE e.draft = j.draft AND e.id < j.id AND {})"
)
#: the digest of the version of which a line speaks
_DIGEST: Final = (
    "(SELECT v.digest FROM versions v WHERE v.draft = j.draft AND v.version = j.version)"
)
_CONTENT: Final = ("account", "image", "replaces", "reply_to", "repost_of", "text", "url")
#: the content is one post without a picture, and has its digest; or it has it, and its picture is
#: kept
_WHOLE: Final = f"""(
 sha256(CAST(json_object({
    ", ".join(
        f"'{name}', " + ("NULL" if name == "image" else f"json_extract(r.content, '$.{name}')")
        for name in _CONTENT
    )
}) AS BLOB)) = r.digest AND json_valid(r.content) AND json_type(r.content, '$.image') = 'null'
  AND (SELECT count(*) FROM json_each(r.content)) = {len(_CONTENT)}
 OR has_digest(r.content, r.digest) AND (instr(r.content, '"sha256"') = 0
  OR json_extract(r.content, '$.image.sha256') = ''
  OR json_extract(r.content, '$.image.sha256') IN (SELECT sha256 FROM pictures)))"""
#: where an attempt began that a look or a person's word has opened, not a line of its own
_OPENED: Final = """(SELECT json_array(a.draft, a.started_at) || json_array(a.digest, a.through)
 FROM attempts a WHERE a.draft = j.draft AND a.started_at = j.at)"""
#: how an own post is called in a line (PostId)
_POST: Final = """CASE r.act WHEN 'deletion' THEN '-' WHEN 'retweet' THEN 'rt:' || r.draft || ':'
 WHEN 'undoing' THEN '-rt:' || r.draft || ':' ELSE '' END
 || CASE WHEN r.post_id NOT GLOB '*[:-]*' THEN r.post_id END"""
#: what the lines tell, and what stands in a table
_PAIRS: Final = (
    (
        _lines(
            f"j.action = 'open' AND {_FIRST.format('TRUE')}",
            f"json_array(j.draft) || {_told('kind', 'source', 'item', 'corrects')}",
        ),
        "SELECT group_concat(json_array(id) || json_array(kind, source, item, corrects))"
        " FROM drafts WHERE id BETWEEN :first AND :last",
    ),
    (
        _lines(
            "json_type(j.detail, '$.wording') = 'text' AND "
            + _FIRST.format("e.version = j.version"),
            "json_array(j.draft, j.version, j.at) || " + _told("author", "digest", "wording"),
        ),
        _rows(
            "versions r",
            f"CASE WHEN {_WHOLE} THEN json_array(r.draft, r.version, r.at)"
            f" || json_array(r.author, r.digest, sha256({_facts(WORDING)})) ELSE '' END",
        ),
    ),
    (
        _lines(
            "j.action IN ('decide', 'release')",
            "json_array(j.action, j.draft, j.version, j.actor, j.at) || "
            + _told(
                *("digest", "policy", "confirmation", "absence", "not_before", "record", "road"),
                *("library", "outside_hours", "page", "page_seen"),
            )
            + f" || json_array(coalesce({_told('acknowledged')} || '', '[]'))",
        ),
        _rows(
            "decisions r LEFT JOIN decision_pages p ON p.decision = r.id",
            "json_array(CASE r.way WHEN 'director' THEN 'decide' WHEN 'confirmation'"
            " THEN 'release' END, r.draft, r.version, r.person, r.at)"
            " || json_array(r.digest, r.policy_version, nullif(r.confirmation, ''),"
            " CASE r.absence WHEN 0 THEN NULL WHEN 1 THEN json('true') ELSE r.absence END,"
            " r.not_before, r.record, nullif(r.road, ''), nullif(r.library, ''),"
            " nullif(r.outside_hours, ''),"
            " CASE WHEN p.page IS NOT NULL THEN sha256(CAST(p.page AS BLOB)) END, p.seen_at)"
            " || json_array(r.acknowledged)",
        ),
    ),
    (
        "group_concat(CASE WHEN j.action IN ('send', 'take')"
        f" THEN json_array(j.draft, j.at) || {_told('digest', 'through')}"
        f" WHEN j.action IN ('found', 'posted') THEN {_OPENED} END)",
        _rows("attempts r", "json_array(r.draft, r.started_at) || json_array(r.digest, r.through)"),
    ),
    (
        _lines(
            "j.action IN ('post', 'posted', 'found')",
            f"json_array(j.draft, j.at) || {_told('post_id', 'url')}",
        ),
        _rows("posts r", f"json_array(r.draft, r.at) || json_array({_POST}, r.url)"),
    ),
    (
        _lines("j.action = 'check'", f"json_array(j.draft, j.actor, j.at, {_told('role')})"),
        _rows(
            "(SELECT * FROM checks WHERE draft BETWEEN :first AND :last ORDER BY draft, at) r",
            "json_array(r.draft, r.person, r.at, r.role)",
        ),
    ),
    (
        _lines(
            "json_type(j.detail, '$.checklist') IS NOT NULL",
            f"json_array(j.draft, j.version, {_DIGEST}, j.actor, j.at, {_told('checklist')})",
        ),
        _rows("checklists r", "json_array(r.draft, r.version, r.digest, r.person, r.at, r.part)"),
    ),
    (
        _lines(
            "j.action = 'review'",
            f"json_array(j.draft, j.version, {_DIGEST}, j.actor, j.at, {_told('step')})",
        ),
        _rows("reviews r", "json_array(r.draft, r.version, r.digest, r.person, r.at, r.step)"),
    ),
    (
        _lines("j.action = 'inspect'", f"json_array(j.draft, j.actor, j.at, {_told('decision')})"),
        _rows("inspections r", "json_array(r.draft, r.person, r.at, r.decision)"),
    ),
)
#: whether the lines and the tables of a span say the same, and the marks that the lines tell; a
#: draft has no other versions than those that a line brought
_PLAIN: Final = f"""
SELECT t.numbered
 AND t.versions = (SELECT count(*) FROM versions WHERE draft BETWEEN :first AND :last)
 AND (SELECT count(*) = t.drafts AND min(d.state IS l.after AND d.version IS l.version
   AND (d.decision IS NULL
    OR d.decision IS (SELECT max(id) FROM decisions c WHERE c.draft = d.id)))
  FROM drafts d LEFT JOIN journal l ON l.id = (SELECT max(id) FROM journal j WHERE j.draft = d.id)
  WHERE d.id BETWEEN :first AND :last)
 AND {" AND ".join(f"t.told{n} IS ({rows})" for n, (_, rows) in enumerate(_PAIRS))}, t.marks
FROM (SELECT count(DISTINCT j.draft) AS drafts,
 count(DISTINCT (j.draft << 31) + j.version) AS versions,
 sum(j.version BETWEEN 1 AND 1 << 30) = count(*) AS numbered,
 group_concat({_told("rows")}) AS marks,
 {", ".join(f"{lines} AS told{n}" for n, (lines, _) in enumerate(_PAIRS))}
 FROM journal j WHERE j.draft BETWEEN :first AND :last) t"""
_MARKED_AS: Final = "SELECT '{0} ' || r.id, {1} FROM {0} r WHERE r.{2} BETWEEN :first AND :last"
#: the marks of a span's rows; of money that has six decimals at most, for SQLite writes fifteen
#: digits of a number
_MARKS: Final = " UNION ALL ".join(
    (
        _MARKED_AS.format(table, f"CASE WHEN {plain} THEN {_row_facts(table)} END", key)
        for table, key, plain in (
            ("drafts", "id", "TRUE"),
            ("attempts", "draft", "TRUE"),
            ("posts", "draft", "r.cost = round(r.cost, 6)"),
        )
    )
)
