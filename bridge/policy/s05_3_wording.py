"""5(3) 発信の内容: plain and not misleading (イ), nothing unreliable, nothing undecided (ウ).

Pure. Sees days and hours that cannot be, weekdays and years that do not fit, lost and look-alike
letters, links that X cuts, words that will be wrong on the day of the post, what is over, and the
words of words/undecided.toml, sources.toml and wording.toml. Cannot see whether a plan is decided,
or whether what a page says is so: that is the decider's to know.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bridge import urls
from bridge.model import Finding, Machine, Where
from bridge.policy import claims
from bridge.policy.confusables import confusables
from bridge.policy.folding import fold
from bridge.policy.matter import LINK, PAGE, TEXT, Matter, Stretch, finding
from bridge.sayings import Refusal
from bridge.text.dates import Mention, mentions, relative_words
from bridge.text.daywords import WEEKDAYS, month_day, weekday, year_day
from bridge.text.mentions import era_year
from bridge.text.relative import resolve_relative
from bridge.text.tlds import TLDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.model import Draft

CLEAR: Final = "5(3)イ"
#: for so long a text that was posted is told beside one that says the same
REPEATED: Final = timedelta(days=30)

_YEARS: Final = (  # one year written twice
    re.compile(
        r"(?P<era>令和|平成|昭和)\s?(?P<n>\d{1,2}|元)\s?年(?P<fy>度)?\s?[(/=]\s?(?:西暦)?(?P<y>(?:19|20)\d\d)\s?年?"
    ),
    re.compile(
        r"(?P<y>(?:19|20)\d\d)\s?年?(?P<fy>度)?\s?[(/=]\s?(?P<era>令和|平成|昭和)\s?(?P<n>\d{1,2}|元)\s?年"
    ),
)
_ERA: Final = re.compile("令和|平成|昭和")
_NO_TIME: Final = re.compile(
    r"(?=\d)(?:(?<![\d.])(?:2[5-9]|[3-9]\d)\s?時(?!間|代|限)(?:\d{1,2}分)?|(?<![\d.:])\d{1,2}時[6-9]\d分)"
)
#: the halves of the day have twelve hours; 午後12時 is said of noon and of midnight
_NO_HALF: Final = re.compile(r"(?:午前|午後)\s?(?:1[3-9]|2\d)(?:\s?時(?!間|代|限)|:[0-5]\d)")
#: 10時～9時: both ends, each with the half of the day that stands before it
_SPAN: Final = re.compile(
    r"(?=[午\s\d])(?P<half>午前|午後)?[^\S\n]?(?<!\d)(?P<hour>\d{1,2})(?:時(?:(?P<minute>\d{1,2})分|(?P<thirty>半))?|:(?P<colon>\d\d))"
    r"[^\S\n]?(?:~|-|から|より)[^\S\n]?(?P<half2>午前|午後)?[^\S\n]?(?P<hour2>\d{1,2})"
    r"(?:時(?!間)(?:(?P<minute2>\d{1,2})分|(?P<thirty2>半))?|:(?P<colon2>\d\d))"
)
#: behind 午後9時から午後8時: no span, but from what to what
_SHORTENED: Final = re.compile(r"に(?:早ま|早め|早く|繰り?上|変わ|変更|短)")
_AHEAD: Final = 60  #: days, among which a day without its month is looked for
_LONGEST_SPAN: Final = 8 * 60  #: minutes; 10時～3時 ends in the afternoon, 10時～9時 is a slip
#: X ends a link before the first letter that is not ASCII, and before a few signs, though the
#: address goes on: …/日程表.pdf, …?q=図書館, …/{12}. No repeat gives back what it took: a text of
#: nothing but addresses is read in time, too
_CUT: Final = re.compile(
    r"((?:https?://[!-~]|(?<![\w@./:-])(?:[A-Za-z0-9-]{1,63}+\.){1,6}+[A-Za-z]{2,24}+/)[!-~]*+)"
    r"([^\x00-\x7f\s、。「」『』()（）]{1,60}[./?=&%_-][A-Za-z0-9][!-~]*)"
    r"|(https?://[!->@-~]*+\?[!-~]++(?<=[=&+%]))([^\x00-\x7f\s、。「」『』()（）]{1,60}[!-~]*)"
    r"|(https?://[!-\"$-~]*+#)([^\x00-\x7f\s、。「」『』()（）]{1,60}[!-~]*)"
    r"|(https?://[!#-;=?-Z\[\]_a-z|~]++)([\"<>\\^`{}][!-/:-@\[-`{-~]*+[A-Za-z0-9][!-~]*)"
)
_LINK_HEAD: Final = 48  # characters of a link's head: scheme and host, and some of the path
_QUOTED: Final = re.compile(r"『[^』\n]{0,300}』|「[^」\n]{0,300}」")
# wrong some day, but not yet the next morning
_FAR: Final = re.compile("[週月年]|ただいま|まもなく")

# what a date is for stands right before or behind it
_STAMP: Final = re.compile(
    r"(?:更新|掲載|公開|発信|投稿|登録|作成|発行|配信|印刷)(?:年月)?日?\s?[::]?\s?$|^\s*$"
)
_OPEN: Final = re.compile(
    r"\s*(?:\([^)\n]*\))?(?:(?:から|より|以降|以後)(?!\s*\S{0,6}\d\s?[月日/:時])|~\s*(?:$|[)」、。]))"
)
#: 1月4日から開館します, behind a closing that has its end: what ends it, and nothing that goes on
_REOPENS: Final = re.compile(
    r"\s*(?:\([^)\n]*\))?(?:から|より|以降|以後)は?"
    r"(?:[^。\n]{0,20}?(?:再開|(?:開館|開室)(?!時間|日|[一-龠])|通常|平常|いつも(?:どおり|通り))"
    r"|[^。\nがは]{0,12}?(?:利用(?:でき|いただけ|が?可能)|使え|お使い))"
)
_CLOSED_UNTIL: Final = re.compile(
    r"(?:まで|~)[^。\n]{0,40}?(?:休館|休室|休み|休業|休止|停止|閉館|閉室|閉鎖|運休|できません|使えません|なれません|いただけません)"
    r"|(?:休館|休室|休業|休止|停止|閉館|閉室|閉鎖|運休)[^。\n]{0,12}(?:期間|日)?[^。\n]{0,40}?(?:まで|~)"
)
_SERIES: Final = re.compile(r"毎週|毎月|毎日|通年|随時|当面|第\s?[1-5][^\n]{0,8}曜")
_NO_ARTICLE: Final = re.compile(
    r"^(?:ログイン|サインイン)|セッション[^。\n]{0,6}(?:切れ|終了|タイムアウト)|再度ログイン"
)
#: a cause lies in the past; what it led to may go on: 11月24日に起きた停電のため
_CAUSE: Final = re.compile(
    r"\s*(?:\([^)\n]*\))?[^。、\n]{0,12}?(?:に|、|の)?(?:起き|起こ|発生|生じ|以来|の(?:地震|台風|大雨|停電|火災))"
)
#: a plan that is laid down, and what became of the opinions on it, are no longer on their way
_DECIDED: Final = re.compile(
    r"(?:策定|制定|改定|改正|決定|確定|公布)(?:し|いたし|され|をし)(?:ました|たので|て,|て、|ています)|(?:実施|募集)結果|意見[^。\n]{0,12}結果"
)
_EVENT: Final = re.compile(
    r"日\s?時|と\s?き|期\s?間|会\s?期|開\s?催|日\s?程|期\s?日|休館|配布|募集"
)
#: what is announced, and is not told as done: 11月24日に開きます
_COMING: Final = re.compile(
    r"(?:開き|ひらき|開催し|行い|おこない|上映し|始まり|始め|配り|展示し)ます|(?:会|講座|教室|展|上映|コンサート|ワークショップ)[」』]?があります|お待ちして|(?:お越し|ご参加)ください|どうぞ|受付中|締め?切|〆切"
)
#: what takes place in the library
_TAKES_PLACE: Final = re.compile(
    r"(?<![機社都])会(?!場|員|議|館|計|費)|講座|教室|講演|上映|コンサート|ワークショップ|催し|イベント|おはなし|読み聞かせ|(?:時|\d{2}|半)に?開館"
)
#: the same, said to be held on the day beside it: 映画会を開催します
_HELD: Final = re.compile(
    r"(?:会|講座|教室|上映|コンサート|ワークショップ)[^。\n]{0,6}を?(?:開催し|開き|ひらき|行い)ます"
)
#: what is said of an event and does not take place in the library on the day beside it
_NOT_THEN: Final = re.compile(
    r"お知らせ|発表|公開|発売|申し?込|受付|締め?切|〆切|配布|配り|予約|募集|まで|休館|お?休み|中止|延期|ません"
)
#: behind a day on which something takes place
_ON: Final = re.compile(r"\s?(?:\([^()\n]{0,6}\))?\s?(?:に|は)")
#: what opens on a closed day, and what takes place elsewhere
_ELSEWHERE: Final = re.compile(
    r"(?:臨時|特別|休日)開館|休館日(?:に|の)(?:特別|だれもいない|貸切)|オンライン|Zoom|配信|公民館|市役所|市民会館|体育館|公園|学校|ホール|センター|プラザ|会館|広場|美術館|博物館|児童館|屋外"
)
_TIME: Final = re.compile(
    r"\W*(?:日\s?時|と\s?き|期\s?間|会\s?期|開\s?催(?:日時?|期間)?|日\s?程|期\s?日)\s?[\s:)】■]"
)
#: a title that tells of what lies behind
_BEHIND: Final = re.compile(r"結果|報告|アンケート|統計|ようす|様子|レポート|実績|あゆみ|歩み")
#: of a paper or a state of things: the day is no day of the thing
_ISSUED: Final = re.compile(
    r"\s?(?:\([^)\n]{0,8}\))?\s?(?:付け?(?![きたらて])|発行|号(?![車室])|現在|時点)"
)
#: what began then, or was done, and lasts on: 12月5日にオープンした展示
_LASTING: Final = re.compile(
    r"\s?(?:\([^)\n]{0,8}\))?[^。、\n\d]{0,12}?[しっれいえめけじび][ただ](?=[一-龠ァ-ヴー「『])"
)
#: 来年1月まで, 12月いっぱい: until the end of a month
_MONTH_OUT: Final = re.compile(
    r"(?<![\d~])(?P<month>\d{1,2})月(?:末|下旬|中旬|上旬|いっぱい)?(?:ごろ|頃)?\s?(?:まで|いっぱい|末に?終)"
)
#: 5日(土)に, 12/5の: a day that has no sign beside its figures that it is one (bridge/text)
_SHORT_DAY: Final = re.compile(
    r"(?<![\d月/.,~-])(?:(?P<bare>\d{1,2})\s?日\s?\((?P<weekday>[月火水木金土日])[^)\n]{0,6}\)"
    r"|(?P<month>\d{1,2})/(?P<day>\d{1,2})(?=[のにはもかま、~(](?!量|大きさ|確率|割)))"
)
#: what comes to pass no more: something was done, told on its day. A plan is none
_DONE: Final = re.compile(r"(?:ました|でした)(?:[。.!♪☆★\s]|$)")
_PLANNED: Final = re.compile(
    r"(?:こと|予定|運び|中止|休館|休室|閉館|延期|休止|変更|お?休み|見込み)(?:と|に)?"
    r"(?:なり|し|いたし|決まり|決定し)ました|予定でした"
)
#: behind a day of applying: then it begins
_BEGINS: Final = re.compile(
    r"\s?(?:\([^)\n]{0,8}\))?[^。、\n\d]{0,10}?(?:開始|始ま|始め|スタート|受付初日)(?!前)"
)
#: the later day counts
_PROLONGED: Final = re.compile(r"延長|延ば|のば|変更|[→⇒➡⇨]")
#: between two days on each of which something takes place
_LISTED: Final = re.compile(r"\s?(?:と|・|、|,|及び|および)\s?")
_REPORT: Final = re.compile(
    r"(?:しました|いました|でした|れました|きました|ありがとうございました|(?:ようす|様子|報告|レポート)(?![をは]))"
)


def last_day(text: str, on: date) -> date | None:
    """Return the last day of which `text` speaks, as it is understood on the day `on` (本日 is that
    day).

    None when it names no day, or something in it goes on without an end.
    """
    part = _plain(text, on)
    if _SERIES.search(part.folded):
        return None
    days = mentions(part.text, on)
    lasting = {day.start for day in days if _LASTING.match(part.folded, day.end)}
    spans = list(_spans(part, tuple(day for day in days if day.start not in lasting)))
    spans += [(day, False) for day in (*_short_days(part, days, on), *_months_out(part, on))]
    return _last_day(spans)


def _plain(text: str, on: date) -> Stretch:
    """Return a text as it was understood on a day."""
    plain = resolve_relative(text, on)
    return Stretch(TEXT, plain, fold(plain))


def _short_days(part: Stretch, days: tuple[Mention, ...], on: date) -> Iterator[date]:
    """Yield each day from `on` that is written too short for a day by itself: 5日(土)に, 12/5の."""
    for match in _SHORT_DAY.finditer(part.folded):
        if any(day.start <= match.start() < day.end for day in days):
            continue
        ahead = (on + timedelta(days=n) for n in range(_AHEAD))
        number, month = int(match["bare"] or match["day"]), int(match["month"] or 0)
        alike = (day for day in ahead if day.day == number and month in (0, day.month))
        if (at := next(alike, None)) and weekday(at) in (match["weekday"] or WEEKDAYS):
            yield at


def _months_out(part: Stretch, on: date) -> Iterator[date]:
    """Yield the last day of each month to whose end something goes on."""
    for match in _MONTH_OUT.finditer(part.folded):
        month = int(match["month"])
        if 1 <= month <= 12:
            year = on.year + (month < on.month)
            yield date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def over_since(
    draft: Draft,
    since: date,
    today: date,
    what: str = "決裁",
    *,
    hours: tuple[datetime, datetime] | None = None,
) -> Refusal | None:
    """Return why a text that was decided, or written (`what`), on the day `since` does not go out
    `today`: what would stop it if it were written today, and did not then, has passed since; or
    None.

    A last day to apply that a text tells counts for each; the days on which things take place only
    for a person's, and a machine's whose page told no last day. What was over by then was decided
    knowingly, and so is a report of what took place that day; one that says 本日 is out of date
    behind the next day. `hours`: the moments of both days; then what has ended today is over, too.
    """
    texts = [draft.content.text]
    if draft.content.image and draft.content.image.alt:
        texts.append(draft.content.image.alt)
    own = draft.author != Machine.SYNC
    by_days = own or draft.expires_on is None
    for text in texts:
        for day, why in (*_last_days(text, since), *(_own_days(text, since) if by_days else ())):
            if since <= day < today:
                return Refusal("hold.day_over", day=why, since=what)
        if hours and (why := _ended(text, *hours)):
            return Refusal("hold.day_over", day=why, since=what)
        words = [one for one in relative_words(text) if own and not _FAR.search(one)]
        if words and today > since + timedelta(days=1):
            return Refusal("hold.day_of_before", word=words[0], since=what)
    return None


def _ended(text: str, since: datetime, now: datetime) -> str:
    """Return the hour at which what a text tells has ended today, since it was written or decided;
    empty where nothing has, or where the last hour that it tells is no end.
    """
    last = last_day(text, since.date())
    if last != now.date():
        return ""
    passages = claims.passages(_plain(text, since.date()).text, since.date())
    own = [one for one in passages if any(day.mention.date == last for day in one.days)]
    hours = [
        (hour, hour == one.ends)
        for passage in own
        for one in passage.times
        if not one.aside and (hour := one.ends or one.begins)
    ]
    if not hours or all(_reports(one.text) for one in own):
        return ""
    hour, is_end = max(hours)
    ended = is_end and since < datetime.combine(last, hour, now.tzinfo) <= now
    return f"文にある時刻({month_day(last)} {hour:%-H時%M分})" if ended else ""


def _last_days(text: str, since: date) -> Iterator[tuple[date, str]]:
    """Yield each last day to apply that a text tells, and what it is called."""
    for passage in claims.passages(resolve_relative(text, since), since):
        last = _deadline(passage)
        if last and last.date and not _DONE.search(passage.text):
            yield last.date, f"文にある申込みの期限({month_day(last.date)})"


def _own_days(text: str, since: date) -> Iterator[tuple[date, str]]:
    """Yield each day that makes a text untrue when it has passed, and what it is called: its last
    one, and each on which something is told to take place. A report of its own day has none.
    """
    last = last_day(text, since)
    part = _plain(text, since)
    passages = claims.passages(part.text, since)
    own = [one for one in passages if any(day.mention.date == last for day in one.days)]
    if last and not (last == since and own and all(_reports(one.text) for one in own)):
        yield last, f"文にある日({month_day(last)})"
    for day in _coming_days(passages):
        if day.date:
            yield day.date, f"文にある日({month_day(day.date)})"


def _reports(passage: str) -> bool:
    """Return whether a passage tells what was done: 届きました, and not 休館になりました."""
    return bool(_REPORT.search(passage) or (_DONE.search(passage) and not _PLANNED.search(passage)))


def repeated(other: Draft, now: datetime) -> Finding:
    """Return the stopping finding of a text that draft `other` says, too; it is acknowledged by the
    other's number.
    """
    if other.post is None:
        why = (
            f"同じ文の起案{other.id}があり、まだ投稿されていません。"
            "両方出すと、同じ文が二度並びます。"
        )
    else:
        day = other.post.at.astimezone(now.tzinfo)
        why = f"同じ文を、起案{other.id}で{month_day(day)}に投稿しています。"
    return finding(CLEAR, f"起案{other.id}", TEXT, why, stop=True)


def findings(matter: Matter) -> Iterator[Finding]:
    """Yield what is found by 5(3): by the word lists, then by the dates."""
    decided = any(_DECIDED.search(part.folded) for part in (*matter.draft, matter.page))
    for one in matter.by_words("5(3)イ", "5(3)ウ"):
        yield replace(one, stop=False) if decided and one.clause == "5(3)ウ" else one
    page = matter.candidate.page
    near = (page and page.published) or matter.context.today
    dated = [
        (part, mentions(part.text, near if part.where == PAGE else matter.context.today))
        for part in (*matter.draft, matter.page)
    ]
    sure = {
        (day.date.month, day.date.day, day.date.weekday())
        for _, days in dated
        for day in days
        if day.date
    }
    for part, days in dated:
        yield from _impossible(part, days, sure)
    yield from _unreadable(matter)
    yield from _backwards(matter)
    yield from _cut_links(matter)
    yield from _relative(matter)
    over = list(_over(matter, dated))
    yield from over
    if not any(one.stop for one in over):
        yield from _deadlines(matter)
        yield from _passed(matter)
    yield from _expiry(matter)
    yield from _on_closed_days(matter)
    yield from _unsaid(matter, dated)
    yield from _no_news(matter)


def _impossible(
    part: Stretch, days: tuple[Mention, ...], sure: set[tuple[int, int, int]]
) -> Iterator[Finding]:
    """Yield days, weekdays, years and times that cannot be; what stands only on the page is a note.

    `sure` are the days named anywhere with their true weekdays: a draft leaves out the year that
    its page names.
    """
    stop = part.where != PAGE
    wrong = []
    for day in days:
        if day.date is None:
            yield finding(CLEAR, day.text, part.where, "この日付はありません。", stop=stop)
        elif day.weekday_wrong and (day.date.month, day.date.day, day.weekday_given) not in sure:
            wrong.append(day)
    for day in wrong if stop else wrong[:1]:
        assert day.date is not None
        right = weekday(day.date)
        why = f"曜日が合いません。{year_day(day.date)}は{right}曜日です。"
        if not stop and len(wrong) > 1:
            why += f"ページにはほかに{len(wrong) - 1}か所あります。"
        yield finding(CLEAR, day.text, part.where, why, stop=stop)
    for pattern in _YEARS if _ERA.search(part.folded) else ():
        for year in pattern.finditer(part.folded):
            if era_year(year["era"], year["n"]) != int(year["y"]):
                yield finding(CLEAR, year[0], part.where, "元号の年と西暦が合いません。", stop=stop)
    for time in _NO_TIME.finditer(part.folded):
        yield finding(CLEAR, time[0], part.where, "この時刻はありません。", stop=stop)
    for time in _NO_HALF.finditer(part.folded):
        why = "午前・午後の時刻は12時までです。「午後2時」か「14時」のように書いてください。"
        yield finding(CLEAR, time[0], part.where, why, stop=stop)


def _unreadable(matter: Matter) -> Iterator[Finding]:
    """Yield letters that are lost (U+FFFD), and those of another script that only look like the
    right ones.
    """
    for part in matter.draft:
        place = part.text.find("\ufffd")
        if place >= 0:
            around = part.text[max(0, place - 6) : place + 7]
            yield finding(
                CLEAR,
                around,
                part.where,
                "読めない文字(文字化け)があります。もとの字に直してください。",
                stop=True,
            )
        for start, end in confusables(part.folded):
            why = (
                "形の似た、ほかの種類の文字が混じっています(力とカ、ロシア文字など)。"
                "打ち直してください。"
            )
            yield finding(CLEAR, part.text[start:end], part.where, why, stop=True)


def _backwards(matter: Matter) -> Iterator[Finding]:
    """Yield each span of hours or of days in one month that ends before it begins; what stands only
    on the page is a note.
    """
    for part in matter.said:
        for first, last in pairwise(mentions(part.text, matter.context.today)):
            one, other = first.date, last.date
            same = one and other and one.month == other.month
            bare = re.match(r"\d{1,2}日", part.folded[first.start :])  # 28日から5月6日
            if (
                bare is None
                and last.joined == "~"
                and one
                and other
                and same
                and other.day < one.day
            ):
                why = "終わりの日が、始まりより前です。どちらかを直してください。"
                words = part.text[first.start : last.end]
                yield finding(CLEAR, words, part.where, why, stop=True)
    for part in (*matter.draft, matter.page):
        for span in _SPAN.finditer(part.folded):
            begins, ends = _minutes(span, ""), _minutes(span, "2")
            over_noon = not span["half2"] and ends <= begins and int(span["hour2"]) < 12
            ends += 12 * 60 * over_noon  # 午後2時～4時, 午前11時～1時, 10時～3時
            if _SHORTENED.match(part.folded, span.end()):
                continue
            if ends <= begins or (over_noon and ends - begins > _LONGEST_SPAN):
                why = "終わりの時刻が、始まりより前です。どちらかを直してください。"
                words = part.text[span.start() : span.end()]
                yield finding(CLEAR, words, part.where, why, stop=part.where != PAGE)


def _minutes(span: re.Match[str], end: str) -> int:
    """Return the minute of the day at one end of a span of hours."""
    hour = int(span[f"hour{end}"])
    minute = 30 if span[f"thirty{end}"] else int(span[f"minute{end}"] or span[f"colon{end}"] or 0)
    return (hour + 12 * (span[f"half{end}"] == "午後" and hour < 12)) * 60 + minute


def _cut_links(matter: Matter) -> Iterator[Finding]:
    """Yield each address that X would link only in part, with the spelling that it links whole."""
    for cut in _CUT.finditer(matter.candidate.text):
        linked, rest = (part for part in cut.groups() if part is not None)
        scheme = "" if "://" in linked else "https://"
        name = linked.partition("/")[0].rpartition(".")[2]
        if scheme and name.lower() not in TLDS:  # no address to X either
            continue
        shown = linked if len(linked) <= _LINK_HEAD else f"{linked[:_LINK_HEAD]}…{linked[-12:]}"
        why = (
            f"X では「{shown}」までしかリンクになりません。次のように書いてください: "
            f"{urls.clean(scheme + cut[0])}"
        )
        yield finding(CLEAR, rest, LINK, why, stop=True)


def _relative(matter: Matter) -> Iterator[Finding]:
    """Yield words that mean another day when the post goes out; names in quotes may hold them."""
    for part in matter.said:
        for word in relative_words(_QUOTED.sub(" ", part.text)):
            far = bool(_FAR.search(word))
            why = "投稿する日によって意味が変わります。日付で書いてください。"
            yield finding(CLEAR, word, part.where, why, stop=not far)


def _over(matter: Matter, dated: list[tuple[Stretch, tuple[Mention, ...]]]) -> Iterator[Finding]:
    """Yield a finding when every day that the draft names has passed, or the deadline has.

    The days of a page that its draft does not tell count where the page labels them as the time of
    the thing: a service may have begun long ago. A report tells of a day that has passed; it is a
    note.
    """
    today = matter.context.today
    facts = matter.candidate.facts
    own = {part.where for part in matter.said[1:]}  # the text, and what is said of a picture
    draft = [span for part, days in dated if part.where in own for span in _spans(part, days)]
    page = [
        span
        for part, days in dated
        if part.where not in own
        for span in _spans(part, days, page=True)
    ]
    title = matter.draft[0].folded
    for where, spans in ((TEXT, draft), (PAGE, draft + page)):
        last = _last_day(spans)
        if last is None or last >= today or _SERIES.search(matter.page.folded):
            continue
        text = "\n".join(part.folded for part, _ in dated)
        behind = _REPORT.search(matter.draft[0].folded + matter.draft[1].folded) or _BEHIND.search(
            title
        )
        reading = any(
            last == day.date and _labelled(part, day) for part, days in dated for day in days
        )
        if where == PAGE and (behind or not reading):
            return
        day = year_day(last)
        why = (
            f"{day}のことを、あとから伝える文です。いま知らせてよいか、確かめてください。"
            if behind
            else f"{day}までのことで、もう過ぎています。"
        )
        stop = bool(_EVENT.search(text) or _COMING.search(text)) and not behind
        day_text = month_day(last)
        yield finding(CLEAR, day_text, where, why, stop=stop, director=True)
        return
    if facts and facts.deadline and facts.deadline < today:
        reading = any(
            day.date == facts.deadline for part, days in dated if part.where in own for day in days
        )
        day_text = month_day(facts.deadline)
        yield finding(
            CLEAR,
            day_text,
            TEXT if reading else PAGE,
            "申込みの期限がもう過ぎています。",
            stop=reading,
            director=True,
        )


def _deadlines(matter: Matter) -> Iterator[Finding]:
    """Yield each last day to apply that the draft tells and that has passed, whatever else is still
    to come; a report may tell it.
    """
    title, today = matter.draft[0].folded, matter.context.today
    if _REPORT.search(title + matter.draft[1].folded) or _BEHIND.search(title):
        return
    for part in matter.said[1:]:
        for passage in claims.passages(part.text, today):
            last = _deadline(passage)
            if last and last.date and last.date < today:
                why = "申込みの期限がもう過ぎています。"
                yield finding(CLEAR, last.text, part.where, why, stop=True, director=True)


def _deadline(passage: claims.Passage) -> Mention | None:
    """Return the last day to apply that a passage tells; None for none, and where applying begins
    on the last one that it names (12月1日10時から).
    """
    days = [
        (day.mention.date, day.mention, edge)
        for day, edge in claims.edges(passage, past_hours=True)
        if day.role == "apply" and day.mention.date
    ]
    if not days:
        return None
    ends = [day for day in days if day[2] == "end"]  # 申込は1日まで、開催は20日
    if not ends or _PROLONGED.search(passage.text):
        ends = days
    _, last, edge = max(ends, key=lambda day: day[0])
    behind = passage.text[last.end - passage.start :]
    begins = edge == "start" or (not edge and _BEGINS.match(behind))
    return None if begins or _OPEN.match(behind[:40]) else last


def _passed(matter: Matter) -> Iterator[Finding]:
    """Yield each past day of which the draft tells what takes place then, though a later day stands
    in the sentence. A report may tell it.
    """
    today, title = matter.context.today, matter.draft[0].folded
    if _REPORT.search(title + matter.draft[1].folded) or _BEHIND.search(title):
        return
    for part in matter.said[1:]:
        for day in _coming_days(claims.passages(part.text, today)):
            if (at := day.date) and at < today:
                why = f"{year_day(at)}は、もう過ぎています。"
                yield finding(CLEAR, day.text, part.where, why, stop=True, director=True)


def _coming_days(passages: tuple[claims.Passage, ...]) -> Iterator[Mention]:
    """Yield each day of which a passage tells what takes place then, and names a later one:
    11月20日におはなし会、12月5日に映画会を開きます; 12月5日と12月12日に映画会を開きます.
    """
    for passage in passages:
        days = [day for day in passage.days if day.mention.date]
        if not _COMING.search(passage.text):
            continue
        together: list[Mention] = []
        for day, later in pairwise(days):
            words = passage.text[day.mention.end - passage.start :]
            beside = words[: later.mention.start - day.mention.end]
            if later.mention.joined == "~" or day.mention.joined == "~" or day.role:
                together = []
                continue
            together.append(day.mention)
            if _LISTED.fullmatch(beside):
                behind = passage.text[later.mention.end - passage.start :]
                if later is not days[-1]:  # what they share stands behind the last of them
                    continue
            else:
                behind = beside
            takes_place = _ON.match(behind) and _TAKES_PLACE.search(behind)
            if takes_place and not _CAUSE.match(words):
                yield from together
            together = []


def _expiry(matter: Matter) -> Iterator[Finding]:
    """Yield a last day of posting that the text's own days contradict: before all of them it never
    goes out in time, after them it is a note; one that has passed lets nothing go out at all.
    """
    last, text = matter.candidate.expires_on, matter.draft[1]
    today = matter.context.today
    if last is None:
        return
    days = {day.date for day in mentions(resolve_relative(text.text, today), today) if day.date}
    day_text = month_day(last)
    if last < today:
        why = (
            f"知らせて意味のある最後の日({year_day(last)})が、もう過ぎています。"
            "このままでは出ません。"
        )
        yield finding(CLEAR, day_text, TEXT, why, stop=True)
        return
    if not days:
        return
    if last < min(days):
        why = (
            f"知らせて意味のある最後の日が、文にある日({month_day(min(days))})より前です。"
            "どちらかを直してください。"
        )
        yield finding(CLEAR, day_text, TEXT, why, stop=True)
    elif last > max(days):
        why = f"知らせて意味のある最後の日が、文にある最後の日({month_day(max(days))})より後です。"
        yield finding(CLEAR, day_text, TEXT, why, stop=False)


def _labelled(part: Stretch, day: Mention) -> bool:
    """Return whether the line of a day begins with a label of what takes place."""
    return bool(_TIME.match(part.folded[part.folded.rfind("\n", 0, day.start) + 1 : day.start]))


def _spans(
    part: Stretch, days: tuple[Mention, ...], *, page: bool = False
) -> Iterator[tuple[date, bool]]:
    """Yield each day and whether something goes on from it without an end; the day of publication
    is none: of a `page` also one that stands alone in its line.
    """
    for day in days:
        line = part.folded[part.folded.rfind("\n", 0, day.start) + 1 : day.start]
        behind = part.folded[day.end : day.end + 40]
        alone = page and not line.strip() and re.match(r"\s*(?:\n|$)", behind)
        if (
            day.date is None
            or alone
            or _CAUSE.match(behind)
            or _ISSUED.match(behind)
            or (line.strip() and _STAMP.search(line[-40:]))
        ):
            continue
        open_ended = bool(_OPEN.match(behind.split("\n")[0]))
        yield day.date, open_ended and not _reopens(part, days, day)


def _reopens(part: Stretch, days: tuple[Mention, ...], day: Mention) -> bool:
    """Return whether a day only ends a closing whose last day stands before it: what is told is
    over then (12月29日から1月3日まで休館します。1月4日から開館します).
    """
    behind = part.folded[day.end : day.end + 40].split("\n")[0]
    before = [one.date for one in days if one.end <= day.start and one.date]
    return (
        _REOPENS.match(behind) is not None
        and day.date is not None
        and any(earlier < day.date for earlier in before)
        and _CLOSED_UNTIL.search(part.folded, 0, day.start) is not None
    )


def _last_day(spans: list[tuple[date, bool]]) -> date | None:
    """Return the last day named; None when there is none, or when something goes on from it without
    an end.
    """
    last = max(spans, default=None)  # of two on one day the one that goes on
    return last[0] if last and not last[1] else None


def _on_closed_days(matter: Matter) -> Iterator[Finding]:
    """Yield each day on which something takes place in the library though its calendar has it
    closed.
    """
    opens = matter.context.opens
    whole = "\n".join(part.folded for part in matter.draft)
    if (
        opens is None
        or not _TAKES_PLACE.search(whole)
        or _ELSEWHERE.search(f"{whole}\n{matter.page.folded}")
    ):
        return
    passages = (
        (part.where, passage)
        for part in matter.said[1:]
        for passage in claims.passages(part.text, matter.context.today)
    )
    for where, passage in passages:
        held = (
            passage.times
            or _HELD.search(passage.text)
            or (_TAKES_PLACE.search(passage.text) and not _NOT_THEN.search(passage.text))
        )
        going_on = any(day.mention.joined == "~" for day in passage.days) or not held
        for day in passage.days if not going_on else ():
            at = day.mention.date
            if at is not None and not day.role and at >= matter.context.today and not opens(at):
                why = f"{month_day(at)}は休館日です(図書館のカレンダー)。日を確かめてください。"
                yield finding(CLEAR, day.mention.text, where, why, stop=True)


def _unsaid(matter: Matter, dated: list[tuple[Stretch, tuple[Mention, ...]]]) -> Iterator[Finding]:
    """Yield a note when nobody can see from the draft what happens when, where and for whom."""
    facts = matter.candidate.facts
    promising = facts and facts.kind in ("event", "exhibition", "closure", "emergency")
    if (
        not facts
        or not promising
        or facts.several
        or not matter.candidate.page
        or (
            facts.occasions
            or facts.place
            or facts.audience
            or facts.apply
            or facts.label
            or facts.deadline
        )
    ):
        return
    has_day = any(days for part, days in dated if part.where != PAGE)
    days = [
        day.text
        for part, some in dated
        for day in some
        if part.where == PAGE and day.date and day.date >= matter.context.today
    ]
    if days and not has_day:
        why = (
            f"ページには日({'、'.join(dict.fromkeys(days[:3]))})がありますが、"
            "要約に入っていません。要約を確かめてください。"
        )
    elif not has_day and (facts.kind in ("event", "exhibition") or "休館" in facts.title):
        why = "日時・場所・対象などが要約にありません。ページで分かるか、確かめてください。"
    else:
        return
    yield finding(CLEAR, facts.title, PAGE, why, stop=False)


def _no_news(matter: Matter) -> Iterator[Finding]:
    """Yield a page that holds no article: a form to log in, a session that has ended."""
    page = matter.candidate.page
    title = matter.draft[0]
    if page and (
        "ログインページ" in page.notes
        or (_NO_ARTICLE.search(title.folded + matter.page.folded[:80]) and len(page.text) < 300)
    ):
        yield finding(
            CLEAR,
            title.text,
            PAGE,
            "記事ではないページのようです。お知らせのページへのリンクか確かめてください。",
            stop=True,
        )


def away(address: str, host: str = "", *, left: bool = False) -> Finding:
    """Return the stopping finding of a text whose page at `address` is gone, or leads to a `host`
    that is not the library's, or has the article no more among its others, `left` (5(3)イ): who
    decides it knowingly has decided it for as long as the page stays away.
    """
    if left:
        what, back = "に、この記事はもう載っていません", "この記事がまた載る"
    else:
        where = f"別のサイト({host})に移っています" if host else "見られません(なくなっています)"
        what, back = f"は、いまは{where}", "ページがまた見られる"
    why = f"このページ{what}。承知のうえで決裁すると、{back}ようになるまで、その決裁のままです。"
    return Finding(CLEAR, address, Where.AWAY, why, stop=True)
