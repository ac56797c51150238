"""Pure: a sentence made to stand by itself: what it points at is put in or left out, a long reason
goes.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from bridge.topics.sorts import has_day
from bridge.topics.tidy import stripped

if TYPE_CHECKING:
    from bridge.topics.outline import Outline, Unit

ROOM: Final = 100  #: characters of a sentence that leave room for a title and a line
#: …しましたので、下記のとおりお知らせします。: the news stands before it
_ANNOUNCED: Final = re.compile(
    r"((?:まし|でし)た|ます|です)(?:ので|が)、(?:下記|次|以下|左記|別紙)(?:の(?:とおり|通り))?[^。、]{0,16}(?:します|いたします|ください)。?$"
)
#: …が故障しており、大変ご不便をおかけしております。
_SORRY: Final = re.compile(
    r"(?:ており|ていて)(?:まして)?、(?:[^。、]{0,10}(?:に|は|には)、?)?(?:大変|たいへん)?ご(?:不便|迷惑)をおかけ[^。]*。?$"
)
#: 次のとおり, 以下の日程で: what it points at stands as a line of the draft
_POINTER: Final = re.compile(
    r"(?:下記|次|つぎ|以下)により、?|(?:下記|次|つぎ|以下)のように、?(?=[^。、]{2,12}ます)|(?:下記|次|つぎ|以下|左記|(?<![一-龠])下)の(?:(?:とおり|通り|日程(?:で|により)?)に?、?(?!です|であ|に(?:なり|な)|と)(?=[^。、ごお]|お休)|期間(?:(?:において|中|、|に、|は、)+|(?=お休み)|(?=[一-龠]{2}(?:と|に)?(?:し|いたし|致し|なり))))"
)
#: …となりますので、ご理解の程よろしくお願いいたします。
_PLEASE: Final = re.compile(
    r"(ます|ません)(?:ので|が)、?(?:何卒|ぜひ)?ご(?:理解|了承|協力|承知|容赦|留意|覧ください)[^。]*。?$"
)
#: a name set apart, before its sentence: 返 却 返却ポストをご利用ください。
_SPACED: Final = re.compile(r"^(?:[一-龠]\s){1,3}[一-龠]\s+(?=\S{8})")
#: 誠に勝手ながら、
_EXCUSED: Final = re.compile(
    r"(?:誠に|まことに|大変|たいへん)?(?:勝手|恐縮|申し訳|恐れ入り)[^、。]{0,12}(?:が|ながら)、"
)
#: …を開放しますので、ぜひ利用してみてはいかがでしょうか。
_INVITED: Final = re.compile(
    r"(ます|ました)(?:ので|から|。)、?(?:(?:この機会に|みな(?:さ|様)[^。、]{0,8}|皆様?[^。、]{0,8})、?)?(?:ぜひ|是非|どうぞ|お気軽に|お誘い)[^。]*。?$"
)
#: …短縮開館を解除し、開館時間を下記の通りとさせていただきます。: the first half is whole
_HALF: Final = re.compile(
    r"((?:休館|休室|閉館|開館|再開|解除|中止|延期|停止|休止|変更|終了|開始|短縮|延長|実施|開催|導入|更新|廃止|移転|設置|募集)(?:いた)?し)、[^。、]{0,80}(?:下記|以下|次|左記|別紙)の?(?:とおり|通り|ように)[^。、]{0,40}?(?:し|いたし|致し|なり|いただき)(ます|ました)。?$"
)
_IS: Final = re.compile(r"[ぁ-ん]のは、[^。]{2,60}[』」]。?$")
_REASON: Final = re.compile(
    r"(?:ため|にあわせ|に合わせ|にともない|に伴い|により|ことから|ので|ことを受け)、"
)


def itemed(outline: Outline, unit: Unit) -> str:
    """Put the items of the list that follows for what points at it: 次の警報のいずれか is
    大雨警報、暴風警報のいずれか.
    """
    pointed = re.search(r"(?:次|つぎ|以下)の[一-龠ァ-ヶー]{2,8}の?(?=いずれか|どれか)", unit.text)
    if pointed is None:
        return unit.text
    after = (u for u in outline.units[unit.at + 1 :] if u.section == unit.section)
    items = [
        u.text
        for u in takewhile(lambda u: u.name in ("word", "other") and len(u.text) <= 14, after)
    ]
    if not items:  # each as a heading of its own
        items = [
            s.heading
            for s in outline.sections
            if s.above == unit.section and s.style[0] == "plain" and len(s.heading) <= 14
        ]
    if not 2 <= len(items) <= 4:
        return unit.text
    return f"{unit.text[: pointed.start()]}{'、'.join(items)}の{unit.text[pointed.end() :]}"


#: 今年度は次のとおり休館します is untrue without its days
_WHOLE_TIME: Final = re.compile(
    r"(?:今年度?|本年度?|来年度?|令和\d+年度?|今月|来月|\d{1,2}月|年末年始|(?:ゴールデンウ[イィ]ーク|連休|お盆)(?:期間)?)(?:中)?(?:は|も|の間は?)、?"
    r"(?=(?:下記|次|つぎ|以下|左記)の(?:とおり|通り|日程|期間))"
)


def filled(text: str, names: tuple[str, ...]) -> str:
    """Put the names for 次の3館 where so many stand below: 清川館、三保館、蒲原館の3館."""
    pointed = re.search(r"(?:次|つぎ|以下)の(\d{1,2})(?=館|施設|分館|図書館|室|か所|箇所)", text)
    if pointed and int(pointed[1]) == len(names) <= 6:
        return f"{text[: pointed.start()]}{'、'.join(names)}の{pointed[1]}{text[pointed.end() :]}"
    text = re.sub(
        r"[(（]※\d?[)）]|(?<=」)※|[(（](?:講師|出演|話し手|語り手|会場|場所|監督)\s*[:：][^()（）]*[)）]",
        "",
        text,
    )
    text = _SPACED.sub("", _EXCUSED.sub("", text))
    text = _INVITED.sub(r"\1。", _PLEASE.sub(r"\1。", text))
    if _IS.search(text):  # 今回上映されるのは、映画の『…』。
        text = f"{text.rstrip('。')}です。"
    text = _WHOLE_TIME.sub("", text)
    text = _SORRY.sub("ています。", _ANNOUNCED.sub(r"\1。", text))
    text = stripped(
        re.sub(
            r"^(?:そこで(?=[一-龠ァ-ヶ])|(?:さて|そして|ところで|それでは|ついては|(?:表?題|タイトル)の(?:とおり|通り)|そこで|このたび|この度|(?:これ|それ)に(?:伴い|ともない|より)|よって|したがって)、|つきましては、?|[こそ]のため(?:、|(?=[一-龠]{1,6}は、?)))",
            "",
            _POINTER.sub("", _HALF.sub(r"\1\2。", text)),
        )
    )
    return _shortened(text)


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
        (r"(?<=て)おり(?=ま(?:す|した|せん))", "い"),
        (r"でございます", "です"),
        (r"(?<=[がはも])ござい(?=ま(?:す|した|せん))", "あり"),
    )
)


def undressed(text: str) -> str:
    """Return a sentence without the dress of courtesy on its verbs: 休館します of
    休館とさせていただきます; the room is for what it tells (5(3)イ).
    """
    for dressed, bare in _DRESS:
        text = dressed.sub(bare, text)
    return text


def _shortened(text: str) -> str:
    """Return a long sentence without the clause that gives its reason, where what is left stands by
    itself.
    """
    if len(text) <= ROOM:
        return text
    reason = next(iter(_REASON.finditer(text)), None)
    if reason is None or len(text) - reason.end() < 20:
        return text
    head = text.partition("、")[0]
    since = f"{head}、" if has_day(head) or re.search(r"\d月(?:から|より)$", head) else ""
    dropped = text[len(since) : reason.end()]
    return (
        text
        if re.search(r"\d\s*日", dropped) or dropped.count("「") != dropped.count("」")
        else since + text[reason.end() :]
    )
