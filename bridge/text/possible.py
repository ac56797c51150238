"""Pure: what Japanese notices say as possible, not as decided: 中止する場合は, 雨天中止, 未定."""

from __future__ import annotations

import re
from typing import Final

_DOUBT: Final = (
    r"場合|次第|しだい(?!す)|こと(?:が|も)(?:あ|ご)|可能性|おそれ|恐れ|かもしれ|見込|検討|未定"
    r"|状況(?:に(?!鑑み|かんがみ|伴)|しだい|次第|を(?!考慮し|踏まえ(?:て?、|中止|延期)|ふまえ|受け|鑑み))"
    r"|(?:した|する|たら|の|超えた|えた|れた|出た)(?:とき|際|時)(?:は|に|、)"
    r"|(?<!よか)(?:て|で|し|っ|れ|い)たら(?!し)"
    r"|(?:える|れる|った|えた|れた|出た)日(?:は|には)"
)
#: said as possible, not as decided
DOUBT: Final = re.compile(_DOUBT)
#: the same, and what hangs on the sky: 雨天中止, 荒天時は順延
UNSURE: Final = re.compile(rf"{_DOUBT}|雨天|荒天|悪天候|予備日")
#: no doubt, but why
CAUSE: Final = re.compile(
    r"(?:(?:おそれ|恐れ|可能性|こと)が(?:ある|あります|予想される)|見込まれる)(?:ため|ので|から)"
)
