"""Pure: which page is it (`canonical`), which address do we post (`clean`), and may we link there
(`listed`, `refusal`)?

RFC 3986, section 6, is the base. On top of it stand the habits of Japanese library sites: session
ids in path and query (`;jsessionid=`, CFID), the page counter of Apache Wicket (`?0&pid=12`),
`&amp;` left in feeds, print views, http beside https.
w3lib's `canonicalize_url` knows none of these and costs an import at each run, so urllib.parse does
the splitting here.
No function raises; a string that is no http(s) address comes back as it is, without the white space
around it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

from bridge.sayings import Refusal
from bridge.values import dataclass

#: characters of a link; longer ones are cut by mail programs and refused by X's web intent
LONGEST = 2_000

_EDGES = "".join(map(chr, range(0x21))) + "\x7f\x85\xa0\u200b\u3000\ufeff"
#: an address in a text, as far as it can be one: Japanese words end it
ADDRESS: Final = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
_SESSION_IN_PATH = re.compile(
    r"(?:;|%3B)(?:jsessionid|phpsessid|sid)(?:=|%3D)[^/?#;]*", re.IGNORECASE
)
_SESSION = re.compile(
    r"jsessionid|phpsessid|sessionid|session_id|sessid|cfid|cftoken|oscsid|zenid|aspsessionid\w*|asp\.net_sessionid",
    re.IGNORECASE,
)
_MAYBE_SESSION = re.compile(r"sid|session|sess", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_\w*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|gad_source|gad_campaignid|msclkid|yclid|twclid|ttclid|igshid|igsh"
    r"|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|__twitter_impression|openexternalbrowser",
    re.IGNORECASE,
)
_VIEW = re.compile(
    r"print(?:able|er|mode|_mode|view|_view|flg|_flg)?|font_?size|text_?size|view_?mode",
    re.IGNORECASE,
)
_VIEW_PAIR = re.compile(
    r"(?:mode|view|output|format|style|type|disp)=(?:print(?:er|able)?|pc|sp|smp)", re.IGNORECASE
)
_INDEX = re.compile(r"(?<=/)index\.html?$")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# encoded or not, every server takes them for the same
_EQUIVALENT = _UNRESERVED | frozenset("!'()*,:@")
_SAFE = "!$&'()*+,;=:@/?%"
_EVERYWHERE = re.compile(
    r"|_?(?:page_?)?top|main|contents?|skip|header|body|wrapper|[!/].*", re.IGNORECASE
)
#: an address in which nothing has another spelling; nearly all are such
_PLAIN = re.compile(
    r"(https?)://([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)(?::([0-9]{1,5}))?"
    r"(/[\w/.~%;=&,+()!*':@-]*)?(?:\?([\w/.~%;=&,+()!*':@-]*))?(?:#([\w/.~%;=&,+()!*':@-]*))?",
    re.ASCII,
)
_BARE = re.compile(r"[\w/.~-]*", re.ASCII)  #: of a path: nothing to escape
_TAIL = re.compile(r"[!'*,:.~]$")  # X ends a link before these


@dataclass(frozen=True, slots=True)
class _Address:
    """An http(s) address in its parts."""

    scheme: str
    user: str  #: credentials; empty as a rule
    host: str  #: ASCII, lower case
    port: int | None
    path: str
    query: str
    fragment: str

    def join(
        self,
        scheme: str,
        path: str,
        params: Iterable[str],
        fragment: str,
        *,
        defaults: tuple[int, ...],
    ) -> str:
        port = f":{self.port}" if self.port is not None and self.port not in defaults else ""
        user = f"{self.user}@" if self.user else ""
        query = "&".join(params)
        return "".join(
            (
                f"{scheme}://{user}{self.host}{port}{path}",
                f"?{query}" if query else "",
                f"#{fragment}" if fragment else "",
            )
        )


@lru_cache(4096)  # a list's addresses are asked for several times a run, those of 64 lists at once
def canonical(url: str) -> str:
    """Return the identity of the page behind `url`: equal for all addresses that surely show the
    same page.

    http counts as https; fragments go (but `#!` and `#/`, which name pages of their own); session
    ids, tracking and print views go; parameters are sorted by name, since their order means
    nothing; `/index.html` is its folder, as every web server has it, while `index.php` and the like
    stay. A trailing slash and "www." stay: they can matter.
    """
    if (address := _split(url)) is None:
        return _bare(url)
    path = (
        _INDEX.sub("", _dots(_SESSION_IN_PATH.sub("", _escape(address.path, _EQUIVALENT)))) or "/"
    )
    params = [_escape(p, _EQUIVALENT).replace("+", "%20") for p in _params(address)]
    rest = [p for p in params if not _VIEW.fullmatch(_name(p)) and not _VIEW_PAIR.fullmatch(p)]
    rest = [
        p for p in rest if not p.isdigit()
    ] or rest  # the counter of Wicket, never a page's only name
    fragment = _escape(address.fragment, _EQUIVALENT) if re.match("[!/].", address.fragment) else ""
    return address.join("https", path, sorted(rest, key=_name), fragment, defaults=(80, 443))


def fragment(url: str) -> str:
    """Return the place on a page that `url` names; empty for none, and for places that every page
    has (top, main).
    """
    place = _bare(url).partition("#")[2] if "#" in url else ""
    return "" if _EVERYWHERE.fullmatch(place) else place


#: remarks in brackets
_REMARKS = re.compile(r"【[^】]*】|\[[^\]]*\]|\([^)]*\)|〔[^〕]*〕")


@lru_cache(2048)  # likewise
def plain_title(title: str) -> str:
    """Return a title as it is compared: NFKC, without spaces and remarks in brackets, so that two
    lists may word it their own way.
    """
    folded = unicodedata.normalize("NFKC", title)
    return "".join(_REMARKS.sub("", folded).split()) or "".join(folded.split())


def clean(url: str) -> str:
    """Return the address to post: no session id, no tracking; ASCII, and whole under X's rule of
    where a link ends.
    """
    if (address := _split(url)) is None:
        return _bare(url)
    whole = _escape(address.path, _UNRESERVED)
    path = _dots(_SESSION_IN_PATH.sub("", whole)) or "/"
    params = _params(address)
    if path != _dots(whole):
        params = [p for p in params if not p.isdigit()] or params
    default = 443 if address.scheme == "https" else 80
    link = (
        address.join(
            address.scheme,
            path,
            params,
            _escape(address.fragment, _UNRESERVED),
            defaults=(default,),
        )
        .replace("(", "%28")
        .replace(")", "%29")
    )
    return _TAIL.sub(lambda tail: f"%{ord(tail[0]):02X}", link)


def host(url: str) -> str:
    """Return the host in ASCII and lower case, without port; empty when `url` is no http(s)
    address.
    """
    address = _split(url)
    return address.host if address else ""


def path(url: str) -> str:
    """Return where on its host a page is, as a person reads it; what is no http(s) address (half a
    bracket: http://[::1) as it is.
    """
    address = _split(url)
    return (address.path or "/") if address else _bare(url)


def listed(url: str, hosts: Iterable[str]) -> bool:
    """Tell whether `url` is http(s), without credentials, on a host of the list.

    An entry is a host, or ".example.jp" for all hosts below it; "host:8080" asks for that port.
    "www." is a host like any other. A name in another script below ".example.jp" counts only when
    it is listed itself: it may look like another.
    """
    address = _split(url)
    return (
        address is not None and not address.user and any(_covers(entry, address) for entry in hosts)
    )


def is_sound(url: str) -> bool:
    """Tell whether a person's `url` is http(s), with a host, without credentials, blanks and what
    nobody sees, and short enough for a link.
    """
    if len(url) > LONGEST or not url.isprintable() or re.search(r"\s|[<>\"]", url):
        return False
    return bool(host(url)) and "@" not in urlsplit(url).netloc


def refusal(url: str, hosts: Iterable[str]) -> Refusal | None:
    """Return why `url` may not be linked to; None when it may."""
    bare = _bare(url)
    address = _split(url)
    if not bare:
        return Refusal("link.none")
    if address is None:
        scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]{0,20}(?=:)", bare)
        if scheme and scheme[0].lower() not in ("http", "https"):
            return Refusal("link.scheme", scheme=scheme[0].lower())
        return Refusal("link.unreadable")
    if address.user:
        return Refusal("link.credentials")
    if len(clean(url)) > LONGEST:
        return Refusal("link.too_long", most=LONGEST)
    if not listed(url, hosts):
        return Refusal("link.not_listed", host=address.host[:100])
    return None


_BREAKS = re.compile(r"[\t\r\n]")


def _bare(url: str) -> str:
    """Browsers do the same before they look at an address (WHATWG URL, 4.4)."""
    return _BREAKS.sub("", url).strip(_EDGES)


@lru_cache(512)  # a page asks for the hosts of its addresses; the rest is kept above
def _split(url: str) -> _Address | None:
    plain = _PLAIN.fullmatch(url)
    if plain and len(plain[2]) <= 253 and int(plain[3] or 0) <= 65_535:
        return _Address(
            scheme=plain[1],
            user="",
            host=plain[2],
            port=int(plain[3]) if plain[3] else None,
            path=plain[4] or "",
            query=plain[5] or "",
            fragment=plain[6] or "",
        )
    return _parted(url)


def _parted(url: str) -> _Address | None:
    """Return any address in its parts, as browsers take it apart; None when it is none."""
    bare = _bare(url)
    head, mark, rest = bare.partition("?")
    if not re.match(r"https?:[/\\]{2}", head, re.IGNORECASE):
        return None
    try:
        parts = urlsplit(head.replace("\\", "/") + mark + rest)
        name, port = _ascii(parts.hostname or "", parts), parts.port
    except ValueError:  # urlsplit on brackets, ports and characters that NFKC turns into / ? # @ :
        return None
    if not name:
        return None
    user = quote(parts.netloc.rpartition("@")[0], safe=_SAFE.replace("/", ""), errors="replace")
    return _Address(
        scheme=parts.scheme,
        user=user,
        host=name,
        port=port,
        path=parts.path,
        query=parts.query,
        fragment=parts.fragment,
    )


def _ascii(name: str, parts: SplitResult) -> str:
    """Return the host as DNS has it (IDNA 2003, as in Python's codec); empty when it cannot be
    one.
    """
    if "[" in parts.netloc:
        name = f"[{name}]"
    elif not name.isascii():
        name = name[:300].encode("idna").decode("ascii")  # UnicodeError is a ValueError
    name = name.lower().removesuffix(".")
    return name if len(name) <= 253 and _HOST.fullmatch(name) else ""


def _covers(entry: str, address: _Address) -> bool:
    below = entry.startswith(".")
    parts = _split(f"https://{entry.removeprefix('.')}/")
    if parts is None or parts.port not in (None, address.port):
        return False
    if not below:
        return parts.host == address.host
    above = address.host.removesuffix(f".{parts.host}")
    return above != address.host and "xn--" not in above


def _params(address: _Address) -> list[str]:
    """Return the parameters that name the page, in their order."""
    if not address.query:
        return []
    params = [re.sub(r"^(?:amp;)+", "", _escape(p, _UNRESERVED)) for p in address.query.split("&")]
    return [p for p in params if p and not _is_session(p) and not _TRACKING.fullmatch(_name(p))]


def _is_session(param: str) -> bool:
    """`sid=12` is a section of the site, `sid=4f9a…` a session: letters and digits mixed, or
    long.
    """
    name, _, value = param.partition("=")
    if _MAYBE_SESSION.fullmatch(name):
        return len(value) >= 16 or (
            any(c.isdigit() for c in value) and any(c.isalpha() for c in value)
        )
    return _SESSION.fullmatch(name) is not None


def _name(param: str) -> str:
    return param.partition("=")[0]


def _escape(part: str, plain: frozenset[str]) -> str:
    """Return `part` with one spelling for each octet: those of `plain` bare, all others that need
    it as %XX.
    """

    def octet(match: re.Match[str]) -> str:
        if not match[1]:
            return "%25"
        letter = chr(int(match[1], 16))
        return letter if letter in plain else f"%{match[1].upper()}"

    if _BARE.fullmatch(part):
        return part
    decoded = re.sub(r"%([0-9A-Fa-f]{2})?", octet, part)
    return quote(decoded, safe=_SAFE, errors="replace")


def _dots(path: str) -> str:
    """Return `path` without "." and ".." (RFC 3986, 5.2.4)."""
    out: list[str] = []
    segments = path.split("/")
    for segment in segments[1:]:
        if segment == "..":
            out = out[:-1]
        elif segment != ".":
            out.append(segment)
    if segments[-1] in (".", ".."):
        out.append("")
    return "/" + "/".join(out)


#: what the key of an address begins with that several entries of a list have
SHARED: Final = "shared "


def short_key(key: str) -> str:
    """Return a key as the record keeps it: an index of a million stays small, long ones are kept as
    their sha256.
    """
    return key if len(key) <= 100 else hashlib.sha256(key.encode()).hexdigest()


def shared_key(url: str) -> str:
    """Return the key under which the record keeps that several entries of a list have an address;
    it names no item.
    """
    return f"{SHARED}{short_key(canonical(url))}"
