"""Pure: what `doctor` says of what it saw: each code with its level and sentences, and the bounds
between well and not well.

A Remark is a code and facts; the sentences stand once, in MEANINGS, so that a monitoring script
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
class Meaning:
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

    code: str  #: a key of MEANINGS, stable for monitoring
    facts: Mapping[str, Any] = field(default_factory=dict)  #: what the sentences name

    @property
    def level(self) -> Level:
        """Return how bad it is."""
        return MEANINGS[self.code].level

    @property
    def area(self) -> str:
        """Return what it is about, in a word or two."""
        return MEANINGS[self.code].area

    @property
    def what(self) -> str:
        """Return what is so."""
        return MEANINGS[self.code].what.format_map(self.facts)

    @property
    def why(self) -> str:
        """Return why it matters."""
        return MEANINGS[self.code].why.format_map(self.facts)

    @property
    def todo(self) -> str:
        """Return what to do."""
        return MEANINGS[self.code].todo.format_map(self.facts)


_W, _F = Level.WARNING, Level.FAILURE
MEANINGS: Final[Mapping[str, Meaning]] = {
    # ── configuration ───────────────────────────────────────────────────────────────────────────
    "config": Meaning(
        level=_F,
        area="設定",
        what="{fault}",
        why="直るまで、どのコマンドも動きません。",
        todo="直してから feedbridge config check で確かめる。",
    ),
    "placeholder": Meaning(
        level=_W,
        area="設定",
        what="{path} の {key} が、ひな型のままです。",
        why="ほかの館の名やアドレスで下書きや投稿ができてしまいます。",
        todo="この図書館のものに直す。",
    ),
    "placeholder_source": Meaning(
        level=_F,
        area="設定",
        what="{path} の取得元「{source}」の url が、ひな型のままです({url})。",
        why="新着を一件も読めません。",
        todo="図書館のホームページかフィードのアドレスに直し、feedbridge try {source} で確かめる。",
    ),
    "keys": Meaning(
        level=_F,
        area="Xの鍵",
        what="{fault}",
        why='[posting] through = "x" なので、決裁済みのものが一件も出ません。',
        todo="{remedy}",
    ),
    "keys_some": Meaning(
        level=_W,
        area="Xの鍵",
        what="4つのうち {missing} がありません。",
        why='今は使いませんが、through = "x" にすると投稿できません。',
        todo="4つとも書くか、4つとも消す。",
    ),
    "secrets": Meaning(
        level=_W,
        area="秘密のファイル",
        what="{fault}",
        why="鍵やパスワードを読めないか、ほかの人に見られます。",
        todo="{remedy}",
    ),
    "notices": Meaning(
        level=_F,
        area="通知",
        what="{fault}",
        why="決裁待ちや失敗を、だれにも知らせられません。",
        todo="{remedy}",
    ),
    # ── people ──────────────────────────────────────────────────────────────────────────────────
    "no_director": Meaning(
        level=_W,
        area="人",
        what="館長が登録されていないか、権限の期限が過ぎています。",
        why="だれも決裁できず、一件も出ません(5(1))。",
        todo="feedbridge people add 名前 --role director、または feedbridge serve "
        "が出す招待リンクで登録する。",
    ),
    "no_director_mail": Meaning(
        level=_W,
        area="通知",
        what="館長のメールアドレスが登録されていません。",
        why="決裁待ちが館長に知らされません。",
        todo="feedbridge people change 館長の登録名 --mail アドレス で登録する。",
    ),
    "member_unknown": Meaning(
        level=_W,
        area="回議",
        what="[review] members の「{step}」にある「{names}」は、"
        "回議できる人として登録されていません(9(1))。",
        why="名前の書き違いか、登録を外れた人です。その人の回議を待つものは、ほかの人だけが進められます。",
        todo="feeds.toml の名前を直すか、feedbridge people で登録を確かめる。",
    ),
    "member_none": Meaning(
        level=_F,
        area="回議",
        what="[review] members の「{step}」に、回議できる人が一人もいません({names})(9(1))。",
        why="この段を通る種別の起案が、決裁に進めず止まります。",
        todo="feeds.toml の名前を直すか、feedbridge people で登録を確かめる。",
    ),
    # ── posts ───────────────────────────────────────────────────────────────────────────────────
    "stop": Meaning(
        level=_W,
        area="投稿の停止",
        what="{since}から止めています({name}): {reason}",
        why="決裁済みのものも、解くまで出ません。",
        todo="わけがなくなったら、館長が feedbridge resume {name} で解く。",
    ),
    "stuck": Meaning(
        level=_W,
        area="起案",
        what="{count}件が「{state}」のままです(起案{drafts})。",
        why="だれかが見るまで、このままです。",
        todo="feedbridge show 番号 で、わけとすることを見る。",
    ),
    "account": Meaning(
        level=_W,
        area="公式アカウント",
        what="{alarm}",
        why="市民が本物のアカウントかを確かめられません(5(5))。",
        todo="ページの担当者に直してもらい、feedbridge account check で確かめる。",
    ),
    # ── runs ────────────────────────────────────────────────────────────────────────────────────
    "run_never": Meaning(
        level=_W,
        area="巡回",
        what="まだ一度も巡回していません。",
        why="新着が起案されません。",
        todo="feedbridge sync で見始め、cron か timer で feedbridge run を動かす。",
    ),
    "run_overdue": Meaning(
        level=_W,
        area="巡回",
        what="最後の巡回は{at}で、{age}前です([fetch] every_minutes は{every}分)。",
        why="新着が起案されず、決裁済みのものも出ません。",
        todo="cron か systemd の timer が動いているか、そのメールや記録を見る。手で "
        "feedbridge run を動かすと、わけが分かります。",
    ),
    "source_failing": Meaning(
        level=_W,
        area="取得元",
        what="「{source}」は{since}から{failures}回続けて失敗しています(最後の成功 "
        "{success}): {error}",
        why="そこの新着が起案されません。",
        todo="feedbridge try {source} で確かめる。",
    ),
    "source_never": Meaning(
        level=_W,
        area="取得元",
        what="「{source}」はまだ一度も読めていません。",
        why="そこの新着が起案されません。",
        todo="feedbridge try {source} で確かめ、feedbridge sync で見始める。",
    ),
    "source_silent": Meaning(
        level=_W,
        area="取得元",
        what="「{source}」は、最後の成功({success})から{age}がたっています。",
        why="そこの新着が起案されません。",
        todo="feedbridge sync --source {source} で確かめる。",
    ),
    # ── the record ──────────────────────────────────────────────────────────────────────────────
    "record_lost": Meaning(
        level=_F,
        area="記録",
        what="{path} が見つかりません。以前はここにありました。",
        why="決裁と投稿の記録がなく、どのコマンドも動きません。",
        todo="feedbridge restore で控えから戻す。",
    ),
    "record": Meaning(
        level=_F,
        area="記録",
        what="{path}: {fault}",
        why="決裁と投稿の記録を信じられず、多くのコマンドが止まります。",
        todo="ファイルを別の場所に残し、feedbridge restore で控えから戻し、館長に報告する。",
    ),
    "record_older": Meaning(
        level=_W,
        area="記録",
        what="{path} は前の版の形です。",
        why="次のコマンドが新しい形に直すまで、くわしくは調べられません。",
        todo="feedbridge backup で控えを作り、feedbridge status を動かしてから、もう一度調べる。",
    ),
    "record_closed": Meaning(
        level=_F, area="記録", what="{fault}", why="どのコマンドも動きません。", todo="{remedy}"
    ),
    "place": Meaning(
        level=_W,
        area="記録",
        what="{fault}",
        why="二つの処理が互いのロックを見られず、記録が壊れることがあります。",
        todo="動かす機械自身のディスクに移し、sqlite3 の PRAGMA journal_mode=DELETE "
        "で元の方式に戻す。",
    ),
    "mode": Meaning(
        level=_W,
        area="記録",
        what="{path} を、ほかの利用者も読めます({mode})。",
        why="個人の名や、ログインを偽る鍵を見られます。",
        todo="chmod 600 {path}",
    ),
    "unwritable": Meaning(
        level=_F,
        area="記録",
        what="{path} に書き込めません。",
        why="新着も決裁も投稿も、記録できないので行われません。",
        todo="ディスクが読み取り専用になっていないか、フォルダーの持ち主と権限を確かめる。",
    ),
    "writable": Meaning(
        level=_W,
        area="設定",
        what="{path} に、ほかの利用者も書き込めます({mode})。",
        why="取得元、アカウント、鍵のファイル、投稿のしかたを、だれにでも変えられます。",
        todo="chmod o-w {path}",
    ),
    "backup_never": Meaning(
        level=_W,
        area="控え",
        what="この記録の控えを、まだ一度も作っていません。",
        why="機械が壊れると、決裁と投稿の記録がすべて失われます。",
        todo="feedbridge backup --to 別のディスクのフォルダー を、cron で毎晩動かす。",
    ),
    "backup_overdue": Meaning(
        level=_W,
        area="控え",
        what="最後の控えは{at}で、{age}前です({folder})。",
        why="それより後の決裁と投稿は、機械が壊れると失われます。",
        todo="cron の feedbridge backup が動いているかを見る。手で動かすと、わけが分かります。",
    ),
    "backup_missing": Meaning(
        level=_W,
        area="控え",
        what="{folder} に控えがありません。",
        why="機械が壊れると、決裁と投稿の記録がすべて失われます。",
        todo="フォルダーが移ったか、つながっているかを確かめ、feedbridge backup で作る。",
    ),
    "backup_broken": Meaning(
        level=_W,
        area="控え",
        what="いちばん新しい控え {path} は使えません: {fault}",
        why="いざというとき、これには戻せません。",
        todo="feedbridge backup で作り直す。",
    ),
    # ── the network ─────────────────────────────────────────────────────────────────────────────
    "proxy_unreached": Meaning(
        level=_F,
        area="ネットワーク",
        what="{fault}。",
        why="外のどこにもつながらず、新着も投稿も止まります。",
        todo="{remedy}",
    ),
    "unreached": Meaning(
        level=_W,
        area="ネットワーク",
        what="{host}({use})につながりません: {fault}",
        why="そこを使う仕事が止まります。",
        todo="{remedy}",
    ),
    # ── the machine ─────────────────────────────────────────────────────────────────────────────
    "disk_low": Meaning(
        level=_W,
        area="ディスク",
        what="{folder} の空きが{free}しかありません。",
        why="いっぱいになると、決裁も投稿も記録できず止まります。",
        todo="いらないファイルを片づける。",
    ),
    "disk_full": Meaning(
        level=_F,
        area="ディスク",
        what="{folder} の空きが{free}しかありません(記録は{size})。",
        why="書き込めず、どの仕事も止まります。",
        todo="すぐに空きを作る。",
    ),
    "clock_behind": Meaning(
        level=_F,
        area="時計",
        what="機械の時計は{now}ですが、記録には{newest}の行があります。",
        why="開館時間、期限、二重投稿を防ぐ順番が狂います。",
        todo="時計を合わせ(timedatectl)、自動で合うようにする(NTP)。",
    ),
    "clock_lost": Meaning(
        level=_F,
        area="時計",
        what="機械の時計は{now}で、このプログラムが作られるより前です。",
        why="開館時間、期限、証明書の確かめが狂います。",
        todo="時計を合わせ(timedatectl)、自動で合うようにする(NTP)。",
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
