"""Pure: how many libraries stand, on one page that a web server can show: those with something to
mend first.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from bridge import labels
from bridge.model import State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

AGAIN: Final = 300  #: seconds after which a browser looks anew

_STYLE: Final = (
    ":root{color-scheme:light}"
    "body{font:16px/1.6 sans-serif;max-width:76rem;margin:1rem auto;padding:0 "
    "1rem;color:#1a1a1c;background:#fff}"
    "h1{font-size:1.4rem;margin:.5rem 0}p{margin:.3rem 0}table{border-collapse:collapse;"
    "width:100%;margin-top:1rem}"
    "caption{text-align:left;color:#4d4d4d;padding:.3rem 0}"
    "th,td{border-bottom:1px solid #b3b3b3;padding:.5rem .6rem;text-align:left;"
    "vertical-align:top;overflow-wrap:anywhere}"
    "thead th{border-bottom:2px solid #4d4d4d;position:sticky;top:0;background:#fff}"
    "tbody th{font-weight:normal}small{color:#4d4d4d;display:block}.n{text-align:right;"
    "white-space:nowrap}"
    "tr.due{background:#fdeeee}tr.due th{border-left:.4rem solid #ce0000}strong{color:#a90000}"
    "@media(max-width:48rem){thead{display:none}tr,th,td{display:block;border:0;"
    "padding:.1rem .6rem}"
    "tr{border-bottom:1px solid #b3b3b3;padding:.5rem 0}.n{text-align:left;display:inline-block}"
    ".n::before{content:attr(data-name) ' '}.n.zero{display:none}}"
)
#: what is counted of a library, by its key in `fleet status --json`
_COUNTS: Final = {
    **{str(state): labels.STATE[state] for state in (State.WAITING, State.RETURNED, State.DECIDED)},
    "held": "保留の記事",
}


def faults(one: Mapping[str, Any]) -> list[str]:
    """Return what is to be mended at a library, Japanese; empty when nothing is."""
    return [
        *([one["fault"]] if one["fault"] else []),
        *([one["overdue"]] if one["overdue"] else []),
        *([f"読めない取得元 {'、'.join(one['failing'])}"] if one["failing"] else []),
        *(
            [f"投稿停止中 {'、'.join(labels.word(labels.STOP, name) for name in one['stops'])}"]
            if one["stops"]
            else []
        ),
        *([f"保留・失敗・結果不明の起案 {one['stuck']}件"] if one["stuck"] else []),
    ]


def last_run(one: Mapping[str, Any]) -> str:
    """Return when a library was looked at last, for people."""
    if not one["last_run"]:
        return "まだ動いていません"
    return str(one["last_run"]).replace("T", " ")[:16]


def render(libraries: Sequence[Mapping[str, Any]], at: datetime, notes: Sequence[str] = ()) -> str:
    """Return one whole HTML page of what `fleet status --json` tells, without scripts and without
    anything from elsewhere; all text is escaped. `at` is when it was looked, `notes` what is told
    of the folder as a whole.
    """
    due = sum(bool(faults(one)) for one in libraries)
    counts = "".join(f'<th class="n" scope="col">{name}</th>' for name in _COUNTS.values())
    headline = (
        f"{len(libraries):,}館のうち、直すことのある館 {due:,}"
        if due
        else f"{len(libraries):,}館。直すことはありません"
    )
    return (
        '<!doctype html>\n<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width">'
        f'<meta http-equiv="refresh" content="{AGAIN}">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>{escape(headline)}</title><style>{_STYLE}</style></head><body><main><h1>{escape(headline)}</h1>"
        f"<p>{at:%Y年%-m月%-d日 %-H時%M分} に見ました。"
        f"</p>{''.join(f'<p>※{escape(note)}</p>' for note in notes)}\n"
        "<table><caption>直すことのある館が先</caption>"
        f'<thead><tr><th scope="col">館</th><th scope="col">最後の巡回</th>{counts}<th '
        'scope="col">直すこと</th></tr></thead>\n<tbody>'
        + "".join(map(_row, libraries))
        + "</tbody></table></main></body></html>\n"
    )


def _row(one: Mapping[str, Any]) -> str:
    problems = faults(one)
    counts = "".join(
        f'<td class="n{"" if one[key] else " zero"}" data-name="{name}">{one[key]:,}</td>'
        for key, name in _COUNTS.items()
    )
    mend = "<br>".join(f"<strong>{escape(what)}</strong>" for what in problems)
    return (
        f"<tr{' class=due' if problems else ''}><th "
        f'scope="row">{escape(one["name"] or one["library"])}'
        f"<small>{escape(one['library'])}</small></th><td>{escape(last_run(one))}</td>{counts}<td>{mend}</td></tr>\n"
    )
