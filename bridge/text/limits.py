"""Pure: 以下 behind an age, a stage or a count (18歳以下の方, 10人以下の団体) is a limit and points
nowhere; else (以下のとおり, 以下の方) it is what follows.
"""

from __future__ import annotations

from typing import Final

#: 以下 as what follows: part of an expression
FOLLOWING: Final = (
    r"(?:以下(?=の(?:とおり|通り))|(?<![一-龠々ァ-ヶー\dA-Za-z%℃㎝㎏])(?<![歳才生児][)）])以下)"
)
