"""5(4) 他の利用者との関わり: no follows, no replies, no answers; retweets of public bodies when
useful.

Pure. The program has no call that follows, likes, replies or writes to anybody; here is what stops
a text that would mention somebody, and what a retweet needs: a post's address, an account of the
list, a written reason, a look at the calendar of elections. Whether the post is useful is the
director's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from bridge.errors import UsageRefused
from bridge.policy.matter import LINK, Matter, finding
from bridge.sayings import Refusal
from bridge.text.daywords import month_day
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bridge.model import Finding

# X's twitter-text
_MENTION: Final = re.compile(r"(?<![A-Za-z0-9_!#$%&*@/.])@([A-Za-z0-9_]{1,15})(?![A-Za-z0-9_@])")
_POST: Final = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:x|twitter)\.com/(i/web|[a-z0-9_]{1,15})/status(?:es)?/([1-9][0-9]{0,18})"
    r"(?:/(?:photo|video)/[0-9])?/?(?:[?#]\S*)?",
    re.IGNORECASE | re.ASCII,  # digits and letters of other scripts are none to X
)


@dataclass(frozen=True, slots=True)
class PostAddress:
    """Where a post stands on X."""

    user: str  #: without @, as written
    id: str

    @property
    def url(self) -> str:
        """Return the one spelling of its address."""
        return f"https://x.com/{self.user}/status/{self.id}"


def findings(matter: Matter) -> Iterator[Finding]:
    """Yield each account that the text would mention; the library's own is nobody else."""
    for part in matter.draft:
        for match in _MENTION.finditer(part.folded):
            if match[1].lower() != matter.context.account.lower():
                why = "ほかの利用者への呼びかけ(メンション)になります。@ を外してください。"
                yield finding("5(4)", match[0], part.where, why, stop=True)


def read_post(url: str) -> PostAddress:
    """Return the post of https://x.com/USER/status/ID (twitter.com too); raises UsageRefused when
    it is no such address.
    """
    match = _POST.fullmatch(url.strip())
    if match is None:
        raise UsageRefused("retweet.no_post_address", given=url.strip()[:80])
    return PostAddress(match[1], match[2])


def listed(user: str, accounts: Iterable[str]) -> bool:
    """Return whether the account is on the library's list; @ and capitals do not matter, as on
    X.
    """
    return user.lstrip("@＠").lower() in {account.lstrip("@＠").lower() for account in accounts}


def retweet_findings(
    post: PostAddress,
    accounts: Iterable[str],
    today: date,
    periods: Iterable[tuple[date, date]],
    *,
    seen: bool,
) -> tuple[Finding, ...]:
    """Return what the director must know of a retweet: an account that is not on the list, an
    election period.

    `seen`: X has told whose post it is. An address alone proves nothing: X goes by its number,
    whatever name stands in it.
    """
    findings = []
    if not seen:
        why = (
            f"Xから読み取れていません。リンクを開き、@{post.user} "
            "の投稿であることと内容を確かめてください。"
        )
        findings.append(finding("5(4)", post.id, LINK, why, stop=True))
    if not listed(post.user, accounts):
        why = (
            "リツイートしてよい公的機関の一覧にないアカウントです。"
            "公的機関か、内容は確かか、確かめてください。"
        )
        findings.append(finding("5(4)", post.user, LINK, why, stop=True))
    if doubt := election(today, periods):
        findings.append(doubt)
    return tuple(findings)


def refusal(
    post: PostAddress,
    accounts: Iterable[str],
    reason: str,
    *,
    own: str = "",
    author: str = "",
    knowingly: bool = False,
) -> Refusal | None:
    """Return why this post may not be put up for a retweet; None when it may.

    `own`: the library's account. `author`: whose post X says it is; "" when X did not tell.
    `knowingly`: the director accepts an account that is not on the list.
    """
    if post.user.lower() in {"i", "i/web"}:
        return Refusal("retweet.address_of_nobody")
    if author and author.lower() not in {post.user.lower(), own.lower()}:
        return Refusal("retweet.of_another", account=post.user, other=author)
    if own and own.lower() in {post.user.lower(), author.lower()}:
        return Refusal("retweet.of_the_library")
    if not reason.strip():
        return Refusal("retweet.reason_missing")
    if not knowingly and not listed(post.user, accounts):
        return Refusal("retweet.not_listed", account=post.user)
    return None


def election(today: date, periods: Iterable[tuple[date, date]]) -> Finding | None:
    """Return what stops a retweet when `today` lies in an election period (first and last day
    included), else None.

    Its key names the period: who knew of one election knew nothing of the next.
    """
    for first, last in periods:
        if first <= today <= last:
            why = (
                f"選挙期間中です({month_day(first)}から{month_day(last)}まで)。"
                "候補者や政党に関わる投稿を広めることにならないか、確かめてください。"
            )
            return finding("6(4)", f"選挙期間 {first}/{last}", LINK, why, stop=True)
    return None
