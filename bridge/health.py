"""Pure: what `doctor` says of what it saw: each code with its level and sentences, and the bounds
between well and not well.

A Remark is a code and facts; the sentences stand once, in SAYINGS, so that a monitoring script
reads the code and staff the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from bridge.labels import span
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.model import Memory, Run
    from bridge.settings import Settings, Source

BACKUP_AGE: Final = timedelta(days=2)  #: a nightly copy, and one night that failed
SLACK: Final = timedelta(minutes=30)  #: a run may take its time
ROOM: Final = 200 * 1024 * 1024  #: bytes free below which the disk is told
RELEASED: Final = 2026  #: a clock that shows an earlier year has lost its battery


class Level(IntEnum):
    """How bad it is; the worst one is the exit code of `doctor`."""

    FINE = 0
    WARNING = 1
    FAILURE = 2  #: something cannot work


@dataclass(frozen=True, slots=True)
class Saying:
    """What a code means: the area it belongs to, what is so, why it matters, what to do; facts
    stand in braces.
    """

    level: Level
    area: str
    what: str
    why: str
    todo: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is not well."""

    code: str  #: a key of SAYINGS, stable for monitoring
    facts: Mapping[str, Any] = field(default_factory=dict)  #: what the sentences name

    @property
    def level(self) -> Level:
        """Return how bad it is."""
        return SAYINGS[self.code].level

    @property
    def area(self) -> str:
        """Return what it is about, in a word or two."""
        return SAYINGS[self.code].area

    @property
    def what(self) -> str:
        """Return what is so."""
        return SAYINGS[self.code].what.format_map(self.facts)

    @property
    def why(self) -> str:
        """Return why it matters."""
        return SAYINGS[self.code].why.format_map(self.facts)

    @property
    def todo(self) -> str:
        """Return what to do."""
        return SAYINGS[self.code].todo.format_map(self.facts)


_W, _F = Level.WARNING, Level.FAILURE
SAYINGS: Final[Mapping[str, Saying]] = {
    # ── configuration ───────────────────────────────────────────────────────────────────────────
    "config": Saying(
        _F,
        "設定",
        "{fault}",
        "直るまで、どのコマンドも動きません。",
        "直してから feedbridge config check で確かめる。",
    ),
    "placeholder": Saying(
        _W,
        "設定",
        "{path} の {key} が、ひな型のままです。",
        "ほかの館の名やアドレスで下書きや投稿ができてしまいます。",
        "この図書館のものに直す。",
    ),
    "placeholder_source": Saying(
        _F,
        "設定",
        "{path} の取得元「{source}」の url が、ひな型のままです({url})。",
        "新着を一件も読めません。",
        "図書館のホームページかフィードのアドレスに直し、feedbridge try {source} で確かめる。",
    ),
    "keys": Saying(
        _F,
        "Xの鍵",
        "{fault}",
        '[posting] through = "x" なので、決裁済みのものが一件も出ません。',
        "{remedy}",
    ),
    "keys_some": Saying(
        _W,
        "Xの鍵",
        "4つのうち {missing} がありません。",
        '今は使いませんが、through = "x" にすると投稿できません。',
        "4つとも書くか、4つとも消す。",
    ),
    "secrets": Saying(
        _W,
        "秘密のファイル",
        "{fault}",
        "鍵やパスワードを読めないか、ほかの人に見られます。",
        "{remedy}",
    ),
    "notices": Saying(
        _F, "通知", "{fault}", "決裁待ちや失敗を、だれにも知らせられません。", "{remedy}"
    ),
    # ── people ──────────────────────────────────────────────────────────────────────────────────
    "no_director": Saying(
        _W,
        "人",
        "館長が登録されていないか、権限の期限が過ぎています。",
        "だれも決裁できず、一件も出ません(5(1))。",
        "feedbridge people add 名前 --role director、または feedbridge serve が出す招待リンクで登録する。",
    ),
    "no_director_mail": Saying(
        _W,
        "通知",
        "館長のメールアドレスが登録されていません。",
        "決裁待ちが館長に知らされません。",
        "feedbridge people change 館長の登録名 --mail アドレス で登録する。",
    ),
    "member_unknown": Saying(
        _W,
        "回議",
        "[review] members の「{step}」にある「{names}」は、回議できる人として登録されていません(9(1))。",
        "名前の書き違いか、登録を外れた人です。その人の回議を待つものは、ほかの人だけが進められます。",
        "feeds.toml の名前を直すか、feedbridge people で登録を確かめる。",
    ),
    "member_none": Saying(
        _F,
        "回議",
        "[review] members の「{step}」に、回議できる人が一人もいません({names})(9(1))。",
        "この段を通る種別の起案が、決裁に進めず止まります。",
        "feeds.toml の名前を直すか、feedbridge people で登録を確かめる。",
    ),
    # ── posts ───────────────────────────────────────────────────────────────────────────────────
    "stop": Saying(
        _W,
        "投稿の停止",
        "{since}から止めています({name}): {reason}",
        "決裁済みのものも、解くまで出ません。",
        "わけがなくなったら、館長が feedbridge resume {name} で解く。",
    ),
    "stuck": Saying(
        _W,
        "起案",
        "{count}件が「{state}」のままです(起案{drafts})。",
        "だれかが見るまで、このままです。",
        "feedbridge show 番号 で、わけとすることを見る。",
    ),
    "account": Saying(
        _W,
        "公式アカウント",
        "{alarm}",
        "市民が本物のアカウントかを確かめられません(5(5))。",
        "ページの担当者に直してもらい、feedbridge account check で確かめる。",
    ),
    # ── runs ────────────────────────────────────────────────────────────────────────────────────
    "run_never": Saying(
        _W,
        "巡回",
        "まだ一度も巡回していません。",
        "新着が起案されません。",
        "feedbridge sync で見始め、cron か timer で feedbridge run を動かす。",
    ),
    "run_overdue": Saying(
        _W,
        "巡回",
        "最後の巡回は{at}で、{age}前です([fetch] every_minutes は{every}分)。",
        "新着が起案されず、決裁済みのものも出ません。",
        "cron か systemd の timer が動いているか、そのメールや記録を見る。手で feedbridge run を動かすと、わけが分かります。",
    ),
    "source_failing": Saying(
        _W,
        "取得元",
        "「{source}」は{since}から{failures}回続けて失敗しています(最後の成功 {success}): {error}",
        "そこの新着が起案されません。",
        "feedbridge try {source} で確かめる。",
    ),
    "source_never": Saying(
        _W,
        "取得元",
        "「{source}」はまだ一度も読めていません。",
        "そこの新着が起案されません。",
        "feedbridge try {source} で確かめ、feedbridge sync で見始める。",
    ),
    "source_silent": Saying(
        _W,
        "取得元",
        "「{source}」は、最後の成功({success})から{age}がたっています。",
        "そこの新着が起案されません。",
        "feedbridge sync --source {source} で確かめる。",
    ),
    # ── the record ──────────────────────────────────────────────────────────────────────────────
    "record_lost": Saying(
        _F,
        "記録",
        "{path} が見つかりません。以前はここにありました。",
        "決裁と投稿の記録がなく、どのコマンドも動きません。",
        "feedbridge restore で控えから戻す。",
    ),
    "record": Saying(
        _F,
        "記録",
        "{path}: {fault}",
        "決裁と投稿の記録を信じられず、多くのコマンドが止まります。",
        "ファイルを別の場所に残し、feedbridge restore で控えから戻し、館長に報告する。",
    ),
    "record_older": Saying(
        _W,
        "記録",
        "{path} は前の版の形です。",
        "次のコマンドが新しい形に直すまで、くわしくは調べられません。",
        "feedbridge backup で控えを作り、feedbridge status を動かしてから、もう一度調べる。",
    ),
    "record_closed": Saying(_F, "記録", "{fault}", "どのコマンドも動きません。", "{remedy}"),
    "place": Saying(
        _W,
        "記録",
        "{fault}",
        "二つの処理が互いのロックを見られず、記録が壊れることがあります。",
        "動かす機械自身のディスクに移し、sqlite3 の PRAGMA journal_mode=DELETE で元の方式に戻す。",
    ),
    "mode": Saying(
        _W,
        "記録",
        "{path} を、ほかの利用者も読めます({mode})。",
        "個人の名や、ログインを偽る鍵を見られます。",
        "chmod 600 {path}",
    ),
    "unwritable": Saying(
        _F,
        "記録",
        "{path} に書き込めません。",
        "新着も決裁も投稿も、記録できないので行われません。",
        "ディスクが読み取り専用になっていないか、フォルダーの持ち主と権限を確かめる。",
    ),
    "writable": Saying(
        _W,
        "設定",
        "{path} に、ほかの利用者も書き込めます({mode})。",
        "取得元、アカウント、鍵のファイル、投稿のしかたを、だれにでも変えられます。",
        "chmod o-w {path}",
    ),
    "backup_never": Saying(
        _W,
        "控え",
        "この記録の控えを、まだ一度も作っていません。",
        "機械が壊れると、決裁と投稿の記録がすべて失われます。",
        "feedbridge backup --to 別のディスクのフォルダー を、cron で毎晩動かす。",
    ),
    "backup_overdue": Saying(
        _W,
        "控え",
        "最後の控えは{at}で、{age}前です({folder})。",
        "それより後の決裁と投稿は、機械が壊れると失われます。",
        "cron の feedbridge backup が動いているかを見る。手で動かすと、わけが分かります。",
    ),
    "backup_missing": Saying(
        _W,
        "控え",
        "{folder} に控えがありません。",
        "機械が壊れると、決裁と投稿の記録がすべて失われます。",
        "フォルダーが移ったか、つながっているかを確かめ、feedbridge backup で作る。",
    ),
    "backup_broken": Saying(
        _W,
        "控え",
        "いちばん新しい控え {path} は使えません: {fault}",
        "いざというとき、これには戻せません。",
        "feedbridge backup で作り直す。",
    ),
    # ── the network ─────────────────────────────────────────────────────────────────────────────
    "proxy_unreached": Saying(
        _F,
        "ネットワーク",
        "{fault}。",
        "外のどこにもつながらず、新着も投稿も止まります。",
        "{remedy}",
    ),
    "unreached": Saying(
        _W,
        "ネットワーク",
        "{host}({use})につながりません: {fault}",
        "そこを使う仕事が止まります。",
        "{remedy}",
    ),
    # ── the machine ─────────────────────────────────────────────────────────────────────────────
    "disk_low": Saying(
        _W,
        "ディスク",
        "{folder} の空きが{free}しかありません。",
        "いっぱいになると、決裁も投稿も記録できず止まります。",
        "いらないファイルを片づける。",
    ),
    "disk_full": Saying(
        _F,
        "ディスク",
        "{folder} の空きが{free}しかありません(記録は{size})。",
        "書き込めず、どの仕事も止まります。",
        "すぐに空きを作る。",
    ),
    "clock_behind": Saying(
        _F,
        "時計",
        "機械の時計は{now}ですが、記録には{newest}の行があります。",
        "開館時間、期限、二重投稿を防ぐ順番が狂います。",
        "時計を合わせ(timedatectl)、自動で合うようにする(NTP)。",
    ),
    "clock_lost": Saying(
        _F,
        "時計",
        "機械の時計は{now}で、このプログラムが作られるより前です。",
        "開館時間、期限、証明書の確かめが狂います。",
        "時計を合わせ(timedatectl)、自動で合うようにする(NTP)。",
    ),
}


# ── bounds ──────────────────────────────────────────────────────────────────────────────────────

#: names that RFC 2606 and the Japanese registry keep for examples: nobody's site
_EXAMPLE: Final = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org|jp|co\.jp|lg\.jp))?|invalid)$")
#: what the file that `init` writes has in these places
NAME, ACCOUNT = (
    "○○市立図書館",
    "your_account",
)


def placeholders(settings: Settings, path: str) -> Iterator[Remark]:
    """Yield what still stands in feeds.toml as `init` writes it."""
    library = settings.library
    keys = {
        "[library] name": library.name == NAME,
        "[library] site": is_example(library.site),
        "[library] account": library.account == ACCOUNT,
        "[library] account_pages": any(map(is_example, library.account_pages)),
        "[links] hosts": any(is_example(f"//{host.lstrip('.')}/") for host in settings.link_hosts),
    }
    yield from (
        Remark("placeholder", {"path": path, "key": key}) for key, left in keys.items() if left
    )
    for source in settings.sources:
        if source.enabled and is_example(source.url):
            yield Remark(
                "placeholder_source", {"path": path, "source": source.id, "url": source.url}
            )


def is_example(url: str) -> bool:
    """Return whether an address is one of those kept for examples."""
    return bool(_EXAMPLE.search(urlsplit(url).hostname or ""))


def runs(run: Run | None, every: int, now: datetime) -> Iterator[Remark]:
    """Yield what is to be said of the last run, when one is due every so many minutes."""
    if run is None:
        yield Remark("run_never")
    elif now - run.at > patience(every):
        at = _local(run.at, now)
        yield Remark("run_overdue", {"at": at, "age": span(now - run.at), "every": every})


def patience(every: int) -> timedelta:
    """Return how long after a run the next one is late: two may fail, and one take its time."""
    return timedelta(minutes=3 * every) + SLACK


def source(one: Source, memory: Memory, every: int, now: datetime) -> Remark | None:
    """Return what is to be said of a source that is to be read at each run."""
    success = _local(memory.succeeded_at, now)
    if memory.failures:
        return Remark(
            "source_failing",
            {
                "source": one.id,
                "since": _local(memory.failing_since, now),
                "failures": memory.failures,
                "success": success,
                "error": memory.error.split("\n")[0],
            },
        )
    if memory.succeeded_at is None:
        return Remark("source_never", {"source": one.id})
    if now - memory.succeeded_at > patience(every):
        facts = {"source": one.id, "success": success, "age": span(now - memory.succeeded_at)}
        return Remark("source_silent", facts)
    return None


def backup(run: Run | None, begun: datetime | None, now: datetime) -> Remark | None:
    """Return what is to be said of the age of the last copy of a record that was begun at `begun`
    (None: it is empty).
    """
    if run is None:
        return Remark("backup_never") if begun is not None and now - begun > BACKUP_AGE else None
    if now - run.at > BACKUP_AGE:
        return Remark(
            "backup_overdue",
            {"at": _local(run.at, now), "age": span(now - run.at), "folder": run.detail},
        )
    return None


def disk(folder: str, free: int, size: int) -> Remark | None:
    """Return what is to be said of `free` bytes beside a record of `size` bytes: a migration and a
    copy need it anew.
    """
    facts = {"folder": folder, "free": _bytes(free), "size": _bytes(size)}
    if free < 2 * size + 1024 * 1024:
        return Remark("disk_full", facts)
    return Remark("disk_low", facts) if free < max(ROOM, 4 * size) else None


def clock(newest: datetime | None, now: datetime) -> Remark | None:
    """Return what is to be said of a clock that shows `now` when the record's newest line is of
    `newest`.
    """
    if now.year < RELEASED:
        return Remark("clock_lost", {"now": _local(now, now)})
    if newest is not None and newest - now > timedelta(minutes=5):
        return Remark("clock_behind", {"now": _local(now, now), "newest": _local(newest, now)})
    return None


def _local(moment: datetime | None, now: datetime) -> str:
    return f"{moment.astimezone(now.tzinfo):%Y-%m-%d %H:%M}" if moment else "なし"


def _bytes(count: int) -> str:
    return f"{count / 1024**3:.1f}GB" if count >= 1024**3 else f"{count // 1024**2}MB"
