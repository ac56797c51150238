"""Pure: the line signs of the desk, on a grid of 24. A sign never stands without its word:
docs/design.md.
"""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from bridge.model import State

_RING: Final = '<circle cx="12" cy="12" r="8.5"/>'
PATHS: Final = {
    "ring": _RING,
    "ring-tick": f'{_RING}<path d="m8 12.4 2.8 2.8L16 9.6"/>',
    "ring-question": f'{_RING}<path d="M9.6 9.6a2.5 2.5 0 1 1 3.7 2.2c-.9.5-1.3 1-1.3 1.8M12 '
    '16.6v.1"/>',
    "arrow": '<path d="M4 12h15m-6-6 6 6-6 6"/>',
    "tick": '<path d="m4.5 12.5 5 5L19.5 7"/>',
    "two-ticks": '<path d="m2 12.8 4.3 4.3L14 9M11 16l1.3 1.1L22 7"/>',
    "back": '<path d="M9 14 4.5 9.5 9 5M4.5 9.5H14a5 5 0 0 1 0 10h-3"/>',
    "bars": '<path d="M9 5v14m6-14v14"/>',
    "cross": '<path d="m6 6 12 12M18 6 6 18"/>',
    "note": '<path d="M12 4 2.8 20h18.4zM12 10.2v4.3m0 2.7v.1"/>',
    "stop": '<rect class="fill" x="4" y="4" width="16" height="16" rx="2"/><path class="cut" '
    'd="M12 8v5m0 3v.1"/>',
    "alarm": '<path d="M4 10v4h3.5L15 18V6l-7.5 4zm3.5 4 1.3 5.5h2.4L10.3 15M18 9.3c1.6 1.5 '
    '1.6 3.9 0 5.4"/>',
    "clock": f'{_RING}<path d="M12 7.3V12l3.2 1.9"/>',
    "days": '<path d="M4 5.5h16V20H4zM4 10h16M8.5 3v4m7-4v4"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "out": '<path d="M14 4h6v6m0-6-9 9m7 1v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5"/>',
    "left": '<path d="m15 5-7 7 7 7"/>',
    "right": '<path d="m9 5 7 7-7 7"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "picture": '<path d="M4 5h16v14H4zm0 11 5-5 4 4 2.5-2.5L20 17"/><circle cx="15.5" cy="9" '
    'r="1.3"/>',
    "eye": '<path d="M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 '
    '12z"/><circle cx="12" cy="12" r="2.8"/>',
    "anew": '<path d="M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 4v4.5H15"/>',
}
STATE: Final = {
    State.WAITING: "ring",
    State.DECIDED: "ring-tick",
    State.SENDING: "arrow",
    State.PARTIAL: "arrow",
    State.STOPPED: "stop",
    State.POSTED: "tick",
    State.CHECKED: "two-ticks",
    State.UNCHECKED: "cross",
    State.RETURNED: "back",
    State.HELD: "bars",
    State.UNKNOWN: "ring-question",
    State.FAILED: "stop",
    State.REJECTED: "cross",
    State.WITHDRAWN: "cross",
    State.EXPIRED: "cross",
    State.REMOVED: "cross",
}
#: an open book, and on its right page a round seal: read, then stamped
BOOK: Final = (
    "M3 7.5c4.5-2 9-1.8 13 .8 4-2.6 8.5-2.8 13-.8v19c-4.5-2-9-1.8-13 .8-4-2.6-8.5-2.8-13-.8z",
    "M16 8.5v18.5",
)
SEAL: Final = (22.7, 16.3, 3.7)  #: its middle and radius, on the book's grid of 32


def sign(name: str, *, always: bool = False) -> Markup:
    """Return the sign `name` of PATHS, hidden from screen readers; `always`: in the bar of a wide
    window, too.
    """
    suffix = " always" if always else ""
    return Markup(  # noqa: S704 - every part of it stands above
        f'<svg class="sign{suffix}" viewBox="0 0 24 24" aria-hidden="true" '
        f'focusable="false">{PATHS[name]}</svg>'
    )


def mark(css: str = "mark") -> Markup:
    """Return the mark of the desk in the colour of the text around it."""
    x, y, r = SEAL
    return Markup(  # noqa: S704 - every part of it stands above
        f'<svg class="{css}" viewBox="0 0 32 32" fill="none" stroke="currentColor" '
        'stroke-width="2.6" '
        'stroke-linejoin="round" aria-hidden="true" focusable="false"><path '
        f'd="{BOOK[0]}"/><path d="{BOOK[1]}"/>'
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="currentColor" stroke="none"/></svg>'
    )
