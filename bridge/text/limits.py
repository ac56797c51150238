"""Pure: 以下 behind an age, a stage or a count (18歳以下の方, 10人以下の団体) is a limit and points
nowhere; else (以下のとおり, 以下の方) it is what follows. What bounds a day likewise.
"""

from __future__ import annotations

import re
from typing import Final

#: 以下 as what follows: part of an expression
FOLLOWING: Final = (
    r"(?:以下(?=の(?:とおり|通り))|(?<![一-龠々ァ-ヶー\dA-Za-z%℃㎝㎏])(?<![歳才生児][)）])以下)"
)
#: 1日図書館員, 1日館長: what one is for a day
FOR_A_DAY: Final = (
    r"(?:(?<=\D1日)|(?<=^1日)|(?<=一日))"
    r"(?:としょかん|図書館員|(?:こども|子ども)?館長|司書|体験|店長)"
)
#: 14時～ 26日はお休み: an hour without an end, and what is said of another day
ONWARD: Final = re.compile(r"(?:[時分半]|:\d\d)\s*~\s+$")
OF_ITS_OWN: Final = re.compile(
    r"(?:\d{1,2}\s*[月/]\s*)?\d{1,2}日?\s*(?:\([^()]{1,6}\))?(?:[はもを]|のみ|だけ)"
)
