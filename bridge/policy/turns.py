"""Pure: where a page tells what was so until now, beside what becomes of it.

8点から12点に増えます, 12件までだったものを8件に, いままで9時~ 4月から8時~: of each the first is no
longer so. A table has it in a column of its own. Cannot see it where only a sentence before it says
that what follows is the old way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: what was: before a value, or at the head of its column
_BEFORE: Final = r"(?:これまで|[今い]ままで|変更前|改[正定]前|従来|現行|現在|旧)"
#: what will be, likewise
_AFTER: Final = (
    r"(?:これから|今後|変更後|改[正定]後|新しく|新(?=[\s:])"
    r"|\d{1,2}月(?:\d{1,2}日)?(?:\([^()\n]{1,3}\))?(?:から|より|以降))"
)
#: a figure with its unit: 10日間, 9時30分
_ONE: Final = r"\d[\d,:.]*[^\s\d、。:~()「」\nま]{1,3}"
_VALUE: Final = rf"(?:{_ONE}半?\d?\d?分?(?:~{_ONE}\d?\d?分?)?)"
#: how a value becomes another
_MOVES: Final = (
    r"(?:変[わえ更]|短く|縮|延[びば長]|伸[びば]|増[えや]|減[りら]|引き|改め|値|[上下]が|[上下]げ"
    r"|遅[くられ]|早[くまめ]|なり|なる|でき|広)"
)
OLD: Final = re.compile(
    r"これまで(?!ど|通|と同)|(?:今|い)ままで(?!ど|通|と同)|従来(?!ど|通)|変更前|現在は|以前"
)
_STAYS: Final = r"(?!\s*(?:変更なし|変わらず|同じ|据え?置|そのまま))"
#: what was, by how it is put
_WAS: Final = (
    # 8点 → 12点
    re.compile(rf"\d[\d,]*[^\s\d]{{0,4}}\s?[→⇒➡]{_STAYS}\s?"),
    # (現在)10時~18時 (変更後)9時~19時
    re.compile(
        r"\((?:現在|変更前|これまで|現行)\)[^()\n]*(?=\((?!変更後\)\s?変更(?:なし|は?あり)))"
    ),
    # いままで9時~21時 4月から9時~22時
    re.compile(
        rf"{_BEFORE}(?!ど|通|の?とおり|と同)[\s:は、]?[^\n。()]{{1,30}}?(?=[\s、]{_AFTER}[\s:は、]?{_STAYS})"
    ),
    # 200円から300円になります, and no 9時から19時までになります
    re.compile(rf"{_VALUE}から(?={_VALUE}[にへ][^。]{{0,12}}{_MOVES})"),
    # 12件までだったものを8件に, 10日間でしたが、1週間に
    re.compile(
        rf"{_VALUE}(?:まで)?(?:の?みだけ|だけ)?(?:だった|でした|であった)(?:もの|の|ところ)?[がを](?=[^。]{{0,24}}\d)"
    ),
    # 大人200円が250円に上がり, 1日6便を8便に増やし
    re.compile(rf"{_VALUE}(?:まで)?(?:が|を|は)(?={_VALUE}(?:まで)?[にへ]{_MOVES})"),
)
#: 項目 これまで 1月12日から: below it each row has what was, and what is
_COLUMNS: Final = re.compile(
    rf"(?:^|\s)(?:{_BEFORE}|\d{{1,2}}月\d{{1,2}}日(?:\([^()]\))?まで(?=\s))\S*\s+\S*(?:から|変更後|今後|改正後|新)"
)
_ONCE: Final = re.compile(rf"\s*[【<]{_BEFORE}[】>]\s*$")
#: columns of what was, and of what is, by their labels alone: 変更前 変更後, 3月31日まで 4月1日から
OLD_LABEL: Final = re.compile(r"(?<![午食])前$|これまで|今まで|従来|現行|現在|^旧|\d[月日]まで$")
NEW_LABEL: Final = re.compile(r"(?<![午食])後$|これから|今後|^新|\d[月日]から$")
#: said by who tells what is no longer so
_SAID: Final = re.compile(
    r"これまで|[今い]ままで|従来|以前|でした|だった|変更前|現在|今は|いまは?|今(?=[大小一\d])|\d[月日]まで"
)
#: 変更前 変更後: the head of a whole table, and in it 10点 15点
_TABLE: Final = re.compile(r"(?:変更前|現行|旧)[^\n\d]{0,12}(?:変更後|改正後|新)(?:\s|$)")
_ROW: Final = re.compile(
    r"(?<!\d)(?P<old>\d[\d,]{0,8})\s?(?P<of>[分円冊点日週時人年][間]?)[^\S\n]*[→⇒]?[^\S\n]*(?:1[枚人回冊])?(?P<new>\d[\d,]{0,8})\s?(?P=of)"
)
#: a row that says that nothing changes
_UNCHANGED: Final = re.compile(
    r"\s(?:変更|変わり)(?:なし|(?:は)?(?:あり)?ません)|\s(?:同じ|据え?置き|現行(?:の?とおり)?)$"
)


def was(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where a sentence tells what was so until now."""
    for pattern in _WAS:
        yield from (one.span() for one in pattern.finditer(text))


def tells_what_was(text: str) -> bool:
    """Return whether a text tells anything that was so until now."""
    return _SAID.search(text) is not None or any(True for _ in was(text))


def heads_columns(text: str) -> bool:
    """Return whether a line heads columns of what was and of what is."""
    return _COLUMNS.search(text) is not None


def heads_old(text: str) -> bool:
    """Return whether a heading says that what stands below it was so: 【これまで】."""
    return _ONCE.match(text) is not None


def was_in_row(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a row below such columns tells what was: the first half of what follows its
    name; nothing where it has no two halves, or says that nothing changes.
    """
    words = list(re.finditer(r"\S+", text))[1:]
    if words and len(words) % 2 == 0 and not _UNCHANGED.search(text):
        yield words[0].start(), words[len(words) // 2].start()


def turned_rows(page: str) -> Iterator[re.Match[str]]:
    """Yield each row of a page's table that has what it was beside what it is (10点 15点), with the
    groups `old` and `new`.
    """
    columns = _TABLE.search(page)
    start = columns.end() if columns else len(page)
    yield from (row for row in _ROW.finditer(page) if row.start() >= start or "→" in row[0])
