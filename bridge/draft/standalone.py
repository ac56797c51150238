"""Pure: a sentence made to stand by itself: what it points at is put in or left out, a long reason
goes.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from bridge.text.limits import FOLLOWING
from bridge.topics.sorts import Sort, has_day
from bridge.topics.tidy import stripped

if TYPE_CHECKING:
    from bridge.topics.outline import Outline, Unit

ROOM: Final = 100  #: characters of a sentence that leave room for a title and a line
ITEMS: Final = 50  #: letters of the items that are put into a sentence
MOST_ITEMS: Final = 10
#: a noun whose items stand below: 下記のサービスが
_POINTED_AT: Final = re.compile(
    rf"(?:次|つぎ|{FOLLOWING}|下記|左記|(?<![一-龠])下)の"
    r"((?!期間|日程|方法|場合|内容|事項|条件|要件|表|図|点|日|時|注意|通り)"
    r"(?:[一-龠ァ-ヶー]{2,8}(?:・[一-龠ァ-ヶー]{2,6})?|もの|ところ|こと))(?=[がをはも])"
)
#: says of each item of a list whether it can be had
_MARKED: Final = re.compile(r"\s*[○〇◯×✕✖△◎]")
_NO_MARK: Final = re.compile(r"\s*[×✕✖]\s*")
#: what only stands for its items: 次のものが使えません
_BLANK: Final = ("もの", "ところ", "こと", "場所", "施設")
#: …しましたので、下記のとおりお知らせします。: the news stands before it
_ANNOUNCED: Final = re.compile(
    r"((?:まし|でし)た|ます|です)(?:ので|が)、"
    rf"(?:下記|次|{FOLLOWING}|左記|別紙)"
    r"(?:の(?:とおり|通り))?[^。、]{0,16}(?:します|いたします|ください)。?$"
)
#: …が故障しており、大変ご不便をおかけしております。
_SORRY: Final = re.compile(
    r"(?:ており|ていて)(?:まして)?、(?:[^。、]{0,10}(?:に|は|には)、?)?(?:大変|たいへん)?ご(?:不便|迷惑)をおかけ[^。]*。?$"
)
#: 【サンタさん、はやくこないかな】という展示
_BOXED: Final = re.compile(r"【([^【】]{2,24})】(?=という|と題)")
#: 次のとおり, 以下の日程で: what it points at stands as a line of the draft
_POINTER: Final = re.compile(
    rf"(?:下記|次|つぎ|{FOLLOWING})により、?|"
    rf"(?:下記|次|つぎ|{FOLLOWING}|(?<![一-龠])下)"
    r"のように、?(?=[^。、]{2,12}ます)|"
    rf"(?:下記|次|つぎ|{FOLLOWING}|左記|(?<![一-龠])下)の"
    r"(?:(?:とおり|通り|日程(?:で|により)?)に?、?(?!です|であ|に(?:なり|な)|と)(?=[^。、ごお]|お休)|(?:期間|日時|時間帯?)(?:(?:において|中|、|に、|は、|は(?=[「一-龠ァ-ヶ]))+|(?=お休み)|(?=[一-龠]{2,4}(?:と|に)?(?:し|いたし|致し|なり))))"
)
#: …となりますので、ご理解の程よろしくお願いいたします。
_PLEASE: Final = re.compile(
    r"(ます|ません)(?:ので|が)、?(?:何卒|ぜひ)?ご(?:理解|了承|協力|承知|容赦|留意|覧ください)[^。]*。?$"
)
#: a name set apart, before its sentence: 返 却 返却ポストをご利用ください。
_SPACED: Final = re.compile(r"^(?:[一-龠]\s){1,3}[一-龠]\s+(?=\S{8})")
#: 誠に勝手ながら、
_EXCUSED: Final = re.compile(
    r"(?:誠に|まことに|大変|たいへん)?(?:勝手|恐縮|申し訳|恐れ入り|残念)[^、。]{0,12}(?:が|ながら)、"
)
#: …のため、ただいま図書館は休館していますが、: how it is as yet
_AS_IT_IS: Final = re.compile(
    r"^(?:[^、。]{2,40}ため、)?(?:ただいま|現在)、?[^、。]{2,30}て(?:い|おり)ますが、"
)
#: 冬期巡回となりますのでお知らせします。
_TOLD: Final = re.compile(
    r"(ます|ません|ました)(?:ので|から)、?(?:ここに)?(?:お知らせ|ご案内|ご連絡|ご報告)(?:いた|致)?(?:し|申し上げ)ます。?$"
)
#: nothing is left of a sentence that only pointed: 日程が(次のとおりに)なります。
_LEFT: Final = re.compile(r"[がは、](?:と|に)?(?:なり|いたし|致し|し|です|であり)(?:ます)?。?$")
#: …を開放しますので、ぜひ利用してみてはいかがでしょうか。
_INVITED: Final = re.compile(
    r"(ます|ました)(?:ので|から|。)、?(?:(?:この機会に|みな(?:さ|様)[^。、]{0,8}|皆様?[^。、]{0,8})、?)?(?:ぜひ|是非|どうぞ|お気軽に|お誘い)[^。]*。?$"
)
#: …短縮開館を解除し、開館時間を下記の通りとさせていただきます。: the first half is whole
_HALF: Final = re.compile(
    r"((?:休館|休室|閉館|開館|再開|解除|中止|延期|停止|休止|変更|終了|開始|短縮|延長|実施|開催|導入|更新|廃止|移転|設置|募集)(?:いた)?し)、[^。、]{0,80}"
    rf"(?:下記|{FOLLOWING}|次|左記|別紙)"
    r"の?(?:とおり|通り|ように)[^。、]{0,40}?(?:し|いたし|致し|なり|いただき)(ます|ました)。?$"
)
_IS: Final = re.compile(r"[ぁ-ん]のは、[^。]{2,60}[』」]。?$")
#: …が手に入らなくなり、3月31日(水)をもちまして、…: how it came about, up to the day
_TO_THE_DAY: Final = re.compile(r"[^。は「]*?(?:が|り|て|で)、(?=\d{1,2}月\d{1,2}日)")
_YEAR: Final = re.compile(r"(?<![一-龠])[昨今本来]年度?は、")
_REASON: Final = re.compile(
    r"(?:ため|にあわせ|に合わせ|にともない|に伴い|により|ことから|ので|ことを受け)、"
)
_SOME_OF: Final = re.compile(
    rf"(?:次|つぎ|{FOLLOWING}|下記)の"
    r"[一-龠ァ-ヶー]{2,8}(?:のうち)?の?(?=いずれか|どれか)"
)


def itemed(outline: Outline, unit: Unit) -> str:
    """Put the items of the list that follows for what points at it: 次の警報のいずれか is
    大雨警報、暴風警報のいずれか, 下記のサービスが使えません is サービス(貸出、予約)が使えません.
    """
    pointed = _SOME_OF.search(unit.text)
    if pointed:
        items = _items_below(outline, unit)
        if not 2 <= len(items) <= 4 or any(len(one) > 14 for one in items):
            return unit.text
        return f"{unit.text[: pointed.start()]}{'、'.join(items)}の{unit.text[pointed.end() :]}"
    noun = _POINTED_AT.search(unit.text)
    items = _items_below(outline, unit) if noun else []
    if noun is None or not 2 <= len(items) <= MOST_ITEMS:
        return unit.text
    if any(map(_MARKED.match, items)):  # × 予約 ⏎ ○ 蔵書検索: some can be had
        items = [_NO_MARK.sub("", one) for one in items if _NO_MARK.match(one)]
        if not (items and unit.text.rstrip("。").endswith("ません")):
            return unit.text
    named = list(takewhile(lambda one: len(one) <= 24, items))
    while len("、".join(named)) > ITEMS:
        named.pop()
    if len(named) < min(2, len(items)):
        return unit.text
    words = "、".join(named) + ("など" if len(named) < len(items) else "")
    if noun[1] not in _BLANK:
        words = f"{noun[1]}({words})"
    return f"{unit.text[: noun.start()]}{words}{unit.text[noun.end() :]}"


def _items_below(outline: Outline, unit: Unit) -> list[str]:
    """Return the items of the list right below a sentence, without what stands in brackets; each
    may be a heading of its own.
    """
    after = [u for u in outline.units[unit.at + 1 :] if u.section == unit.section]
    if after and after[0].sort == Sort.WHEN and after[0].label:
        after = after[1:]  # 次のものが使えません。 ⏎ 期間：… ⏎ ・検索機
    items = [
        u.text
        for u in takewhile(
            lambda u: u.sort in (Sort.WORD, Sort.OTHER, Sort.PLACE) and not u.label, after
        )
    ]
    heads = [
        s for s in outline.sections if s.above == unit.section and s.style[0] in ("plain", "mark")
    ]
    full = {u.section for u in outline.units}
    # the last of a list may look like a heading, with nothing below it
    items += [s.heading for s in heads if not items or s.index not in full]
    return [re.sub(r"\([^()]*\)$", "", item) for item in items]


#: 今年度は次のとおり休館します is untrue without its days
_WHOLE_TIME: Final = re.compile(
    r"(?:今年度?|本年度?|来年度?|令和\d+年度?|今月|来月|\d{1,2}月|年末年始|(?:ゴールデンウ[イィ]ーク|連休|お盆)(?:期間)?)(?:中)?(?:は|も|の間は?)、?"
    rf"(?=(?:下記|次|つぎ|{FOLLOWING}|左記)の"
    r"(?:とおり|通り|日程|期間|日時|時間帯?))"
)
_OPENER: Final = re.compile(
    r"^(?:そこで(?=[一-龠ァ-ヶ\d])|(?:さて|そして)(?=[今本来]年|[今来]週|この|\d|令和)|(?:さて|そして|ところで|それでは|ついては|(?:表?題|タイトル)の(?:とおり|通り)|そこで|このたび|この度|(?:これ|それ)に(?:伴い|ともない|より)|よって|したがって)、|つきましては、?|[こそ]のため(?:、|(?=[一-龠]{1,6}は、?)))"
)
_FOOTNOTE: Final = re.compile(
    r"[(（]※\d?[)）]|(?<=」)※|[(（](?:講師|出演|話し手|語り手|会場|場所|監督)\s*[:：][^()（）]*[)）]"
)
_SO_MANY: Final = re.compile(
    rf"(?:次|つぎ|{FOLLOWING})の"
    r"(\d{1,2})(?=館|施設|分館|図書館|室|か所|箇所)"
)


def filled(text: str, names: tuple[str, ...]) -> str:
    """Put the names for 次の3館 where so many stand below: 清川館、三保館、蒲原館の3館."""
    pointed = _SO_MANY.search(text)
    if pointed and int(pointed[1]) == len(names) <= 6:
        return f"{text[: pointed.start()]}{'、'.join(names)}の{pointed[1]}{text[pointed.end() :]}"
    text = _FOOTNOTE.sub("", uncited(text) if _OFF.search(text) else text)
    text = _BOXED.sub(r"「\1」", text)
    text = _SPACED.sub("", _EXCUSED.sub("", _AS_IT_IS.sub("", text)))
    text = _INVITED.sub(r"\1。", _PLEASE.sub(r"\1。", _TOLD.sub(r"\1。", text)))
    if _IS.search(text):  # 今回上映されるのは、映画の『…』。
        text = f"{text.rstrip('。')}です。"
    text = _WHOLE_TIME.sub("", text)
    text = _SORRY.sub("ています。", _ANNOUNCED.sub(r"\1。", text))
    text = stripped(_OPENER.sub("", unpointed(_HALF.sub(r"\1\2。", text))))
    return _shortened(text)


#: 標記講演会: which the title, right above it in a post, names
_CITED: Final = re.compile(
    r"(?:標[記題]|首[記題])の?(?=[一-龠ァ-ヶー]{0,6}(?:会|講座|教室|展示?|行事|催し|イベント|講習|研修|事業|サービス))"
)


#: says of it more than that it is held
_OFF: Final = re.compile(r"中止|延期|変更|終了|お?休み")


def uncited(text: str) -> str:
    """Return a text that names the thing of its title without 標記: 標記講演会 is 講演会."""
    return _CITED.sub("", text)


def unpointed(text: str) -> str:
    """Return a sentence without what points at a line of the draft, where more than that is left
    of it.
    """
    bare = _POINTER.sub("", text)
    if bare != text:  # 企画展を、下記により開催します
        bare = re.sub(r"(?<=[をに])、(?=[一-龠]{2,4}(?:し|いたし|致し)ます)", "", bare)
    return text if _LEFT.search(bare) else bare


#: a verb's humble and honorific dress, each with what says the same in fewer words
_DRESS: Final = tuple(
    (re.compile(dressed), bare)
    for dressed, bare in (
        # 終了させていただくこととなりました, 開催することになりました
        (
            r"(?:(?<=[一-龠ァ-ヶーをとに])させていただく|する|いたす|致す)こと(?:と|に)"
            r"(?:なり|し|いたし|致し)ま(?:す|した)",
            "します",
        ),
        (r"(?<=[一-龠ァ-ヶーをとに])させて(?:いただ|頂)(?:き|いてい|いており)(?=ま)", "し"),
        (r"(?<=[一-龠ァ-ヶーをとに])させて(?:いただ|頂)く", "する"),
        (r"(?:いた|致)し(?=ま(?:す|し|せん)|て(?:い|お)り?ま)", "し"),
        # 予定しておりました「相談会」は, 使用しております機械を
        (r"(?<=て)おりました(?=[一-龠ァ-ヶA-Za-z「『])", "いた"),
        (r"(?<=て)おります(?=[一-龠ァ-ヶA-Za-z「『])", "いる"),
        (r"(?<=て)おり(?=ま(?:す|した|せん))", "い"),
        (r"でございます", "です"),
        (r"(?<=[がはも])ござい(?=ま(?:す|した|せん))", "あり"),
    )
)
#: what each of them has, and few texts
_DRESSED: Final = re.compile("させて|こと|[た致]し|おり|ござい")


def undressed(text: str) -> str:
    """Return a sentence without the dress of courtesy on its verbs: 休館します of
    休館とさせていただきます; the room is for what it tells (5(3)イ).
    """
    if _DRESSED.search(text):
        for dressed, bare in _DRESS:
            text = dressed.sub(bare, text)
    return text


#: why something is done
_WHY: Final = re.compile(
    r"(?:ため|[にと](?:あわせ|合わせ|ともない|伴い|伴って|つき|際し)て?|により|によって|ことから|ので|(?:こと)?を(?:受け|うけ|踏まえ|ふまえ|考え|考慮し)|よう|たく)(?:に|て|まして|、このたび)?、"
)
#: what is left of a sentence without its reason stands by itself
_STANDS: Final = re.compile(
    r"(?!(?:その|この|これ|それ|同|[がをにへとでもや]))(?:.{15,}|(?=.*[をがは]).{10,})(?:ます|ました|です)。?"
)


def reasonless(text: str) -> str:
    """Return a sentence without why it is so: its topic and what is done; as it is where no reason
    stands before that, or where more than a reason would go.
    """
    if re.search(r"申|応募|抽選|アンケート", text):
        return text  # how, and what for, is what one asks
    for why in reversed([*_WHY.finditer(text)]):
        rest = text[why.end() :]
        topic = re.match(r"[^、。]{2,60}は、", text)
        head = topic[0] if topic and topic.end() <= why.start() else ""
        dropped = text[len(head) : why.end()]
        if (
            _STANDS.fullmatch(rest)
            and not (has_day(dropped) and not has_day(rest))
            and all(dropped.count(a) == dropped.count(b) for a, b in ("「」", "()", "『』"))
            and not re.search(r"ません|休[館室止み]|中止", dropped)
        ):
            return head + rest
    return text


#: what stands in brackets and limits nothing: (仮設住宅の集会所5か所・仮の公民館2か所)
_ASIDE: Final = re.compile(
    r"[(（](?![^()（）]*(?:除|ません|不可|ない|のみ|だけ|限|まで|から|\d[日時]|[~～]|以[上下外]|対象|[方人名円歳]|年生|児童|保護者|無料|先着|定員|お?ひとり))"
    r"[^()（）]{6,}[)）]"
)
#: what is said of a thing before its name: …では、…の資料をあわせて紹介する企画展「…」
_BEFORE_NAME: Final = re.compile(
    r"^(?P<topic>[^、。「」]{2,30}は、)(?P<said>[^。「」]{12,}(?:する|した|[れえけせてねべめげ]る|いる|なる|った|んだ))(?P<noun>[一-龠々ァ-ヶー]{2,8})(?=「)"
)


def _shortened(text: str) -> str:
    """Return a long sentence without what it can stand without, one thing after the other as long
    as it is too long: its reason, its brackets, what it says of a thing before its name.
    """
    for step in (_reason_left_out, _brackets_left_out, _name_alone):
        if len(text) <= ROOM:
            break
        text = step(text)
    return text


def _brackets_left_out(text: str) -> str:
    """Return a sentence without the brackets that limit nothing, from the innermost out."""
    bare = _ASIDE.sub("", text)
    return text if bare == text else _brackets_left_out(bare)


def _name_alone(text: str) -> str:
    """Return a sentence with the name of a thing alone, without what it says before it."""
    name = _BEFORE_NAME.match(text)
    if name is None or has_day(name["said"]):
        return text
    return f"{name['topic']}{text[name.start('noun') :]}"


def _reason_left_out(text: str) -> str:
    """Return a sentence without the clause that gives its reason, where what is left stands by
    itself.
    """
    reason = next(iter(_REASON.finditer(text)), None)
    if reason is None or len(text) - reason.end() < 20:
        behind = _TO_THE_DAY.match(text)
        return text[behind.end() :] if behind and _STANDS.fullmatch(text, behind.end()) else text
    head = text.partition("、")[0]
    if has_day(head) and re.search(r"(?:[たる]|の)$", head):
        return text  # …を予定しておりました、児童文学作家の講演会: of what follows
    since = f"{head}、" if has_day(head) or re.search(r"\d月(?:から|より)$", head) else ""
    dropped = text[len(since) : reason.end()]
    year = _YEAR.search(dropped)  # 昨年度は、水ぬれなどにより、316点を…: not of any year
    return (
        text
        if re.search(r"\d\s*日", dropped) or dropped.count("「") != dropped.count("」")
        else since + (year[0] if year else "") + text[reason.end() :]
    )
