"""6 禁止事項 (1)–(13): what the library does not post, nor link to.

Pure. Sees words (the lists of words/, each of which says what it can and cannot see), ways of
speaking (likeness.py), files that run, hosts that are not on the list. Cannot see irony,
pictures, a rumour in plain words of a library, or whether a name is there with consent.
6(9), facts, has its own file.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from bridge import urls
from bridge.policy.folding import fold
from bridge.policy.matter import LINK, PAGE, Matter, finding, span_around
from bridge.policy.words import SAMPLES
from bridge.text.tlds import TLDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.model import Finding
    from bridge.policy.words import Rule

#: Of the odds of a text (likeness.py): from SURE on it stops by itself; from LIKE on a sign in it
#: stops, and without one it is a note; below UNLIKE neither signs nor topics count, and below FAR
#: what else a list would stop is a note.
SURE: Final = 32.0
LIKE: Final = 11.0
UNLIKE: Final = -20.0
FAR: Final = -25.0
#: what no way of speaking makes harmless: personal data, secrets of the house, calls to vote
_BY_FORM: Final = re.compile(r"privacy\.|security\.|conduct\.secret|politics\.|causes\.")
#: topics that are told of a text however harmless it looks
_GRAVE: Final = frozenset(
    f"conduct.{name}" for name in ("unlawful", "slander", "discrimination", "public-order")
)
_RUNS: Final = re.compile(  # programs, installers, scripts, archives, documents with macros
    r"\.(?:exe|scr|msi|bat|cmd|ps1|vbs|js|jar|apk|ipa|dmg|pkg|app|deb|rpm|iso|img|zip|lzh|rar|7z|cab|tar|t?gz|bz2|xz|docm|xlsm|pptm|hta|lnk)(?=$|[?#/&;])",
    re.IGNORECASE,
)
_FILE: Final = re.compile(  # the name of a program or an installer in the text itself
    r"(?<![\w-])[\w-]{1,40}\.(?:exe|scr|msi|bat|cmd|ps1|vbs|jar|apk|ipa|dmg|deb|rpm|zip|lzh|rar|7z|docm|xlsm|pptm|hta|lnk)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_PRICE: Final = re.compile(r"\d\s?円")
_TICKETS: Final = ("advertising.tickets", "advertising.fees")
#: 雑誌スポンサー, a scheme of libraries; not of 人気雑誌
_MAGAZINE: Final = re.compile(r"(?:^|[^一-龠々ァ-ヶー]|図書館)雑誌$")
_CLAUSE: Final = "、。\n★☆◆●!？?"  #: a clause stands between two of them
_WORD: Final = re.compile(r"[一-龠々]+|[ァ-ヶー]+|[A-Za-z]+")
#: what a page does not sell, or warns of
_DENIED: Final = re.compile(r"(?:ま|あり)せん|できない|ない(?:で|よう)|禁止|注意|詐欺|転売|終了")
#: what addresses end in; no site stands there
_SUFFIX: Final = re.compile(r"(?:lg|go|ac|ed|co|or|ne|gr|ad)\.jp", re.IGNORECASE)
_BARE: Final = re.compile(  # X links these without a scheme, if the last part is a top-level domain
    r"(?<![A-Za-z0-9@._-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.)+(?P<tld>[A-Za-z]{2,24})(?![A-Za-z0-9@-])",
    re.ASCII,
)


def findings(matter: Matter) -> Iterator[Finding]:
    """Yield what is found by 6(1) to 6(13)."""
    found = tuple(matter.by_words(*(f"6({n})" for n in range(1, 14))))
    weighed = tuple(_weighed(matter, found))
    yield from weighed
    if not any(one.stop for one in weighed):  # one thing is said once
        yield from _like_samples(matter)
    yield from _links(matter)


def _weighed(matter: Matter, found: tuple[Finding, ...]) -> Iterator[Finding]:
    """Yield the findings of the lists; what a sign or a topic says hangs on what the text is like.

    Two signs stop each other's text when neither lies in the other's words.
    """
    rules, odds = matter.context.words.weighed(), matter.odds
    for one in found:
        rule = rules.get(one.rule)
        if one.where == PAGE:
            yield one
            continue
        if rule is None:
            far = odds is not None and odds < FAR and not _BY_FORM.match(one.rule)
            yield replace(one, stop=one.stop and not far)
            continue
        others = (each for each in found if each.rule != one.rule)
        second = any(each.found not in one.found and one.found not in each.found for each in others)
        harmless = odds is not None and odds < UNLIKE
        if rule.topic and not harmless:
            yield replace(one, stop=one.stop and not _is_the_pages(matter, rule))
        elif one.rule in _GRAVE:
            yield replace(one, stop=False)
        elif rule.sign and (second or not harmless):
            like = odds is not None and odds >= LIKE
            yield replace(one, stop=like or (second and not harmless))


def _is_the_pages(matter: Matter, rule: Rule) -> bool:
    """Whether each price, ticket or call for 雑誌スポンサー that a rule of 6(6) hits in the draft
    is one that it hits on the page behind it, too, and all words of its clause are that page's:
    what is held there has its price. No other offer is a library's, and what the page warns of or
    denies is no hit there.
    """
    page = matter.candidate.page
    if page is None or rule.clause != "6(6)":
        return False
    text = fold(f"{page.title}\n{page.text}")
    theirs = {
        hit
        for hit, at in _offers(text, rule)
        if not _DENIED.search(text[slice(*span_around(text, at))])
    }
    ours = [(*each, part.folded) for part in matter.said for each in _offers(part.folded, rule)]
    return bool(ours) and all(
        hit and hit in theirs and _all_said(folded[slice(*span_around(folded, at, _CLAUSE))], text)
        for hit, at, folded in ours
    )


def _all_said(clause: str, page: str) -> bool:
    """Whether a page has each word of a clause that is not kana."""
    return all(word in page for word in _WORD.findall(clause.replace("図書館", "")))


def _offers(folded: str, rule: Rule) -> Iterator[tuple[str, int]]:
    """Yield what a rule hits, its number whole and without blanks, and where; an empty hit for what
    no library's page makes harmless.
    """
    for start, end in rule.hits(folded):
        own = rule.name in _TICKETS or _PRICE.search(folded, start, end)
        sponsor = (
            _MAGAZINE.search(folded, max(0, start - 5), start) and "スポンサー" in folded[start:end]
        )
        first = len(folded[:start].rstrip("0123456789,"))
        yield "".join(folded[first:end].split()) if own or sponsor else "", start


def _like_samples(matter: Matter) -> Iterator[Finding]:
    """Yield the kind of which a text has the way of speaking, with the sentence that has most of
    it.
    """
    if matter.odds is None or matter.odds < LIKE:
        return
    likeness, text = matter.context.words.likeness, matter.draft[1]
    clause = likeness.clause(text.folded)
    start, end = likeness.sentence(text.folded)
    why = "言い方が、この種類の見本の文に似ています。読んで確かめてください。"
    words, stop = text.text[start:end], matter.odds >= SURE
    yield finding(clause, words, text.where, why, stop=stop, rule=f"{SAMPLES}.{clause}")


def _links(matter: Matter) -> Iterator[Finding]:
    """Yield each link to a file that runs, and each to a place that is not listed (6(11),
    5(3)ウ).
    """
    for link in matter.links:
        path = unquote(re.sub(r"^https?://[^/?#]*", "", link))
        if runs := _RUNS.search(path):
            why = (
                "実行ファイルや圧縮ファイルへのリンクです。"
                "中身の説明のあるページへリンクしてください。"
            )
            yield finding("6(11)", runs[0], LINK, why, stop=True)
        if refused := urls.refusal(link, matter.hosts):
            yield finding("6(11)", urls.host(link) or link, LINK, refused.what, stop=True)
    for part in matter.draft[:2]:  # title and text of the draft
        for named in _FILE.finditer(part.folded):
            why = "実行ファイルや圧縮ファイルの名です。入れさせる文でないか、確かめてください。"
            yield finding("6(11)", named[0], part.where, why, stop=True)
        for bare in _BARE.finditer(part.folded):
            if bare["tld"].lower() in TLDS and not urls.listed(f"https://{bare[0]}/", matter.hosts):
                yield finding(
                    "6(11)",
                    bare[0],
                    part.where,
                    "X でリンクになり、リンク先は一覧にありません。",
                    stop=not _SUFFIX.fullmatch(bare[0]),
                )
