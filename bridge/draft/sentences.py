"""Pure: the sentences of a page that may be said, and what each of them tells; the rest is chatter
to a follower.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from bridge.draft.books import INTRODUCES, NEW_BOOKS
from bridge.draft.hanging import hangs, limit_of
from bridge.draft.hollow import is_quote, says_again
from bridge.draft.leads import POLITENESS, SORTS, Lead, content_pairs
from bridge.draft.standalone import filled, itemed, undressed
from bridge.draft.subject import head_of, pairs
from bridge.text.clean import folded, harmless
from bridge.text.dates import house, mentions, relative_words, resolve_relative
from bridge.text.limits import FOLLOWING
from bridge.text.possible import UNSURE
from bridge.text.times import find_times
from bridge.topics.labels import field_of
from bridge.topics.sorts import Sort, has_day, is_time, role_of
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bridge.topics.outline import Outline, Unit

SENTENCES: Final = 100  #: sentences looked at
FEW: Final = 3  #: letters beside the title that tell nothing more
LONGEST: Final = 130  #: characters of a sentence that a post may hold

_POLITE: Final = re.compile(
    r"(?:です|ます|ました|ません|でした|ください|下さい|ましょう|ませんか|でしょうか|ですか)[。!?！？]*[」』)]?$"
)
#: …は臨時休館。 …で開催。: a notice's own way to end, whole and clear
_NOUN: Final = re.compile(
    r"(?:開催|開演|開館|休館|休室|閉館|休止|停止|再開|実施|募集|配布|展示|上映|中止|延期|変更|開始|終了|予定|可能|不可|不要|無料|先着順|延長|返却可|どうぞ|なし|までのあいだ|\d(?:円|名|人|組|点|冊|個|枚|時|分)|\d日(?:\([月火水木金土日](?:・祝)?\))?|紹介|販売|提供|受付|まで|から|にて"
    r"|\d位『[^『』]+』)。?$"
)
#: whole in a word or two
_SHORT: Final = re.compile(
    r"(?:事前)?申し?込み?(?:は)?不要(?:です)?。|(?:先着順|参加無料|入場無料)(?:です)?。"
)
#: half a sentence: の申込みは…, もできます; no はじめて, もし, ところが
_PARTICLE: Final = re.compile(
    r"、|[てにをはがもへとでの](?![ぁ-んー])|[はも](?:でき|あり(?!が)|ござい|使え|行い)|とい[うっ]"
)
#: says nothing without what stands elsewhere, or is not for everybody
_EMPTY: Final = re.compile(
    r"詳し[くい]|くわし[くい]|詳細|(?:ホームページ|HP|サイト)[^。]{0,12}(?:お知らせ|ご?案内)(?:し|いたし)て|こちら(?:を|から|の|へ)|(?:チラシ|ポスター|ちらし|別紙|添付|下記|左記|右記|上記|"
    rf"{FOLLOWING}"
    r"|(?<!以)下の|上の|うらの|裏の)[^。]{0,8}(?:ご覧|ごらん|参照|確認|とおり|通り|表|面)|ご覧ください|ごらんください|クリック|リンク|ダウンロード|(?<!ホーム)(?<!マイ)ページの|お読みください"
    r"|問い?合わ?せ|連絡先|担当は|電話は\d|お電話|電話(?:番号(?!が[^。]*変わり)|にて|または|でお)|FAX|ファクス|メールで(?!お知らせ)|(?:日程|予定)を(?:お知らせ|ご?案内)|本紙|〒|朱書|封筒|二次元|次の通り|主な.{1,10}は次|同じ(?:場所|時間|日|内容)|(?:決定|決まり|分かり|わかり|判明)次第|[\d一二三四五]つの(?:テーマ|種類|展示|特集|コーナー)(?:で|を|に|が)|[てし]、行います。?$|は、?(?:貸し出し|取り扱い|対応し)ます。?$|(?:発信|配信)(?:します|しています|しますので)|チェックして|掲載されている|時点のもの(?:です|となり)"
)
#: 7月3日(金)より、カウンターまたはお電話にて承ります: from when, and the ways
_APPLIED_FROM: Final = re.compile(
    r"\d日[^。]*(?:受け付け|承り|お?申し?込)|(?:申し?込|予約|返却|応募)[^。]*(?:受け付け|承り|ください|お願い)"
    r"|までに[^。]*(?:電話|連絡)"
)
_BY_PHONE: Final = re.compile(r"お?電話(?:にて|または|もしくは|で)?")
#: points at what stands elsewhere on the page
POINTING: Final = re.compile(
    r"(?:次|つぎ)の(?!世代|時代|機会|開館|休館|営業|巡回|平日|予約|利用者|日曜|[月火水木金土]曜|週|年|回|本を|駅)|下記|"
    rf"{FOLLOWING}[の、]"
    r"|上記|左記|右記|別紙|同上|(?:下|次|右|左|上)表|(?<![一-龠])(?:下|上)の(?:[^、。]{0,8}(?:イベント|行事|催し)|ように|表|図|\d|注意|関連|とおり|期間|申し?込み|フォーム|日程|一覧|方法)|このよう(?:に|な)|こうやって|こうした|[こ本]の?(?:ページ|サイト|ブログ|記事)(?:に|の)"
)
#: of what the sentence before it tells: このような電話があったときは
SUCH: Final = re.compile(r"(?:^|(?<=。))(?:このような|こうした)(?=[一-龠ァ-ヶ])")
#: one sentence with its subject, whatever label it stands below
_WHOLE: Final = re.compile(r"[^。]{2,60}[はが][^。]{2,80}(?:です|ます|ません|ください)。?")
_PERSONAL: Final = re.compile(
    r"(?<![ぁ-んァ-ヶ一-龠])(?:私|わたし|わたくし|僕|ぼく|筆者)(?![立的学語事])|"
    r"[一-龠ァ-ヶー々]{1,5}\s?[一-龠ァ-ヶー々]{0,4}(?<![皆客子親娘息孫屋赤父母姉兄])(?<!ティア)(?<!ポーター)(?<!スタッフ)(?<!産師|健師|護師|剤師|育士|養士|生徒|学生|職員|係員|館員|会員|委員|司書)(?<!利用者)(?:さん|氏(?!名)|くん|"
    r"君(?!た)|ちゃん)(?=[がはのをにもと、。 親])"
    r"(?!の(?:講演|お話|おはなし|トーク|ワークショップ|著書|"
    r"作品|絵本|演奏|朗読|原画|指導)|を(?:講師|お?招|お?迎))"
)
_CHATTER: Final = re.compile(
    r"」と(?:話|述べ|語|あいさつ|挨拶)|\d{3}日|わくわく|ワクワク|ドキドキ|わあ|うれしい(?!(?:催し|企画|サービス))|耳より|(?:思う|感じる)と|ですね|ますね|ますよ(?!う)|ですよ(?!う)|かも[、。]|[♪☆★♡♥]|そう!|(?:^|[、。])さあ|[\^＾]|きてね|お?待たせ|おまたせ|^(?!(?:次|つぎ)回?は)[^、。\d]{2,14}の[一-龠]{1,4}(?<!予定)(?<!期間)(?<!週間)(?<!対象)(?<!無料)(?<!休館)です。|今なら|キャンペーン(?!を(?:行|開催|実施))|ご存じですか|知っていますか|ごぞんじ|なりましたね|お元気|季節(?!に(?:合|あわ|ち)|の(?:本|絵本)|ごと)|[暑寒](?:さ|い日)|(?:本日|今日|今回)、?ご?紹介するのは|色づき|あじさい|こんにちは|^[^、。]{2,20}の[A-ZＡ-Ｚ]です。|^[^、。]{2,18}(?:係|担当|司書|スタッフ)[^、。]{0,8}です。|いつも.{0,14}(?:ご利用|ありがとう)"
)
#: what to use instead: 南側の駐輪場をご利用ください
INSTEAD: Final = re.compile(
    r"(?:駐[車輪]場|玄関|入口|出口|裏口|通用口|階段|エレベーター?|ポスト|返却口|箱|ボックス|公衆電話|窓口|カウンター|ロッカー|図書館|[館室]|道|通路|フォーム|側)"
    r"[^。は]{0,4}(?:を|から|へ|に)(?:ご利用|お使い|お入り|お通り|お回り|まわって|お返し|お?申し出)(?:に|て)?[^。]{0,4}ください。?$"
)
#: said out of courtesy only
_COURTESY: Final = re.compile(
    r"(?:ご|御)(?:不便|迷惑|理解|了承|承知|容赦)|お詫び|申し訳|ありがとう|よろしく|お察し|お待ちして|お越し|お気軽|遊びに|お役立て|ご活用|ご来館|ご参加ください|お願い(?:いた)?します"
)
#: how many came: told with thanks, and news
_CAME: Final = re.compile(r"\d\s*(?:人|名|組)[^。]*(?:まし|でし)た[。!！]?$")
#: no more than that: what stands behind goes on from what stands before
_THANKS: Final = re.compile(
    r"(?:ご|御)(?:不便|迷惑|理解|了承|承知|容赦)|お詫び|申し訳|ありがとう|感謝"
)
_ASIDE: Final = re.compile(r"注意|お願い|備考|プロフィール|講師|問い?合わ?せ")
#: a title that asks for care: what stands below お願い is its news
ASKS: Final = re.compile(r"注意|お願い|詐欺|おやめ|大切に|たいせつに|ないで|マナー")
#: what something is called: 「わくわくクラブ」 is no chatter
_NAMED: Final = re.compile(r"「[^「」]{2,24}」")
#: stands on every list of events, and is no news
_MAYBE: Final = re.compile(
    r"(?:変更|中止|延長)する?可能性[がも]|(?:変更|中止|前後)(?:・変更|・中止|や変更|や中止)?(?:に|と|を)?(?:なる|する|させていただく)?(?:こと|場合)が(?:あり|ござい)"
)
LIST: Final = 5  #: days in one sentence: more are a list
#: goes on from what stands before it; こうさく, こころ, そうじ, これまで only begin so
BACK: Final = re.compile(
    r"^(?:よって|したがって|ところが|各[回日]|同様|一方|しかし|でも|(?:です)?から、|だから|すると|では、"
    r"|こ(?:の(?!たび|度|ほど|ところ|春|夏|秋|冬|機会|本)|れ(?!から|まで)|ち[らん]|う(?:し|い|や|な)|ん[など]|こ(?![ろのん]))"
    r"|そ(?:の(?!まま)|れ|こ|う(?![じさせぞり])|ん[なで]|ち)"
    r"|どちら[ものに]|いずれ[もの]|期間中|[^\d、。]{0,6}終了後|(?:講演|上映|演奏|朗読)会?の?(?:あと|後)"
    r"|(?:午[前後])?\d{1,2}(?:時\S{0,3}|:\d\d)[~～][^、。]{3,9}、|同[館じ]|なお|尚、|また|なかには|中には"
    r"|ただし|さらに|そこで|ほかに|その他|あわせて|併せて|そのため|このため|これに|などと|など|と言|ほかの(?![方人])"
    r"|点検のあいだ|休館のあいだ|当日|[か代]わりに|(?:お?寄せ|お?書き|ご?応募)?いただいた(?=[一-龠ァ-ヶー])|候補の)"
)
#: …も紹介します: it adds to what stands before it
_ALSO: Final = re.compile(
    r"も(?:あり|ござい)ます。?$|(?:[^ぁ-ん]|[きけちみりえ])も(?:でき|使え|利用でき|お使いになれ)ません。?$|(?<=[一-龠々ァ-ヶー」』)等ど])(?<!今年)(?<!本年)(?<!毎年)(?<!今回)(?<!子ど)(?<!こど)も(?:あわせて|併せて)?[^、。]{0,8}(?:紹介|展示|用意|配布|販売|開催|予定|実施|行い|でき)[^、。]{0,6}(?:ます|です)。?$|^[^、。]{0,14}もあわせて|^(?!今年|今回|本年|今月)[^、。]{2,18}(?<![でに間])(?<!今年)(?<!本年)(?<!毎年)も、|^[^、。]{0,8}\d日(?:\([月火水木金土日]\))?も(?!、)"
)
#: goes on about what the sentence before it in its line says, without naming it: 15冊まで
#: 借りられます。返却は1月12日(火)までです。
_GOES_ON: Final = re.compile(
    r"(?:返却日?|返却期限|貸出期間|延長|申込み?|受付|料金|定員|会場|場所|開演|開場|開設|(?:[一-龠]{2})?(?:時間|期限|期間))は"
)
#: until when, of what the sentence before it names: おわたしは3月31日(水)までです。
_UNTIL: Final = re.compile(
    r"(?!ことし)[ぁ-ん]{2,6}は、?[^。]*(?:まで|から)(?:です)?。?$|\d[^はをが。]*(?<!ご)自由にどうぞ"
)
#: a day whose month stands in the sentence before: 27日から1月5日まで、休館です。
_BARE_FIRST: Final = re.compile(
    r"^翌?(?P<day>\d{1,2})日(?P<weekday>\([月火水木金土日]\))?(?=\s*(?:から|より|まで|は|、|・|～|~))"
)
_BARE_DAY: Final = re.compile(
    r"(?P<day>\d{1,2})日"
    r"(?:\((?P<weekday>[月火水木金土日])\)|の(?P<name>[月火水木金土日])曜日?)"
)
#: what a letter tells of itself: 今日はその中の一つをご紹介します, 本日は残念なお知らせがございます
_TODAY: Final = re.compile(r"(?:今日|本日)は[^。、]{0,20}(?:紹介|お知らせ)")
#: a question, which tells nothing; ませんか invites
_ASKED: Final = re.compile(r"(?:です|ます|でしょう)か[。?？]*$")
_ENJOY: Final = re.compile(r"(?:お?楽しみ|楽しんで|親しんで)(?:に)?(?:なって)?ください。?$")
_FURTHER: Final = re.compile(
    r"(?<!こ)とは[、,何いは…:]|由来|いわれ|季語|歴史|当時|むかし|昔は|語源|ご存[じ知]|といわれ|と言われ|機関です|年に生まれ|プロフィール"
)
_CAPTION: Final = re.compile(r"跡が|られています|ている(?:様子|ところ)|写真[はの]")

#: what a reader wants to hear, by the page's kind
_NEWS: Final = {
    "closing": re.compile(
        r"休館|休室|閉館|お?休み|休業|開館|開け|通常どおり|通常通り|いつもどおり|使え|利用でき|利用いただ|返却|受け?取|停止|止め|再開|中止|できません|制限|故障|復旧|延期"
    ),
    "event": re.compile(
        r"楽し|紹介|展示|開催|開き|ひらき|開か|上映|学び|学べ|体験|作り|つくり|語り|読み聞かせ|聞き|披露|再開|集ま|集め|プレゼント|始ま|行い|実施|募集"
    ),
    "recruitment": re.compile(r"募集|応募|お持ち|提供|申し?込|参加"),
    "service": re.compile(
        r"変更|停止|再開|開始|止め|休止|できます|できません|なります|使え|受け取|取り置|更新|拡大|復旧|直り|終わり|もどり"
    ),
    "notice": re.compile(
        r"知らせ|お願い|ご注意|おやめ|変わり|できます|なります|見つかり|送り|紹介|募集|あります|です。|ありません|ください。"
    ),
}
_APPLYING: Final = re.compile(
    r"\d日[^。]{0,10}までに[^。]*(?:電話|カウンター|窓口|連絡)|申し?込|予約|整理券|先着順|受け付け(?!(?:て(?:い|お)り?)?ません)|承り(?:ます|、)|往復はがき|直接(?:会場|お越し)|参加(?:自由|無料)|応募"
)
_AT: Final = re.compile(
    r"(?:館|室|ホール|センター|コーナー|ロビー|広場|階|公園|ギャラリー|プラザ)(?:の?[^、。]{0,10})?[」』]?(?:で|にて|へ|において|に集)"
)
#: a day from which something goes on: 2026年4月1日～
_ONWARD: Final = re.compile(r"日(?:\([月火水木金土日][^()]*\))?\s*[~～]\s*$")
_TITLE_OVER: Final = re.compile(r"終了|締め?切|満員|満席|定員に達し")
_CLOSED_TO: Final = re.compile(r"(?:募集|受付|申し?込み?)[はを]?[^。]{0,6}(?:締め?切り|終了し)")
#: a heading that says when what stands below it holds
_IF_SO: Final = re.compile(r"(?:とき|場合|際)(?:は|には)?$")
#: a heading of those for whom what stands below it is: 本を返すだけの方
FOR_SOME: Final = re.compile(r"(?:[のたるう]|[たな]い)(?:方|人)(?:へ|は)?$")
#: a heading above what others said
_VOICES: Final = re.compile(r"(?<=[のな])声|ひとこと|感想|体験談|メッセージ|コメント|インタビュー")
#: nobody can take part in it any more
_FULL: Final = re.compile(
    r"定員に達し(?:ました|たため)|満員(?:御礼|となりました|になりました)|(?:申込|受付|募集)[はをも]?(?:終了|締め?切り)(?:いたし|し)?ました"
)
_DOWN: Final = re.compile(
    r"見通し|立ってい|未定|調査中|作業中|原因を|つながら|つながりにく|ない状態|止まってい|停止していま|見込み"
)
_UP: Final = re.compile(
    r"(?:復旧|再開|解消|終了|回復)(?:し|いたし)?(?:ました|ます)|(?:でき|使え|いただけ)るように|お使いいただけます|ご利用いただけます"
)
#: a title that says that something works again
RECOVERY: Final = re.compile(
    r"復旧|解消|再開|回復|終了|終わ|直り|もどり|戻り|できるように|使えるように"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that may be said."""

    text: str  #: in house style, harmless, ends as a sentence
    at: int  #: its place on the page
    after: int  #: the place of the sentence that it stands behind, thanks and apologies passed over
    points: int  #: how much it tells
    unit: Unit
    tells: frozenset[str] = frozenset()  #: day, hour, place, apply, closed, open, news
    cut: bool = False  #: it pointed at something on the page, and does so no longer
    back: bool = False  #: この本は: it needs the sentence before it
    #: it goes on in a paragraph and does not say of what it is: 15人までです
    inside: bool = False
    days: tuple[date, ...] = ()
    #: it has the main verb of its kind, or speaks of what the title says: it may lead
    strong: bool = False
    #: it has the main verb of its kind
    verb: bool = False
    fair: bool = False  #: it speaks of the page's thing: it may lead where none is strong
    some: bool = False  #: it holds for one group only: 初めての方は
    whole: str = ""  #: its text with what limits it, ただし…, right behind

    @property
    def hangs(self) -> bool:
        """Whether it is understood behind another sentence alone."""
        return self.back or self.inside


def told_in(
    outline: Outline,
    units: list[Unit],
    *,
    kind: str,
    main: frozenset[date],
    today: date,
    names: dict[int, tuple[str, ...]],
) -> list[Statement]:
    """Return those of `units` that may be said, best first.

    `main` are the days that the page's labels name: a sentence about another day could be taken for
    them. `names` are, by section, those that stand in a table or list below it: 次の3館 becomes
    their names. Relative words (本日) become dates where the day of publication is known; else
    their sentence is left out.
    """
    lines = _Sentences(outline, units, kind=kind, main=main, today=today, names=names)
    read = (lines.statement(place, unit) for place, unit in enumerate(units[:SENTENCES]))
    statements = _behind_the_name([one for one in read if one], outline)
    return sorted(statements, key=lambda one: (-one.points, one.at))


#: one library of several: 湯の原分館
_ONE_HOUSE: Final = re.compile(r"[^\s\d・()]{1,10}(?:[館室園]|センター)")
#: begins with a day, and names no house: 4日(木)だけ休みます
_OF_NO_HOUSE: Final = re.compile(
    r"(?!.*(?:[館室園]|センター)[はもがで、])(?:\d{1,2}月)?\d{1,2}日[^、。は]*(?:だけ|のみ|から|まで|に)?[^は。]*。?$"
)


class _Sentences:
    """What may be said of the lines of one page."""

    def __init__(
        self,
        outline: Outline,
        units: Sequence[Unit],
        *,
        kind: str,
        main: frozenset[date],
        today: date,
        names: dict[int, tuple[str, ...]],
    ) -> None:
        self._outline, self._kind, self._main, self._today = outline, kind, main, today
        self._title, self._names = outline.title, names
        self._near, self._known = outline.published or today, folded(outline.title)
        self._content, self._head = content_pairs(outline.title), head_of(outline.title)
        self._skeletons = Counter(_skeleton(unit.text) for unit in units[:SENTENCES])
        self._twins = Counter(_without_figures(unit.text) for unit in units[:SENTENCES])
        self._running = any(
            u.sort in (Sort.WHEN, Sort.ENTRY) and _ONWARD.search(u.text) for u in outline.units
        )
        self._updated = any(section.style[0] == "update" for section in outline.sections)
        self._recovered = RECOVERY.search(outline.title) is not None
        self._shut = {u.section for u in outline.units if _FULL.search(u.text)} | {
            s.index
            for s in outline.sections
            if (voices := _VOICES.search(s.heading)) and voices[0] not in outline.title
        }

    def statement(self, place: int, unit: Unit) -> Statement | None:
        """Return what may be said of a line, the `place`-th from 0; None for nothing."""
        wording = self._wording(unit)
        days = mentions(wording, self._near) if wording else ()
        unsure = any(day.weekday_wrong or day.era_wrong or day.date is None for day in days)
        if not wording or unsure:
            return None
        dates = tuple(d.date for d in days if d.date)
        tells = _tells(wording, dates, self._main)
        lead = Lead(
            self._outline,
            unit,
            wording,
            kind=self._kind,
            dates=dates,
            tells=tells,
            content=self._content,
            main=self._main,
        )
        if self._is_no_news(unit, wording, dates, lead.overlap) or self._is_one_of_many(
            unit, wording, dates
        ):
            return None
        text, after = _dressed_down(wording, self._near), _after(self._outline, unit)
        return Statement(
            text=text,
            at=unit.at,
            after=after,
            points=self._points(unit, wording, place=place, dates=dates, lead=lead),
            unit=unit,
            tells=tells,
            back=_needs_one_before(self._outline, unit, wording, lead.overlap),
            inside=_goes_on_in_paragraph(self._outline, unit, after)
            and not (lead.fair or says_of_what(text) or _is_of_the_page(text, tells)),
            days=dates,
            strong=lead.strong,
            verb=lead.verb,
            some=lead.some,
            fair=lead.fair,
            cut=POINTING.search(itemed(self._outline, unit)) is not None,
            whole=_limited(text, limit_of(self._outline, unit), self._near),
        )

    def _wording(self, unit: Unit) -> str:
        """Return a line as it may be said, empty where it may not: what belongs to a list, to a
        part that is full or to others' voices, is nothing without its label, or the title again.
        """
        if _is_apart(self._outline, unit) or (unit.section and unit.section in self._shut):
            return ""
        if unit.label and field_of(unit.label) == Sort.OTHER and not _WHOLE.fullmatch(unit.text):
            return ""  # 音の出る作業：9月1日から11日の9時から17時。 is nothing without its label
        raw = filled(itemed(self._outline, unit), self._names.get(unit.section, ()))
        if self._running and "今月" in raw:
            return ""  # 今月の季語 of what goes on is every month's
        if INTRODUCES.search(raw) and NEW_BOOKS.search(self._title):
            return ""
        wording = settled(raw, self._outline.published)
        wording = _with_month(self._outline, unit, wording, self._near)
        wording = self._of_its_heading(unit, wording)
        may = wording and _sayable(wording, unit) and not _same(wording, self._known)
        return wording if may else ""

    def _is_no_news(self, unit: Unit, wording: str, dates: tuple[date, ...], overlap: int) -> bool:
        """Whether a sentence is courtesy, what may be, an aside, an invitation to enjoy, or what
        was so before it worked again.
        """
        polite = _COURTESY.search(wording) and not _CAME.search(wording)
        if polite and not dates and not _NEWS["closing"].search(_WHILE_SHUT.sub("", wording)):
            return True  # 休館中、何かとご不便をおかけしますが、…
        maybe = _MAYBE.search(wording) is not None
        if maybe and not (self._kind == "emergency" and dates and overlap > OF_TITLE):
            return True
        if len(_DAY_IN_LIST.findall(wording)) > len(dates) + 1:
            return True  # 4日(月)12(火)13(水)
        if self._kind == "service" and _of_entries(self._outline, unit, wording):
            return True
        below = _ASIDE.search(self._outline.sections[unit.section].heading)
        if below and not (_ASIDE.search(self._title) or ASKS.search(self._title)):
            return True
        if self._kind not in ("event", "exhibition") and _ENJOY.search(wording):
            return True  # たくさん借りて、お楽しみください
        down = _DOWN.search(wording) and not _UP.search(wording)
        return self._recovered and bool(down)

    def _is_one_of_many(self, unit: Unit, wording: str, dates: tuple[date, ...]) -> bool:
        """Whether a sentence is one of many alike, which speaks for none (12冊まで書けます, and
        24冊 below another heading), or was so before the page's update.
        """
        alike = 1 if self._kind in ("service", "notice") else 2  # by group: 学部生は…, 大学院生は…
        many = dates and self._skeletons[_skeleton(wording)] > alike
        before = self._recovered and self._updated and not _updated(self._outline, unit)
        return bool(many or before or self._twins[_without_figures(unit.text)] > 1)

    def _of_its_heading(self, unit: Unit, text: str) -> str:
        """Return a sentence below the heading of one library with that library before it, where it
        begins with a day: 4日(木)だけ休みます below 湯の原分館; below a day from which it holds,
        with that day; below one until which it held nothing; else as it stands.
        """
        home = self._outline.sections[unit.section]
        if is_time(home.heading) and home.heading.endswith("まで"):
            return ""  # カウンターでお渡しします below 11月30日まで: how it was until then
        if is_time(home.heading) and home.heading.endswith(("から", "より")):
            return f"{home.heading}、{text}"
        house = _ONE_HOUSE.fullmatch(home.heading) and home.heading not in self._title
        bare = house and _OF_NO_HOUSE.match(text)
        return f"{home.heading}は{text}" if bare else text

    def _points(
        self, unit: Unit, wording: str, *, place: int, dates: tuple[date, ...], lead: Lead
    ) -> int:
        """Return how much a sentence tells, what the title speaks of before all."""
        return (
            _points(
                wording,
                unit,
                kind=self._kind,
                place=place,
                days=dates,
                main=self._main,
                today=self._today,
            )
            + 6 * lead.verb
            - 10 * lead.mood
            + min(6, 2 * lead.overlap)
            + 5 * (bool(self._head) and self._head[-3:] in wording)
            + _by_section(self._outline, unit, wording, self._content)
        )


#: behind a time it makes no subject: 7月12日(日)は使えません
_TIME: Final = re.compile(
    r"\d[\d日時分:/月]*(?:\([^()]*\))?(?:午[前後])?[^、。]{0,6}?(?:から|まで|より|に|で)*は"
)
#: a thing and what is said of it
_OF_WHAT: Final = re.compile(r"(?<!場合)(?<=[一-龠々ァ-ヶーA-Za-z」』)])(?:は|が|を)(?!い|お|ござ)")
_POINTS_BACK: Final = re.compile(
    r"同(?:館|日|室|所|時)|翌|両|前者|後者|当館|当日|その(?!後|ほか|他|うえ|まま)|これ|この"
)


def says_of_what(text: str) -> bool:
    """Return whether a sentence says by itself of what it is: 残りの席の受付を…行います; not
    翌日は10冊まで.
    """
    bare = _TIME.sub("", text)
    return not (BACK.search(text) or _POINTS_BACK.search(text)) and bool(_OF_WHAT.search(bare))


def _without_figures(text: str) -> str:
    """Return a text with each number as 0: what is alike but for its numbers."""
    return _FIGURES.sub("0", text)


def _needs_one_before(outline: Outline, unit: Unit, wording: str, overlap: int) -> bool:
    """Whether a sentence is understood with the one before it alone."""
    return not _of_the_day(outline, unit, wording) and bool(
        _refused_then(outline, unit, wording)
        or BACK.search(wording)
        or (_ALSO.search(wording) and not (unit.at == 0 and overlap > 1))
        or _THIS_INSIDE.search(wording)
        or hangs(outline, unit, wording)
        or unit.text.startswith("そして、")
        or _of_the_next(outline, unit)
        or _goes_on(outline, unit)
        or _UNTIL.match(unit.text)
        or _of_one(outline, unit)
        or _asked_of_some(outline, unit)
    )


#: 次は冬の読書会です: what stands behind it is of that
_NEXT_ONE: Final = re.compile(r"(?:次|つぎ)回?は、?[^、。\d]{2,24}です。?")


def _of_the_next(outline: Outline, unit: Unit) -> bool:
    """Whether a sentence begins with a day, behind one that names what is held next."""
    before = outline.before(unit)
    return bool(
        before
        and before.section == unit.section
        and _NEXT_ONE.fullmatch(before.text)
        and re.match(r"(?:\d{1,2}月)?\d{1,2}日", unit.text)
    )


#: for whom the page's thing is, and that it is free: of no other
_OF_NO_OTHER: Final = re.compile(r"どなたでも|(?:参加費?|入場料?|聴講|観覧料?)は?無料")


def _is_of_the_page(text: str, tells: frozenset[str]) -> bool:
    """Whether a sentence says when something is, and at what hour or where, or for whom: it needs
    no other.
    """
    event = "day" in tells and not tells.isdisjoint(("hour", "place"))
    return event or _OF_NO_OTHER.match(text) is not None


def _goes_on_in_paragraph(outline: Outline, unit: Unit, after: int) -> bool:
    """Whether a sentence stands in a paragraph behind another one that is more than courtesy."""
    before = outline.units[after] if after >= 0 else None
    return bool(before and before.raw == unit.raw and before.sort in (Sort.SENTENCE, Sort.NOTE))


def _behind_the_name(statements: list[Statement], outline: Outline) -> list[Statement]:
    """Return statements without those before the sentence that calls the page's thing by its name:
    今年の読書週間は… before 一般展示「絵本の森」を行います.
    """
    names = _CALLED.findall(outline.title)
    places = (
        u.at for u in outline.units if u.sort == Sort.SENTENCE and any(n in u.text for n in names)
    )
    first = next(places, -1)
    # 「星の館」で、3月21日(土)に上映会を開きます before 作品は「ひとりの村」です
    return [one for one in statements if one.at >= first or (one.strong and "day" in one.tells)]


#: of a book: 作成『写真で見る町』 is no place
_TITLES: Final = re.compile(r"『[^『』]*』")
OF_TITLE: Final = 2  #: pairs of letters of the title beyond which a sentence is surely of its thing
_WHILE_SHUT: Final = re.compile(r"(?:休館|休室|閉館|停止|工事)(?:期間)?中")
_DAY_IN_LIST: Final = re.compile(r"\d\s?\([月火水木金土日]")
_FIGURES: Final = re.compile(r"\d+")
#: 2月2日(日)にも、このロボットと遊べます。
_THIS_INSIDE: Final = re.compile(
    r"^[^「]*?(?:[にでと]も|は)、?この(?!たび|度|ほど|春|夏|秋|冬|機会|期間|日|ページ|年|週|地域|町|村|市|まち|館|図書館)[一-龠ァ-ヶ]"
)
_CALLED: Final = re.compile(r"[「『]([^「」『』]{4,})[」』]")
APART: Final = 8  #: letters to a blank where blanks set nothing apart
_BLANK: Final = re.compile(
    r"(?<=[ぁ-ん、)])\s(?=[ぁ-んァ-ヶ一-龠A-Z\d])|(?<=[\d分時日])\s(?=[ぁ-ん])"
)
_ORNAMENT: Final = re.compile(r"^[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\s]+")
_ASCII_SIGNS: Final = re.compile(r"(?<=[^!-~])[!?！？]+")


def _dressed_down(text: str, near: date) -> str:
    """Return a sentence in the house style, with its full stop."""
    text = undressed(harmless(house(text, near))).replace(",", "、" if _full_commas(text) else ",")
    text = _ORNAMENT.sub("", text)
    if text.count(" ") * APART <= len(text):  # ことばを わけて かく: a page for children
        text = _BLANK.sub("", text)
    # ！ and ？ between Japanese
    text = _ASCII_SIGNS.sub(lambda signs: signs[0].translate({33: "！", 63: "？"}), text)
    return text if text[-1] in "。！？!?」』" else f"{text}。"


def _limited(text: str, limit: str, near: date) -> str:
    """Return a sentence with what limits it right behind; without one, or where that cannot be
    said, the sentence.
    """
    if not limit or _EMPTY.search(limit) or POINTING.search(limit) or _PERSONAL.search(limit):
        return text
    if limit[0] == "(":
        return f"{text.rstrip('。')}{_dressed_down(limit, near).rstrip('。')}。"
    return text + _dressed_down(limit, near)


def _is_apart(outline: Outline, unit: Unit) -> bool:
    """Whether a sentence is not to be said whatever it says: it belongs to a list, or needs the
    heading above it, or tells that the time to apply is over where that is not the news.
    """
    home = outline.sections[unit.section]
    stamp = any(day.date == outline.published for day in mentions(home.heading, outline.near))
    if not (stamp or home.style[0] == "update" or has_day(unit.text)) and has_day(home.heading):
        return True  # 20日の対応: without the day it would hold for any
    over = _CLOSED_TO.search(unit.text) and not _TITLE_OVER.search(outline.title)
    # 開館中に警報が出たとき ⏎ ただちに閉館します。
    return bool(
        over
        or _IF_SO.search(home.heading)
        or _below_a_case(outline, unit)
        or any(FOR_SOME.search(outline.sections[s].heading) for s in outline.path(unit.section))
        or _listed(outline, unit)
        or _stays(outline, unit)
        or says_again(unit.text, outline.title)
    )


def _below_a_case(outline: Outline, unit: Unit) -> bool:
    """Whether a few lines above stands, in a line of its own, when it holds: ぬれたときは。"""
    above = (u for u in reversed(outline.units[: unit.at]) if u.section == unit.section)
    return any(_IF_SO.search(u.text.rstrip("。、:")) for u in islice(above, CASE))


CASE: Final = 6  #: lines for which a case that stands above them holds
#: the head of what a page of changes says is not changed
_STAYS: Final = re.compile(
    r"変わらない(?:こと|もの|点)|変更(?:の|が|し)ない(?:こと|もの|点)|変更なし"
)


def _stays(outline: Outline, unit: Unit) -> bool:
    """Whether a sentence stands below what does not change, on a page of what does."""
    above = (u for u in reversed(outline.units[: unit.at]) if u.section == unit.section)
    head = next((u.text for u in above if u.sort == Sort.WORD), "")
    heading = outline.sections[unit.section].heading
    return bool(_STAYS.search(head) or _STAYS.search(heading))


def _with_month(outline: Outline, unit: Unit, text: str, near: date) -> str:
    """Return a sentence that begins with a bare day with its month, where that is sure: the month
    last named, if the weekday fits; else that of the sentence right before, if its last day lies
    earlier: 26日で…。27日から….
    """
    bare = _BARE_FIRST.match(text)
    if bare is None:
        return _with_fitting_month(unit, text, near)
    if bare["weekday"] and unit.month:
        named = mentions(f"{unit.month}{bare[0].removeprefix('翌')}", near)
        return _dated(unit.month, text) if named and not named[0].weekday_wrong else text
    before = outline.before(unit)
    if before is None or before.sort != Sort.SENTENCE or before.section != unit.section:
        return text
    last = next((m.date for m in reversed(mentions(before.text, near)) if m.date), None)
    return _dated(f"{last.month}月", text) if last and last.day < int(bare["day"]) else text


def _with_fitting_month(unit: Unit, text: str, near: date) -> str:
    """Return a sentence whose first day has a weekday and no month with the month last named, if
    the weekday fits: 12日(土)の朝から配ります, behind 12月20日(日).
    """
    bare = _BARE_DAY.match(text)
    if bare is None or not unit.month:
        return text
    whole = f"{unit.month}{bare['day']}日({bare['weekday'] or bare['name']})"
    day = next(iter(mentions(whole, near)), None)
    fits = day and day.date and not day.weekday_wrong and day.date >= near
    return f"{whole}{text[bare.end() :]}" if fits else text


def _dated(month: str, text: str) -> str:
    """Return a sentence with the month of its first day: 翌7月21日."""
    next_day = "翌" if text[0] == "翌" else ""
    return f"{next_day}{month}{text.removeprefix(next_day)}"


def _listed(outline: Outline, unit: Unit) -> bool:
    """Whether a sentence begins with the last of a list that stands in the lines above:
    「空の手帳」の3種類があります。
    """
    before = outline.before(unit)
    return bool(
        before
        and unit.text[0] in "「『"
        and before.section == unit.section
        and before.text[0] == unit.text[0]
        and before.text[-1] not in "。!?！？"
    )


_CANNOT: Final = re.compile(r"(?:でき|いただけ)ません。?$")


def _refused_then(outline: Outline, unit: Unit, text: str) -> bool:
    """Whether …できません stands behind a sentence that says when: ご来館当日は、… ⏎
    再発行はできません.
    """
    before = outline.before(unit)
    return bool(
        _CANNOT.search(text)
        and before
        and before.sort == Sort.SENTENCE
        and before.section == unit.section
        and re.search(r"(?:当日|場合|あいだ|とき|時)(?:に)?は|までは|ていても", before.text)
    )


def _of_the_day(outline: Outline, unit: Unit, text: str) -> bool:
    """Whether 当日 stands right behind a line with its day, which is told."""
    before = outline.before(unit)
    return bool(text.startswith("当日") and before and before.sort in (Sort.ENTRY, Sort.WHEN))


def _goes_on(outline: Outline, unit: Unit) -> bool:
    """Whether a sentence goes on about what the one before it in its line says, and about nothing
    that the title names.
    """
    of = _GOES_ON.match(unit.text)
    return bool(of and of[0][:-1] not in outline.title and not unit.raw.startswith(unit.text))


def _of_one(outline: Outline, unit: Unit) -> bool:
    """Whether the sentence before it speaks of one library, and it goes on without a subject:
    なお、灘図書館については、…
    """
    before = outline.before(unit)
    return bool(
        before
        and before.section == unit.section
        and re.match(r"(?:なお|ただし|また)、?[^、。]{1,12}[館室](?:について)?は、", before.text)
        and not re.search(r"[館室](?:について)?[はも]", unit.text)
    )


#: for whom the sentence before it is: 完走した方へ, 一時保育があります
_SOME: Final = re.compile(r"[のたる](?:方|人|お子さん)[はへに]|希望|保育|託児|通訳")
#: asked of them: カードをお持ちください
_ASKED_SO: Final = re.compile(
    r"(?:お持ち|申し?込[みん]|お申し出|見せ|お?書き|出し)[^。]{0,6}ください。?$"
)


_ASKED_TO: Final = re.compile(r"受け付け|申し?込み|先着|各回")


def _of_entries(outline: Outline, unit: Unit, text: str) -> bool:
    """Whether how to apply stands below the days of something with a name of its own: 使い方説明会
    ⏎ 中央図書館 3月6日(土) ⏎ 各回12人、先着順。 ⏎ 2月16日(火)から受け付けます。
    """
    above = (u for u in reversed(outline.units[: unit.at]) if u.sort != Sort.SENTENCE)
    last = next(above, None)
    return bool(
        last
        and last.sort == Sort.ENTRY
        and last.section == unit.section
        and _ASKED_TO.search(text)
        and not pairs(outline.title) & pairs(last.label)
    )


def _asked_of_some(outline: Outline, unit: Unit) -> bool:
    """Whether a request without a subject goes on with a sentence that is for some only."""
    before = outline.before(unit)
    return bool(
        before
        and before.sort in (Sort.SENTENCE, Sort.WORD)
        and before.section == unit.section
        and _SOME.search(before.text)
        and _ASKED_SO.search(unit.text)
        and not re.search(r"(?:方|人|際|場合|とき)[はに]", unit.text)
    )


#: 変わります says what 変更となります says
_CHANGED: Final = re.compile(r"変わり|変え")
_CONTENT_WORDS: Final = re.compile(r"[一-龠々ァ-ヴー]+|\d+|[a-z]+")


def _same(text: str, known: str) -> bool:
    """Whether a sentence says the title over again."""
    bare, known = (_CHANGED.sub("変更", one) for one in (folded(text.rstrip("。!?！？")), known))
    words = _CONTENT_WORDS.findall(bare)
    return (
        bare in known
        or (known in bare and len(bare) - len(known) <= FEW)
        or bare.replace("の", "") == known.rstrip("。!?！？").replace("の", "")
        or (len(words) > 2 and all(word in known for word in words))
    )


_COURTEOUS_END: Final = re.compile(
    r"(?:(?:と|を)?させて)?(?:いただきます|いたします|頂きます|致します)\W*$"
    r"|(?:いただく|いただける|する)?こと(?:に|と)(?:なり|し|いたし)まし?[たす]\W*$"
)
_OF_DAYS: Final = re.compile(r"[\d\W]|平成|令和|[年月日]|[月火水木金土]曜")


def _skeleton(text: str) -> str:
    """Return the end of a sentence without its days: what is alike in a list of them."""
    return _OF_DAYS.sub("", _COURTEOUS_END.sub("", text))[-8:]


def _updated(outline: Outline, unit: Unit) -> bool:
    return any(outline.sections[s].style[0] == "update" for s in outline.path(unit.section))


def _after(outline: Outline, unit: Unit) -> int:
    """Return the place of the line before a sentence, in its section, that is more than courtesy;
    -1 where there is none.
    """
    before = (
        u
        for u in reversed(outline.units[: unit.at])
        if u.sort != Sort.SENTENCE
        or not _THANKS.search(u.text)
        or re.search(r"\d|返却|ポスト", u.text)
    )
    other = next(before, None)
    return other.at if other and other.section == unit.section else -1


_ASKS_OR_DENIES: Final = re.compile(r"(?:ください|ましょう|ありません|しません)。?$")
_LENDING: Final = re.compile(r"返却|返せ|ポスト|予約|貸出|借り")


def _tells(text: str, dates: tuple[date, ...], main: frozenset[date]) -> frozenset[str]:
    tells = set()
    role = role_of(text)
    if dates and role not in ("lent", "apply"):
        tells.add("day")
        if len(set(dates)) > 1:
            tells.add("span")
    if role in ("closed", "open"):
        tells.add(role)
    if any(not t.aside for t in find_times(text)):
        tells.add("hour")
    if _AT.search(_TITLES.sub("", text)):
        tells.add("place")
    if _APPLYING.search(text) or "無料" in text:
        tells.add("apply")
    if _LENDING.search(text):
        tells.add("return")
    if INSTEAD.search(text):
        tells.add("instead")
    if _ASKS_OR_DENIES.search(text) and not POLITENESS.search(text):
        tells.add("advice")
    if re.search(r"中止|延期", text):
        tells.add("off")
    if main & set(dates):
        tells.add("main")
    return frozenset(tells)


def _by_section(outline: Outline, unit: Unit, text: str, content: set[str]) -> int:
    """What stands before the first heading, or under one that the title speaks of, is the news; so
    is what was added later.
    """
    section = outline.sections[unit.section]
    points = 3 if section.above == -1 else 0
    points += 12 if _updated(outline, unit) else 0
    if content & content_pairs(section.heading):
        points += 2
    if RECOVERY.search(outline.title):
        points += 6 if RECOVERY.search(text) else -4
    if (
        section.above != -1
        and not section.facet
        and not section.record
        and not content & content_pairs(section.heading)
    ):
        points -= 3
    return points


#: ただいま児童コーナーでは、…を展示しています: what is shown is so while it lasts
_AT_PRESENT: Final = re.compile(
    r"^(?:ただいま|只今)、?(?=[^。]*(?:展示|紹介|開催|募集|受け付け|配布|販売|行)[^。]{0,6}て(?:い|お)り?ます)"
    r"|(?<=[がは]、)(?:ただいま|只今)、?(?=[^。は]*\d[^。は]{1,6}あります)"
)
_RELATIVE_TWICE: Final = re.compile(
    r"(?:本日|今日|明日|昨日|きょう|きのう|あした|あす|[今来先]週|今月|来月|本年|今年)[、,\s]*(?=\d{1,2}月\d{1,2}日)"
)
#: 先週の雨のあと、傘立てに31本の傘が残っています: what was or is so is so without it
_JUST_BEFORE: Final = re.compile(
    r"^(?:なお、|また、)?(?:先週|先月|昨日|きのう|昨夜|今朝)(?:の[^、。]{1,12})?(?:から)?、"
    r"(?=[^。]*(?:ました|て(?:い|お)り?ます|ません)。?$)"
)
#: 今週、…、11月23日に1件: its own days say it
_DATED_ANYWAY: Final = re.compile(
    r"^(?:今週|先週|今月|先月)(?:に入(?:って|り))?(?:から)?、(?=[^。]*\d{1,2}月\d{1,2}日)"
)
#: 今月の「朝の会」は、12月5日(土)…: the day says it
_MONTH_TWICE: Final = re.compile(r"^[今来]月の(?=[^。、]{2,30}は、?\d{1,2}月\d{1,2}日)")
_DAY_TWICE: Final = re.compile(
    r"(本日|今日|明日|昨日|きょう|きのう|あした|あす)[、,\s]*\d{1,2}日(?:\([月火水木金土日]\))?"
)


def settled(text: str, published: date | None) -> str:
    """Put dates for 本日, 明日; return nothing when a word stays that will be wrong on another
    day.
    """
    # 本日17日は17時で閉館します
    text = _DAY_TWICE.sub(r"\1", text)
    # 本日3月17日(火)から来週3月25日(水)まで: the day says it
    text = _RELATIVE_TWICE.sub("", text)
    text = _AT_PRESENT.sub("", text)
    if not relative_words(text):
        return text
    settled = resolve_relative(text, published) if published else text
    settled = _JUST_BEFORE.sub("", _DATED_ANYWAY.sub("", _MONTH_TWICE.sub("", settled)))
    return "" if relative_words(settled) else settled


_LAST_ASIDE: Final = re.compile(r"[(（][^()（）]*[)）](?=。?$)")


def _is_whole(text: str) -> bool:
    """Whether a text ends as a sentence does, politely, or as a notice does, on a noun: 先着順。"""
    bare = _LAST_ASIDE.sub("", text)
    ended = _POLITE.search(bare) or (text.endswith("。") and _NOUN.search(bare))
    opening = _LEFT_OPEN.search(text) and not _LAST_TIME.match(text)
    left_open = opening and (has_day(text) or find_times(text))
    return (len(text) >= 8 and bool(ended or left_open)) or _SHORT.fullmatch(text) is not None


#: a verb left out behind when, where, to whom: 受け付けは12月5日(土)まで、両館のカウンターで。
_LEFT_OPEN: Final = re.compile(
    r"(?:[一-龠々ァ-ヶー」』)](?:で|へ|に)|ほど|程度|くらい|ごろ|頃|間|スタート|オープン)[。!！]$"
)
#: a sentence without its verb does not say that it was
_LAST_TIME: Final = re.compile(r"[^、。]{0,8}?(?:去年|昨年|前年|おととし|前回|先日|先月|以前)")
#: with what no sentence that is told begins: a remark, a question's number, a row of names
_UNTOLD_HEAD: Final = re.compile(
    r"標[記題]の|このことについて|[(（→⇒【]|[QA]\d{0,2}[\s.．:：]|など|と言"
    r"|\d{1,2}月\d{1,2}日[^、。…]{0,14}…"
    r"|[^\s、。]{2,14}(?<![はがをにでのともへやらくし])\s\d"
    r"|(?:[^\s、。はがをにで]{2,12}\s){2}"  # 2F研修室 先着10名 スマホを…
)
#: what somebody said or heard, what was decided, what is not all
_UNTOLD: Final = re.compile(
    r"。」|」(?:など|等)と(?:言|い|話|電)|」と(?:言|電話|名乗|名のる|称)"
    r"|(?:について|につきまして)、?(?:下記|次|以下)?[^、。]{0,6}決定(?:し|いたし|させて)"
    r"|(?:だけ|ばかり)では(?:あり|ござい)ません。?$"
    r"|そうです。?$|とのこと(?:です)?。?$|[^\d]:(?!\d)|※"
)


@lru_cache(256)
def names_nobody(text: str) -> bool:
    """Whether a line names no person."""
    return not _PERSONAL.search(_NAMED.sub("「」", text))


def _sayable(text: str, unit: Unit) -> bool:
    """Whether it is a whole sentence for everybody, with nothing personal in it and nothing that
    only points elsewhere.
    """
    return (
        unit.bare
        and len(text) <= LONGEST
        and names_nobody(text)
        and not _CHATTER.search(_NAMED.sub("「」", text))
        and not _ASKED.search(text)
        and not _TODAY.search(unit.text)
        and _is_whole(text)
        and not _EMPTY.search(_BY_PHONE.sub("", text) if _APPLIED_FROM.search(text) else text)
        and not POINTING.search(text)
        and not _UNTOLD_HEAD.match(text)
        and not _UNTOLD.search(text)
        and all(text.count(a) == text.count(b) for a, b in ("「」", "()", "『』", "（）", "【】"))
        and not _PARTICLE.match(text)
        and not is_quote(text)
    )


_USUAL_CLOSING: Final = re.compile(r"定例の?休館|館内整理日|通常の休館")


def _points(
    text: str,
    unit: Unit,
    *,
    kind: str,
    place: int,
    days: tuple[date, ...],
    main: frozenset[date],
    today: date,
) -> int:
    news = _NEWS[SORTS.get(kind, kind)]
    points = max(0, 5 - place) + (6 if news.search(text) else 0)
    points += (
        (3 if 20 <= len(text) <= 80 else 0)
        - (3 if len(text) < 14 else 0)
        - (3 if len(text) > 100 else 0)
    )
    points -= (
        6 * bool(POLITENESS.search(text))
        + 6 * bool(_FURTHER.search(text))
        + 4 * bool(_CAPTION.search(text))
    )
    points -= 4 * bool(re.search(r"当日", text) and not (days or main)) + 2 * bool(
        re.search(r"時点|現在", text)
    )
    points -= 3 * bool(BACK.search(text)) + 2 * text.endswith(("?", "？", "ませんか。", "か。"))
    points += 6 * (
        kind == "event" and bool(days) and bool(_AT.search(text)) and bool(find_times(text))
    )
    points -= 6 * (unit.sort == Sort.NOTE)
    role = role_of(text) if days else ""
    if days:
        lent = role == "lent" and kind in ("closure", "emergency")
        points += 4 if any(day in main for day in days) or not main else 0 if lent else -6
        points -= 4 if all(day < today for day in days) else 0
        points -= (2 if lent else 5) if role == "lent" else 0
    if kind in ("closure", "emergency", "cancelled") and re.search(
        r"除き|通常どおり|いつもどおり|通常通り|ただし", text
    ):
        points += 4
    if _USUAL_CLOSING.search(text):
        points -= 12
    if kind in ("cancelled", "postponed") and re.search(r"中止|延期", text):
        points += 8
    if kind in ("closure", "emergency") and role == "closed":
        points += 5 if not main or any(day in main for day in days) else -6
        points += 6 * ("全館" in text and bool(days))
    if kind == "emergency" and UNSURE.search(text):
        points += 3
    return points


def _full_commas(text: str) -> bool:
    """Whether commas are the page's 、: 来年,令和5年は. In numbers they stay."""
    return not re.search(r"\d,\d", text) and bool(re.search(r"[ぁ-んァ-ヶ一-龠],", text))
