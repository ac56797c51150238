"""Pure: what a page says — when, where, for whom, how to apply — found and not yet worded.

Every value is the page's own, in half-width figures and house dates (truth 7). Conditions stay conditions, several events
stay several, what is over is not announced, and a day whose weekday is wrong is not said but noted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from bridge.draft.kinds import is_urgent, kind_of, label_of
from bridge.draft.lines import FIELD, LENGTH, RUBY, Line, lines_of, rows_of, tells_time
from bridge.draft.telling import Told, sentences_of, telling
from bridge.model import Facts, Occasion
from bridge.text.clean import folded, harmless, plain
from bridge.text.dates import find_occasions, fold, house, mentions, resolve_relative, say_all
from bridge.text.times import find_times

if TYPE_CHECKING:
    from bridge.model import Page

_STAMPED: Final = re.compile(
    r"(?:掲載|公開|発信|投稿|登録|更新|作成)日?(?:時|年月日)?\s*:?\s*(?=(?:令和|20)\d)|^\s*\[?(?=20\d\d[./年-]\s?\d{1,2}[./月-]\s?\d{1,2}日?(?:\s*\(?[月火水木金土日A-Za-z]*\)?)?\s*$)",
    re.MULTILINE,
)
_HOLLOW: Final = re.compile(
    r"詳し[くい]|こちら|ご覧|参照|下記|別紙|チラシ|お問い?合わ?せ|リンク|クリック|次のとおり|以下"
)
_APPLY: Final = re.compile(r"申し?込|予約|応募|参加(?:自由|費)|直接(?:会場|お越し)")
_EMPLOYED: Final = re.compile(r"雇|任用|任期|契約|勤務|活動")
_MONTH: Final = re.compile(r"(?:\d{4}年)?\d{1,2}月(?=の|[^\d]|$)")
#: what stands behind a time and is none of it: 雨天の場合は19日
_OTHERWISE: Final = re.compile(
    r"。|※|[(（、]?\s*(?:雨天|荒天|予備日|悪天候|少雨|延期の)|[(（、。]\s*(?:申込|申し込み|締め?切|受付)"
)
_ENDED: Final = re.compile(
    r"(?:募集|受付|申込み?|申し込み|展示|開催|催し|イベント|配布)[はもを]?終了(?:しました|いたしました)"
)
#: a line of a list of days
_DATED: Final = re.compile(r"\d{1,2}[月/]\d{1,2}日?\s*\(?[月火水木金土日]")
#: the house's names for what pages call by many
_NAMES: Final = {
    "とき": "日時",
    "開催日時": "日時",
    "実施日時": "日時",
    "日にち": "日時",
    "月日": "日時",
    "講演日時": "日時",
    "上映日時": "日時",
    "日程": "日時",
    "期日": "日時",
    "": "日時",
}
_CLOSING: Final = re.compile(r"締め?切|〆切|期限|まで|必着")
_SUFFIX: Final = re.compile(
    r"\s*[|｜]\s*[^|｜]{1,40}$|\s+[-–—―:：]\s+[^-–—]{0,24}(?:図書館|ホームページ|公式サイト|市|町|村|区)[^-–—]{0,12}$|\s*[(（]?[^\s()（）]{2,12}(?:公式)?(?:ホームページ|ウェブサイト|Webサイト)[)）]?$"
)


@dataclass(frozen=True, slots=True)
class _When:
    """A labelled time."""

    label: str
    block: int
    occasions: tuple[Occasion, ...]
    line: Line


def read_facts(page: Page, today: date) -> Facts:
    """Return what `page` says; `today` is the day on which it is read, and of reference where neither page nor text is dated."""
    published = page.published or _stamp(page.text, today)
    near = published or today
    title = title_of(page)
    lines = [line for line in _all_lines(page) if line.heading or folded(line.text) != folded(title)]
    said = [text for _, text in sentences_of(lines)]
    label, urgent = label_of(title, said), is_urgent(title, said)
    all_whens = _whens(lines, title, near)
    whens, past = _to_come(all_whens, today)
    over = past and not whens
    several, whens, block = _events(whens, lines, title)
    mine = lines if block is None else [line for line in lines if line.block in (block, 0, -1)]
    get = _getter([] if over else mine, near, several=several)
    dated = bool(whens and (get("place") or any(o.begins for w in whens for o in w.occasions)))
    kind = kind_of(title, label, " ".join(w.label for w in all_whens), urgent=urgent, dated=dated)
    main = frozenset(day for w in whens for o in w.occasions for day in (o.start, o.end) if day)
    told = _best(telling(mine, title, kind, today, published, main), mine)
    occasions = () if several else tuple(o for w in whens if not _EMPLOYED.search(w.label) for o in w.occasions)
    series = () if occasions or several or over else _series(told, lines, near)
    terms, deadline = _terms(mine, near)
    return Facts(
        title=harmless(house(resolve_relative(title, published) if published else title, near)),
        label=label,
        urgent=urgent,
        occasions=occasions or series or (() if several or over else _spoken(title, told, near, today)),
        several=several,
        place=get("place"),
        audience=get("audience"),
        capacity=get("capacity"),
        fee=get("fee"),
        apply=get("apply") or _applying(told),
        deadline=deadline,
        bring=get("bring"),
        sentences=tuple(one.text for one in told),
        order=tuple(sorted(range(len(told)), key=lambda n: told[n].at)),
        kind=kind,
        when=() if several else (*_told(whens, near), *(("日時", say_all([o], near)) for o in series), *terms),
        events=_named(
            whens if several else [w for w in _to_come(all_whens, today)[0] if block is not None and w.block != block],
            lines,
            near,
        ),
        others=_others(mine, kind, near),
        notes=_notes(page, near, over=over, several=several),
    )


def title_of(page: Page) -> str:
    """Return the title without the site's name; the first words of the text when the page has none."""
    title = RUBY.sub("", " ".join(fold(plain(page.title)).split()))
    for _ in range(2):
        title = _SUFFIX.sub("", title).strip() or title
    return title or next((line.text[:40] for line in lines_of(page) if line.text), "")


def _stamp(text: str, today: date) -> date | None:
    """Return the day of publication as the text itself tells it."""
    flat = fold(plain(text)[:1500])
    for found in _STAMPED.finditer(flat):
        day = next(iter(mentions(flat[found.end() : found.end() + 24], today)), None)
        if day and day.date and day.year_given and day.start <= 1:
            return day.date
    return None


def _all_lines(page: Page) -> list[Line]:
    """The text's lines, and those rows that the text does not have."""
    lines = lines_of(page)
    known = {(line.label, folded(line.text)) for line in lines if line.name}
    texts = folded(page.text)
    return [
        row
        for row in rows_of(page)
        if (row.label, folded(row.text)) not in known and folded(row.label + row.text) not in texts
    ] + lines


# ── when ────────────────────────────────────────────────────────────────────────────────────────


def _whens(lines: Sequence[Line], title: str, near: date) -> list[_When]:
    """The labelled times; hours told in a line of their own join the days of their block."""
    whens = []
    month = next(iter(_MONTH.findall(title)), "")  #: the one last named: 7月の休館日 … 3日(金)
    for line in lines:
        month = next(iter(_MONTH.findall(f"{line.label} {line.text}")), month)
        if line.name == "when":
            alone = re.match(r"\d{1,2}日", line.text) and not _MONTH.search(line.label)
            text = _OTHERWISE.split(line.text)[0]
            found = find_occasions(f"{month if alone else ''} {line.label} {text}", near)
            hours = next((h.text for h in lines if h.name == "hours" and h.block == line.block), "")
            whens += [_When(line.label, line.block, _timed(found, hours), line)] if found else []
    return whens


def _timed(occasions: tuple[Occasion, ...], hours: str) -> tuple[Occasion, ...]:
    times = [t for t in find_times(hours) if not t.aside]
    if not times or any(o.clock or o.begins for o in occasions):
        return occasions
    words = "、".join(t.words for t in times[:3])
    return tuple(replace(o, begins=times[0].begins, ends=times[0].ends, clock=words) for o in occasions)


def _last(occasion: Occasion) -> date | None:
    return occasion.end or (None if occasion.onward or occasion.weekly else occasion.start)


def _to_come(whens: list[_When], today: date) -> tuple[list[_When], bool]:
    """Return what is not over and whose weekday is right, and whether something was over."""
    kept, over = [], False
    for when in whens:
        occasions = tuple(o for o in when.occasions if not o.weekday_wrong)
        coming = tuple(o for o in occasions if (last := _last(o)) is None or last >= today)
        over = over or (tells_time(when.label) and len(coming) < len(occasions))
        if coming:
            kept.append(replace(when, occasions=coming))
    return kept, over


def _events(whens: list[_When], lines: Sequence[Line], title: str) -> tuple[bool, list[_When], int | None]:
    """Return whether several events stand on the page, the times that count, and the block that the title is about.

    Several: one label with different times under different headings, or a list of dated lines.
    """
    by_label: dict[str, set[tuple[Occasion, ...]]] = {}
    for when in whens:
        by_label.setdefault(when.label, set()).add(tuple(replace(o, text="") for o in when.occasions))
    if all(len(times) == 1 for times in by_label.values()):
        listed = sum(1 for line in lines if not line.name and not line.text.endswith("。") and _DATED.match(line.text))
        return (listed >= 3 and not whens), list({w.label: w for w in reversed(whens)}.values())[::-1], None
    heads = {line.block: folded(line.text) for line in reversed(lines) if line.heading}
    known = folded(title)
    mine = [w for w in whens if len(head := heads.get(w.block, "")) >= 3 and (head in known or known in head)]
    if len({w.block for w in mine}) == 1:
        return False, mine, mine[0].block
    return True, whens, None


def _told(whens: list[_When], near: date) -> tuple[tuple[str, str], ...]:
    told = []
    for when in whens:
        words, label = say_all(when.occasions, near), _NAMES.get(when.label, when.label)
        if label == "日付":
            label = "期間" if any(o.end for o in when.occasions) else "日時"
        rest = when.line.text[when.line.text.find(when.occasions[-1].text) + len(when.occasions[-1].text) :].strip(
            " 。、"
        )
        what = (
            f" {house(rest, near)}"
            if FIELD.get(when.label) is None and 3 <= len(rest) <= 40 and not re.search(r"[※。]|まで|^[(～]", rest)
            else ""
        )
        told.append((label, f"{words}{what}"))
    return tuple(told)


def _named(whens: list[_When], lines: Sequence[Line], near: date) -> tuple[tuple[str, str], ...]:
    """Name and time of each event; nothing when one has no name, as the days alone would mislead."""
    heads = {line.block: line.text for line in reversed(lines) if line.heading}
    named = [(harmless(heads.get(w.block, "").strip("【】≪≫《》<>")), say_all(w.occasions, near)) for w in whens]
    names = [name for name, _ in named]
    return tuple(named) if all(2 <= len(n) <= 30 for n in names) and len(set(names)) == len(names) else ()


def _best(told: list[Told], lines: Sequence[Line]) -> list[Told]:
    """Return the sentences worth a post: the best, and what comes near it; of parallel sections none speaks for all."""
    parallel = len({line.block for line in lines if line.name in ("theme", "when")}) > 1
    fair = [one for one in told if not (parallel and one.line.block)]
    best = [one for n, one in enumerate(fair) if one.points > (0 if n == 0 else 5)][:5]
    places = {one.at for one in best}
    return [one for one in best if not one.back or one.at - 1 in places]


def _series(told: Sequence[Told], lines: Sequence[Line], near: date) -> tuple[Occasion, ...]:
    """毎週水曜日の10:30～, told in half a sentence behind the one that announces it."""
    if not told or any(re.search(r"毎週|毎月|第\d", one.raw) for one in told[:3]):
        return ()
    home = next(line for line in lines if line is told[0].line)
    found = [o for o in find_occasions(home.text, near) if o.weekly and o.begins]
    return tuple(found) if len(found) == 1 else ()


def _spoken(title: str, told: Sequence[Told], near: date, today: date) -> tuple[Occasion, ...]:
    """The times of the title, else of the first sentence: they say until when a draft makes sense."""
    found = [
        o
        for o in find_occasions(title, near) or (o for one in told[:2] for o in find_occasions(one.raw, near))
        if not o.weekday_wrong
    ]
    return tuple(o for o in found if (last := _last(o)) is None or last >= today)[:4]


def _terms(lines: Sequence[Line], near: date) -> tuple[tuple[tuple[str, str], ...], date | None]:
    """Return the terms to apply, in words, and their last day."""
    terms, last = [], None
    for line in lines:
        if line.name not in ("term", "apply"):
            continue
        found = [o for o in find_occasions(line.text, near) if not o.weekday_wrong]
        if line.name == "term" and found:
            terms.append((line.label, say_all(found, near)))
        for o in found:
            closing = (
                _CLOSING.search(line.label + line.text)
                and not o.onward
                and (o.begins is None or _CLOSING.search(line.label))
            )
            last = last or o.end or (o.start if closing else None)
    return tuple(terms[:2]), last


def _notes(page: Page, near: date, *, over: bool, several: bool) -> tuple[str, ...]:
    """What a person should look at; policy finds the days again, by clause."""
    text = fold(plain(f"{page.title}\n{page.text[:LENGTH]}"))
    wrong = [m.text for m in mentions(text, near) if m.weekday_wrong or m.date is None or m.era_wrong]
    notes = [f"ページの日付が合いません: {words}" for words in dict.fromkeys(wrong)][:3]
    ended = _ENDED.search(text)
    notes += [f"ページに「{ended[0]}」とあります"] if ended else []
    notes += ["ページの催しは、もう終わっているようです"] if over else []
    notes += ["複数の催しや日程があります"] if several else []
    return tuple(notes)


# ── where, for whom, how ────────────────────────────────────────────────────────────────────────


class _getter:  # noqa: N801
    """Reads one field of the lines that count."""

    def __init__(self, lines: Sequence[Line], near: date, *, several: bool) -> None:
        self.lines, self.near, self.several = lines, near, several

    def __call__(self, name: str) -> str:
        """Return the first value worth telling; of several events only what stands before them all."""
        found = [(line.block, v) for line in self.lines if line.name == name and (v := value_of(line.text, self.near))]
        if self.several and not all(block <= 0 for block, _ in found):
            return ""
        return next((value for _, value in found), "")


def value_of(text: str, near: date) -> str:
    """Return a value as it may be said: its first sentence, without remarks; nothing when it only points elsewhere."""
    text = re.split(r"\s*※|\s[*＊・]\s?|。(?=.)|\s(?=\(注|注意|備考)", text)[0]
    text = re.sub(r"^(?:TEL|電話)?\s*[:・]\s*", "", text).strip(" 。、・|-")
    while text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].rstrip()
    if _HOLLOW.search(text) or len(text) < 2 or len(text) > 90 or re.search(r"(?<!会場)[へにはをがの]$", text):
        return ""
    if any(m.weekday_wrong or m.date is None for m in mentions(text, near)):
        return ""
    return harmless(house(text, near))


def _applying(told: Sequence[Told]) -> str:
    """申し込みは不要です: the short sentence that says how to come."""
    return next(
        (
            one.text.rstrip("。")
            for one in told
            if _APPLY.search(one.raw) and re.search(r"不要|いりません|自由", one.raw) and len(one.text) <= 30
        ),
        "",
    )


def _others(lines: Sequence[Line], kind: str, near: date) -> tuple[tuple[str, str], ...]:
    """Labels of the page's own that a notice lives by: 対象の館, 変更後; several themes of an exhibition are one."""
    themes = [v for line in lines if line.name == "theme" and (v := value_of(line.text, near))]
    if themes:
        return (("テーマ", "".join(t if t[0] in "「『" else f"「{t}」" for t in dict.fromkeys(themes))),)
    if kind not in ("closure", "emergency", "service", "cancelled", "postponed", "corrected"):
        return ()
    told = [(line.label, value_of(line.text, near)) for line in lines if line.name == "other" and line.bare]
    return tuple((label, value) for label, value in told if value and len(value) <= 60)[:3]
