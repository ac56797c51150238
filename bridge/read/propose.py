"""Pure: a `[[source]]` block for feeds.toml, ready to paste, from what was found on a page."""

from __future__ import annotations

import json
import re
import unicodedata

from bridge import urls
from bridge.model import Listing


def block(url: str, listing: Listing, site_title: str) -> str:
    """Return the block for `url`; a homepage that announces a feed has the feed's block beside it, commented out.

    Every value is a TOML basic string, escaped; remarks are one line each, so that nothing of a page can add a key.
    """
    feed = re.match(r"RSS|Atom", listing.how) is not None
    lines = [
        f"# {_remark(site_title)}" if site_title.strip() else "",
        f"# 見つかったもの: {_remark(listing.how)}" if listing.how else "",
        *_block(url, "feed" if feed else "homepage", _id(url, feed=feed)),
    ]
    for found in () if feed else listing.feeds[:3]:
        lines += ["", "# このページはフィードも知らせています。使うときは、上の代わりに次の行の # を外してください。"]
        lines += [f"# {line}" for line in _block(found, "feed", _id(found, feed=True))]
    return "\n".join(line for n, line in enumerate(lines) if line or n > 1) + "\n"


def _block(url: str, kind: str, id: str) -> list[str]:
    return ["[[source]]", f"id = {_string(id)}", f"kind = {_string(kind)}", f"url = {_string(url)}"]


def _id(url: str, *, feed: bool) -> str:
    """Return a name from the last telling part of the path: news, event, feed …"""
    path = urls.canonical(url).partition("?")[0].split("/")[3:]
    names = [
        name
        for part in path
        if "%" not in part and (name := re.sub(r"\.\w{2,5}$|[^a-z0-9-]+", "", part.lower()).strip("-"))
    ]
    telling = [
        name for name in names if re.search(r"[a-z]", name) and name not in ("index", "www", "feed", "rss", "staff")
    ]
    return telling[-1][:30] if telling else "feed" if feed else "homepage"


def _string(text: str) -> str:
    """JSON's strings are TOML's basic strings, once DEL and lone surrogates are away."""
    return json.dumps(text.encode("utf-8", "replace").decode().replace("\x7f", ""), ensure_ascii=False)


def _remark(text: str) -> str:
    line = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    return " ".join(line.split())[:100]
