"""280 characters: what helps a reader least goes first, and what goes first is the same each time."""

from __future__ import annotations

from bridge.draft.fitting import Part, fit
from bridge.text.weight import LIMIT, weigh

LINK = "https://lib.example.jp/news/1.html"
#: the template's other fields, as they go when even without a summary the text is too long
GOING = ("hashtags", "apply", "deadline", "who", "where", "when", "label")


def test_the_templates_fields_go_from_hashtags_to_label() -> None:
    """The longer the title, the more of them are gone: always the first ones of the order, the link
    never.
    """
    template = "\n".join(["{title}", *(f"{{{name}}}" for name in reversed(GOING)), "{url}"])
    seen = set()
    for length in range(20, 120, 4):
        values = {name: f"{name}{'字' * 9}" for name in GOING} | {
            "title": "題" * length,
            "url": LINK,
        }
        text, _, _ = fit(template, values, ())
        gone = [name for name in GOING if values[name] not in text]
        assert tuple(gone) == GOING[: len(gone)]
        assert weigh(text) <= LIMIT
        assert text.endswith(LINK)
        seen.add(len(gone))
    assert seen >= {0, 1, 2, 3, 4, 5}


def test_of_equally_useful_lines_the_last_goes_first() -> None:
    """What stands first on a page is what it is about; a more useful line stays wherever it stands."""
    lines = [Part(f"{sign}{'行' * 55}", use=1) for sign in "甲乙丙"]
    values = {"title": "題", "url": LINK}
    _, _, summary = fit("{title}\n{summary}\n{url}", values, lines)
    assert summary.split("\n") == [lines[0].text, lines[1].text]
    useful = [lines[0], lines[1], Part(lines[2].text, use=2)]
    _, _, summary = fit("{title}\n{summary}\n{url}", values, useful)
    assert summary.split("\n") == [lines[0].text, lines[2].text]
