"""Edge: feeds.toml and the word lists become values; every fault at once, each with file, line and
key.

What a key means stands in settings.py, how a value is written in text/forms.py, and
docs/configuration.md tells both to staff.
"""

from __future__ import annotations

import functools
import json
import re
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, time
from enum import StrEnum
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import (
    Annotated,
    Any,
    BinaryIO,
    ClassVar,
    Literal,
    TypeAlias,
    get_args,
    get_origin,
    get_type_hints,
)
from urllib.parse import urlsplit

from bridge import accent, program_cache
from bridge.errors import ConfigRefused, UsageRefused
from bridge.model import Kind
from bridge.sayings import Refusal, reason
from bridge.settings import (
    CLAUSES,
    PAGE_KIND,
    POLICY_VERSION,
    POLICY_VERSIONS,
    URGENT,
    AccountSettings,
    DeskSettings,
    Extent,
    FetchSettings,
    Hours,
    HoursSettings,
    LibrarySettings,
    NetworkSettings,
    NoticeSettings,
    OpenIdSettings,
    PostingSettings,
    RecordsSettings,
    RetweetSettings,
    ReviewSettings,
    RewriteSettings,
    Settings,
    Source,
    TweetSettings,
)
from bridge.text import forms, instances, toml_lines

DEFAULT = Path(__file__).parent / "default.toml"  # what `feedbridge init` writes
WORD_LISTS = Path(__file__).parent / "policy" / "words"
SAMPLES = "samples"  #: the file there that holds no rules

_SECRET = re.compile(
    r"(consumer|access|bearer|client|api)[_-]?(key|secret|token)|(^|[_-])(secret|token|password|passwd)$",
    re.IGNORECASE,
)
# where → what is wrong, with what is allowed as its remedy
_Faults: TypeAlias = dict[toml_lines.Path, Refusal]
_Yields: TypeAlias = Iterator[tuple[toml_lines.Path, Refusal]]


# ── the file's shape, where it is not that of settings.py ───────────────────────────────────────


@dataclass(frozen=True)
class _HoursTable:
    monday: Hours | None
    tuesday: Hours | None
    wednesday: Hours | None
    thursday: Hours | None
    friday: Hours | None
    saturday: Hours | None
    sunday: Hours | None
    closed: tuple[tuple[date, date], ...] = ()
    special: Mapping[date, Hours] = field(default_factory=dict)
    holidays: Literal["open", "closed", "as-sunday"] = "open"
    closed_page: str = ""


@dataclass(frozen=True)
class _Links:
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Policy:
    version: str = POLICY_VERSION
    versions: tuple[str, ...] = tuple(POLICY_VERSIONS)
    words: str = ""
    checklist: Extent = "own"


@dataclass(frozen=True)
class _File:
    library: LibrarySettings
    hours: _HoursTable
    source: tuple[Source, ...]
    tweet: TweetSettings = field(default_factory=TweetSettings)
    links: _Links = _Links()
    fetch: FetchSettings = field(default_factory=FetchSettings)
    network: NetworkSettings = field(default_factory=NetworkSettings)
    posting: PostingSettings = field(default_factory=PostingSettings)
    notices: NoticeSettings = field(default_factory=NoticeSettings)
    desk: DeskSettings = field(default_factory=DeskSettings)
    account: AccountSettings = field(default_factory=AccountSettings)
    retweets: RetweetSettings = field(default_factory=RetweetSettings)
    records: RecordsSettings = field(default_factory=RecordsSettings)
    rewrite: RewriteSettings = field(default_factory=RewriteSettings)
    review: ReviewSettings = field(default_factory=ReviewSettings)
    openid: OpenIdSettings = field(default_factory=OpenIdSettings)
    urgent: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    policy: _Policy = _Policy()

    # pydantic hands this on to the plain dataclasses inside, so settings.py need not know of it
    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "strict": True,
        "allow_inf_nan": False,
    }


# ── reading ─────────────────────────────────────────────────────────────────────────────────────


def read(
    path: Path,
    check_template: Callable[[str], tuple[Refusal, ...]] = lambda _: (),
    data: bytes | None = None,
) -> Settings:
    """Return what the file says, or would say with `data` in it; relative paths are taken from its
    own folder.

    `check_template` returns what is wrong with a template, nothing when it is sound.
    Raises ConfigRefused with every fault, one line each.
    """
    text = _text(path) if data is None else _decoded(path, data)
    raw = _parse(path, text)
    faults: _Faults = {}
    _look_for_secrets(raw, faults)
    shaped = _shape(_read_forms(raw, (), faults), faults)
    file = _validate(shaped, faults)
    _cross_check(raw, path.parent, check_template, faults)
    if faults or file is None:
        where = toml_lines.lines(text)
        rows = sorted(
            ((_line(where, at), _told(at, fault)) for at, fault in faults.items()),
            key=itemgetter(0),
        )
        faulty = tuple(f"{path}:{line}: {told}" for line, told in rows)
        raise ConfigRefused("settings.faulty", faults=faulty)
    return _settings(file, path.parent)


def _text(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise ConfigRefused("settings.no_file", path=path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ConfigRefused("settings.absent", path=path) from error
    except OSError as error:
        raise ConfigRefused("settings.unreadable", path=path, reason=reason(error)) from error
    return _decoded(path, data)


def _decoded(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")  # Notepad likes to put a BOM
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigRefused("settings.no_utf8", path=path, line=line) from error
    if not text.strip():
        raise ConfigRefused("settings.empty", path=path)
    return text


_SYNTAX = {  # how tomllib's words begin → ours
    "Cannot overwrite a value": "toml.key_twice",
    "Cannot declare": "toml.table_twice",
    "Unterminated string": "toml.string_open",
    "Illegal character": "toml.character",
    "Expected '='": "toml.no_equals",
    "Expected ']'": "toml.table_open",
    "Unescaped '\\'": "toml.backslash",
    "Invalid hex value": "toml.backslash",
    "Invalid value": "toml.value",
    "Expected newline": "toml.trailing",
}


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        match = re.search(r"\(at line (\d+)", str(error))
        line = int(match[1]) if match else text.rstrip().count("\n") + 1
        words = next((words for words in _SYNTAX if str(error).startswith(words)), "")
        what = Refusal(_SYNTAX[words]) if words else Refusal("toml.unreadable")
        if re.search(r"[＝“”　＃［］]", text.split("\n")[line - 1].partition("#")[0]):
            what = Refusal("toml.wide_marks", why=what)
        raise ConfigRefused("settings.no_toml", path=path, line=line, what=what) from error


def _nodes(value: object, path: toml_lines.Path = ()) -> Iterator[tuple[toml_lines.Path, object]]:
    yield path, value
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in pairs:
        yield from _nodes(inner, (*path, key))


def _look_for_secrets(raw: dict[str, Any], faults: _Faults) -> None:
    for path, _ in _nodes(raw):
        if path and isinstance(path[-1], str) and _SECRET.search(path[-1]):
            faults[path] = Refusal("value.secret")


def _read_forms(value: Any, path: toml_lines.Path, faults: _Faults) -> Any:
    """Return `value` with each string of a known form read; a fault leaves it as it is."""
    if isinstance(value, date | time):
        value = value.isoformat()  # an unquoted date of TOML is as good as a quoted one
    form = forms.form(path)
    if form is not None and isinstance(value, str):
        try:
            return forms.read(form, value)
        except ConfigRefused as error:
            faults.setdefault(path, Refusal("value.unfit", why=error, allowed=form.allowed))
    elif form is not None:
        faults.setdefault(path, Refusal("value.unquoted", allowed=form.allowed))
    elif isinstance(value, dict):
        return {key: _read_forms(inner, (*path, key), faults) for key, inner in value.items()}
    elif isinstance(value, list):
        return [_read_forms(inner, (*path, place), faults) for place, inner in enumerate(value)]
    return value


def _shape(raw: dict[str, Any], faults: _Faults) -> dict[str, Any]:
    """Return the file as settings.py has it: a source's selectors in a table of their own, the
    desk's address in [desk].

    It stood in [notices] before; there it is still understood.
    """
    notices, sources = raw.get("notices"), raw.get("source")
    if isinstance(notices, dict) and "desk" in notices and isinstance(raw.get("desk", {}), dict):
        rest = {key: value for key, value in notices.items() if key != "desk"}
        raw = raw | {"notices": rest, "desk": {"url": notices["desk"]} | raw.get("desk", {})}
    if not isinstance(sources, list):
        return raw
    shaped = []
    for place, source in enumerate(sources):
        if not isinstance(source, dict):
            shaped.append(source)
            continue
        if "selectors" in source:
            fault = Refusal("value.selectors_apart", names=forms.SELECTORS)
            faults[("source", place, "selectors")] = fault
        plain = {key: value for key, value in source.items() if key not in forms.SELECTORS}
        shaped.append(
            plain | {"selectors": {key: source[key] for key in forms.SELECTORS if key in source}}
        )
    return raw | {"source": shaped}


@functools.cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(_File)


def _validate(shaped: dict[str, Any], faults: _Faults) -> _File | None:
    """Return the file; pydantic is asked, and loaded, only of one that may have a fault."""
    file: _File
    with suppress(instances.Doubt):
        file = instances.instance(_File, shaped)
        return file
    from pydantic import ValidationError

    try:
        # by way of JSON: there a list is a tuple and "2026-12-29" a date, and yet "5" is no number
        file = _adapter().validate_json(json.dumps(shaped))
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False, include_input=False):
            path = tuple(
                part for place, part in enumerate(one["loc"]) if (place, part) != (2, "selectors")
            )
            path = path[:-1] if path[-1:] == ("[key]",) else path
            if not any(path[: len(known)] == known for known in faults):
                kind, allowed = one["type"], _allowed(path)
                faults[path] = (
                    Refusal(_WHAT[kind], allowed=allowed)
                    if kind in _WHAT
                    else Refusal("value.wrong", allowed=allowed)
                )
        return None
    return file


def _cross_check(
    raw: dict[str, Any],
    folder: Path,
    check_template: Callable[[str], tuple[Refusal, ...]],
    faults: _Faults,
) -> None:
    """Add the faults that no value has alone."""
    faults.update(_faults_of_hours(raw))  # a day that is none says more than its value's form
    for path, fault in chain(
        _faults_of_sources(raw),
        _faults_of_files(raw, folder),
        _faults_of_mail(raw),
        _faults_of_looks(raw),
        _faults_of_lists(raw),
        _faults_of_templates(raw, check_template),
    ):
        faults.setdefault(path, fault)
    _check_review(_at(raw, "review", "order"), _at(raw, "review", "members"), faults)
    _check_openid(raw, faults)
    _check_version(_at(raw, "policy", "version"), _at(raw, "policy", "versions"), faults)


def _faults_of_hours(raw: dict[str, Any]) -> _Yields:
    """Yield each special day that is no date, and a week that is never open."""
    hours, special = raw.get("hours"), _at(raw, "hours", "special")
    for day in special if isinstance(special, dict) else ():
        try:
            forms.day(day)
        except ConfigRefused as error:
            yield ("hours", "special", day), Refusal("value.special_day", why=error)
    weekly = [hours.get(day) for day in forms.DAYS] if isinstance(hours, dict) else []
    if weekly and not special and all(day == "closed" for day in weekly):
        yield ("hours",), Refusal("value.never_open")


def _faults_of_sources(raw: dict[str, Any]) -> _Yields:
    """Yield a file that watches nothing, and each name that two sources bear."""
    sources = raw.get("source")
    if sources == []:
        yield ("source",), Refusal("value.no_source")
    first: dict[object, int] = {}
    for place, source in enumerate(sources if isinstance(sources, list) else ()):
        id = source.get("id") if isinstance(source, dict) else None
        if isinstance(id, str) and first.setdefault(id, place) != place:
            fault = Refusal("value.source_twice", given=forms.short(id), place=first[id] + 1)
            yield ("source", place, "id"), fault


def _faults_of_files(raw: dict[str, Any], folder: Path) -> _Yields:
    """Yield what names a folder, a certificate or a program that is not there."""
    words = _at(raw, "policy", "words")
    if isinstance(words, str) and words and not _beside(folder, words).is_dir():
        yield ("policy", "words"), Refusal("value.no_folder", given=forms.short(words))
    ca_file = _at(raw, "network", "ca_file")
    if isinstance(ca_file, str) and ca_file and not _issuers(_beside(folder, ca_file)):
        yield ("network", "ca_file"), Refusal("value.no_certificate", given=forms.short(ca_file))
    command = _at(raw, "rewrite", "command")
    program = command[0] if isinstance(command, list) and command else None
    if isinstance(program, str) and shutil.which(program) is None:
        yield ("rewrite", "command"), Refusal("value.no_program", given=forms.short(program))


def _faults_of_mail(raw: dict[str, Any]) -> _Yields:
    """Yield a mail server without a sender, and one that is spoken to in the clear over a line."""
    host = _at(raw, "notices", "smtp_host")
    if host and not _at(raw, "notices", "sender"):
        yield ("notices", "sender"), Refusal("value.no_sender")
    if _at(raw, "notices", "security") == "none" and host not in forms.LOOPBACK:
        yield ("notices", "security"), Refusal("value.mail_in_the_clear")


def _faults_of_looks(raw: dict[str, Any]) -> _Yields:
    """Yield a colour on which nothing can be read, and more seals than a sheet has room for."""
    color = _at(raw, "desk", "color")
    if isinstance(color, str) and (fault := accent.fault(color)):
        yield ("desk", "color"), fault
    seals = _at(raw, "records", "seals")
    if isinstance(seals, list) and len(seals) > SEALS:
        yield ("records", "seals"), Refusal("value.too_many_seals", count=len(seals), most=SEALS)


def _faults_of_lists(raw: dict[str, Any]) -> _Yields:
    """Yield each own word that stands under no clause of the policy, and each wording of a kind of
    page that there is not.
    """
    words = raw.get("words")
    for clause in words if isinstance(words, dict) else ():
        if clause not in CLAUSES:
            yield ("words", clause), Refusal("value.clause_unknown", known=CLAUSES)
    kinds = _at(raw, "tweet", "kinds")
    for kind in kinds if isinstance(kinds, dict) else ():
        if kind not in PAGE_KIND:
            known = [f"{name}({word})" for name, word in PAGE_KIND.items()]
            yield ("tweet", "kinds", kind), Refusal("value.kind_unknown", known=known)


def _faults_of_templates(
    raw: dict[str, Any], check_template: Callable[[str], tuple[Refusal, ...]]
) -> _Yields:
    """Yield what keeps a template from being filled in."""
    for path, value in _nodes(raw):
        if not isinstance(value, str) or not value:
            continue
        if path[-1] == "template" or path[:2] == ("tweet", "kinds"):
            yield from ((path, fault) for fault in check_template(value)[:1])


def _issuers(path: Path) -> bool:
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=path)
    except (OSError, ValueError):
        return False
    return True


SEALS = 8  #: boxes that stand beside each other on an A4
DRAFT_KINDS = tuple(map(str, Kind))


def _check_review(order: object, members: object, faults: _Faults) -> None:
    """Add the faults of an order of steps: a kind that there is not, a step that nobody can
    take.
    """
    known = members if isinstance(members, dict) else {}
    for kind, steps in order.items() if isinstance(order, dict) else ():
        if kind not in DRAFT_KINDS:
            faults.setdefault(
                ("review", "order", kind), Refusal("value.kind_unknown", known=DRAFT_KINDS)
            )
        for step in steps if isinstance(steps, list) else ():
            if isinstance(step, str) and not known.get(step):
                fault = Refusal("value.step_of_nobody", given=forms.short(step))
                faults.setdefault(("review", "order", kind), fault)


def _check_openid(raw: dict[str, Any], faults: _Faults) -> None:
    """Add the faults of a city's login that nobody could use, or that would be in the clear."""
    issuer = _at(raw, "openid", "issuer")
    if not isinstance(issuer, str) or not issuer:
        return
    try:
        place = urlsplit(issuer)
    except ValueError:  # https://[::1: told as no address
        return
    if place.scheme != "https" and place.hostname not in forms.LOOPBACK:
        faults.setdefault(("openid", "issuer"), Refusal("value.login_in_the_clear"))
    if not _at(raw, "openid", "client_id"):
        faults.setdefault(("openid", "client_id"), Refusal("value.no_client_id"))
    if not _at(raw, "desk", "url"):
        faults.setdefault(("desk", "url"), Refusal("value.login_without_desk"))


def _check_version(version: object, own: object, faults: _Faults) -> None:
    """Add the fault of a version of the policy that is not among its versions; the library's own
    list goes first.
    """
    if any(path[:2] == ("policy", "versions") for path in faults):
        return
    known = [str(one) for one in own] if isinstance(own, list) else list(POLICY_VERSIONS)
    if (version is not None or own is not None) and str(version or POLICY_VERSION) not in known:
        text = forms.short(str(version or POLICY_VERSION))
        fault = Refusal("value.version_unknown", given=text, known=known)
        faults.setdefault(("policy", "version"), fault)


def _settings(file: _File, folder: Path) -> Settings:
    secrets_file = file.posting.secrets_file
    return Settings(
        library=file.library,
        hours=HoursSettings(
            weekly=tuple(getattr(file.hours, day) for day in forms.DAYS),
            closed=file.hours.closed,
            special=file.hours.special,
            holidays=file.hours.holidays,
            closed_page=file.hours.closed_page,
        ),
        sources=file.source,
        tweet=file.tweet,
        link_hosts=tuple(host.lower() for host in file.links.hosts),
        fetch=file.fetch,
        network=replace(
            file.network,
            ca_file=str(_beside(folder, file.network.ca_file)) if file.network.ca_file else "",
        ),
        posting=replace(
            file.posting, secrets_file=str(_beside(folder, secrets_file)) if secrets_file else ""
        ),
        notices=file.notices,
        desk=replace(file.desk, url=file.desk.url.rstrip("/")),
        account=file.account,
        retweets=file.retweets,
        records=file.records,
        rewrite=file.rewrite,
        review=file.review,
        openid=file.openid,
        urgent={heading: text for heading, text in {**URGENT, **file.urgent}.items() if text},
        policy_version=file.policy.version,
        policy_versions=file.policy.versions,
        added_words=file.words,
        words=str(_beside(folder, file.policy.words)) if file.policy.words else "",
        checklist=file.policy.checklist,
    )


# ── telling what is wrong ───────────────────────────────────────────────────────────────────────

_WHAT = {  # pydantic's types of error → ours
    "missing": "value.missing",
    "unexpected_keyword_argument": "value.no_such_key",
    "enum": "value.not_allowed",
    "literal_error": "value.not_allowed",
    "string_too_short": "value.empty",
    "greater_than": "value.too_small",
    "greater_than_equal": "value.too_small",
    "less_than_equal": "value.too_large",
    "finite_number": "value.no_number",
    **dict.fromkeys(
        ("string_type", "int_type", "int_from_float", "float_type", "bool_type"),
        "value.another_type",
    ),
    **dict.fromkeys(
        ("tuple_type", "dict_type", "dataclass_type", "dataclass_exact_type"), "value.another_type"
    ),
}


def _told(path: toml_lines.Path, fault: Refusal) -> str:
    """Return "[table] key — what is wrong — allowed values"."""
    names = [part for part in path if isinstance(part, str)]
    table, key = (names[:-1], names[-1]) if len(names) > 1 else (names, "")
    label = f"[[{table[0]}]]" if table == ["source"] else f"[{'.'.join(table)}]"
    place = f" {path[-1] + 1} 番目" if isinstance(path[-1], int) else ""
    return " — ".join(filter(None, (f"{label} {key}".strip() + place, *fault.words())))


def _line(where: dict[toml_lines.Path, int], path: toml_lines.Path) -> int:
    return next((where[path[:size]] for size in range(len(path), 0, -1) if path[:size] in where), 1)


def _allowed(path: toml_lines.Path) -> str:
    if form := forms.form(path):
        return form.allowed
    kind = _type(path)
    if kind is not None:
        return _words(kind)
    keys = _keys(_type(path[:-1]))
    return f"{', '.join(keys)}{forms.meant(str(path[-1]), keys)}"


def _type(path: toml_lines.Path) -> Any:
    """Return the annotated type that stands at `path` in the file, None when there is nothing of
    that name.
    """
    kind: Any = _File
    for part in path:
        inside = get_args(kind)  # tuple[X, ...] → X, Mapping[str, X] → X
        if is_dataclass(kind):
            kind = get_type_hints(kind, include_extras=True).get(str(part))
        else:
            kind = inside[0 if isinstance(part, int) else 1]
    return kind


def _keys(kind: Any) -> tuple[str, ...]:
    own = tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()
    return tuple(name for name in own if name != "selectors") + (
        forms.SELECTORS if kind is Source else ()
    )


def _words(kind: Any) -> str:
    """Return what a type allows, in words of staff."""
    origin, inside = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return " / ".join(f'"{value}"' for value in kind)
    if origin is Literal:
        return " / ".join(f'"{value}"' for value in inside)
    if origin is Annotated:
        signs = {"gt": "より大きく", "ge": "以上", "le": "以下"}
        bounds = [
            f"{b.named[at]:,} {sign}"
            for b in inside[1:]
            for at, sign in signs.items()
            if at in b.named
        ]
        return "の".join(filter(None, [" ".join(bounds), _words(inside[0])]))
    plain = {
        str: '文字（" " で囲む）',
        int: "整数",
        float: "数",
        bool: "true / false",
        tuple: '並び（["…", "…"]）',
    }
    if inside and is_dataclass(inside[0]):
        return "[[ ]] の表"
    return plain.get(origin or kind, "表")


def _at(raw: dict[str, Any], table: str, key: str) -> Any:
    inner = raw.get(table)
    return inner.get(key) if isinstance(inner, dict) else None


def _beside(folder: Path, name: str) -> Path:
    return folder / Path(name).expanduser()


# ── beside the file ─────────────────────────────────────────────────────────────────────────────


def write_first(path: Path, text: str | None = None) -> None:
    """Write a first feeds.toml, the commented one that the program carries unless `text` is given.

    Raises UsageRefused rather than overwrite, and with nothing left behind when `text` is no sound
    file.
    """
    try:
        with path.open("xb") as file:
            _write(file, path, DEFAULT.read_bytes() if text is None else text.encode())
    except FileExistsError as error:
        raise UsageRefused("settings.file_exists", path=path) from error
    except OSError as error:
        raise UsageRefused("settings.not_written", path=path, reason=reason(error)) from error
    try:
        read(path)
    except ConfigRefused as error:
        path.unlink()
        raise UsageRefused("settings.unsound", why=error) from error


def _write(file: BinaryIO, path: Path, data: bytes) -> None:
    """Write all of it; on a disk that has no room for it the file goes again."""
    try:
        file.write(data)
        file.flush()
    except OSError:
        path.unlink()
        raise


def word_files(directory: Path | None) -> dict[str, dict[str, Any]]:
    """Return the packaged word lists by file stem; a list of the same name and key in `directory`
    takes the place of ours.

    Raises ConfigRefused with each file that cannot be read, or whose name is not one of the
    packaged ones.
    """
    words, faults = dict(sorted({**lists(), **_samples()}.items())), []
    for path in sorted(directory.glob("*.toml")) if directory else ():
        if path.stem not in words:
            near, known = forms.meant(path.stem, words), tuple(words)
            fault = Refusal("settings.no_such_list", path=path, known=known, near=near)
            faults.append(fault.what)
            continue
        try:
            words[path.stem] |= _toml(path)
        except ConfigRefused as refused:
            faults += refused.faults
    if faults:
        raise ConfigRefused("settings.word_files", faults=tuple(faults))
    return words


def lists() -> dict[str, dict[str, Any]]:
    """Return the packaged word lists by file stem, without the samples, parsed once for each
    release.
    """
    return _parsed("lists", [path for path in WORD_LISTS.glob("*.toml") if path.stem != SAMPLES])


def samples() -> dict[str, Any]:
    """Return the packaged samples, parsed once for each release: a megabyte that only a person's
    own text is held against.
    """
    return _samples()[SAMPLES]


def _samples() -> dict[str, dict[str, Any]]:
    return _parsed(SAMPLES, list(WORD_LISTS.glob(f"{SAMPLES}.toml")))


def _parsed(name: str, paths: list[Path]) -> dict[str, dict[str, Any]]:
    key = program_cache.stamp(sorted(paths))
    tables: dict[str, dict[str, Any]] | None = program_cache.load(name, key)
    if tables is None:
        tables = {path.stem: _toml(path) for path in sorted(paths)}
        program_cache.save(name, key, tables)
    return tables


def _toml(path: Path) -> dict[str, Any]:
    return _parse(path, _text(path))
