"""Edge: commands that write: new drafts, edits, urgent notices, corrections, and a word beside a
draft.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from bridge.cli import day_of, in_our_code, places, wiring
from bridge.cli.drafts import (
    acting,
    answered,
    at_desk,
    done,
    knowing,
    reason_option,
    seen,
    shown_option,
)
from bridge.cli.output import (
    as_json,
    echo,
    print_json,
    quoted,
    screen,
    version_json,
    version_lines,
)
from bridge.errors import StepRefused, UsageRefused
from bridge.model import Image, Kind, Verb
from bridge.policy.s05_1_signoff import on_screen
from bridge.read.pictures import read_picture
from bridge.sayings import Utterance, reason
from bridge.text import threads
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from bridge.draft.make import Wording
    from bridge.model import Draft, Person, Version
    from bridge.pictures import PictureIntake
    from bridge.record.store import Store

PAGE: Final = "元のページ"  #: stands for the picture that the draft's page names
day = click.DateTime(["%Y-%m-%d"])
text_option = click.option(
    "--text",
    help="本文。- で標準入力。無ければエディター。「---」だけの行で分けると続きもの(6件まで)になる",
)
dry_option = click.option(
    "--dry-run", "dry", is_flag=True, help="何も記録せず、字数と指摘を表示する"
)


def picture(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take a picture with what clause 10 asks for."""
    for name, help_ in (
        ("--rights", "画像の権利(だれのもので、なぜ使えるか・10)"),
        ("--alt", "画像の代替テキスト"),
        ("--image", "画像のURLかファイル。「元のページ」で、直す起案のページの画像"),
    ):
        command = click.option(name, default="", help=help_)(command)
    return command


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture as it was named on the command line, with what clause 10 asks for."""

    what: str  #: an address, a file, or PAGE for the one that the draft's page names
    alt: str
    rights: str

    @classmethod
    def asked(cls, what: str, alt: str, rights: str) -> Attachment | None:
        """Return what was asked for, None when no picture was; raises UsageRefused when clause 10
        misses something.
        """
        if not what and (alt or rights):
            raise UsageRefused("command.image_missing")
        if not what:
            return None
        if not ((alt.strip() or what == PAGE) and rights.strip()):
            raise UsageRefused("command.image_unexplained")
        return cls(what, alt.strip(), rights.strip())

    def taken_in(
        self,
        pictures: PictureIntake,
        person: Person,
        draft: Draft | None = None,
        *,
        dry: bool = False,
    ) -> Image:
        """Return the picture as it stands in a draft: fetched or read, looked through, and kept
        unless `dry`.

        Raises UsageRefused without a picture on the page, or without words for it.
        """
        what, alt = self.what, self.alt
        if what == PAGE:
            own = pictures.of_page(draft) if draft is not None else None
            if own is None:
                raise UsageRefused("command.page_without_image")
            what, alt = own.url, alt or own.alt
        if not alt:
            raise UsageRefused("command.alt_missing")
        url = what if "://" in what else ""
        picture = pictures.fetched(url) if url else read_picture(_bytes(Path(what)))
        if dry:
            return Image(url, alt, self.rights, picture.sha256)
        return pictures.keep(person, picture, url=url, alt=alt, rights=self.rights)


def _bytes(path: Path) -> bytes:
    """Return what a picture's file holds, no more than is looked at; raises UsageRefused."""
    from bridge.read.pictures import LARGEST

    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise UsageRefused("command.image_unreadable", path=path, reason=reason(error)) from error


def _show(version: Version, *, as_json: bool) -> None:
    """Show a wording that is not kept; raises StepRefused where the call itself would refuse it."""
    if as_json:
        print_json(version_json(version))
    else:
        echo(version_lines(version))
    threads.refuse(version.content.parts)


def _text_of(text: str | None, before: str) -> str:
    if text == "-":
        try:
            return in_our_code(sys.stdin.read())
        except UnicodeDecodeError as error:
            raise UsageRefused("command.other_code") from error
    if text is not None:
        return text
    if screen() is None:  # an editor would wait for keys that nobody strikes
        raise UsageRefused("command.text_missing")
    try:
        edited = click.edit(before, extension=".txt")
    except click.ClickException as error:
        raise UsageRefused("command.no_editor") from error
    if edited is None:
        raise UsageRefused("command.unchanged")
    # what a refusal must not lose (run)
    click.get_current_context().find_root().ensure_object(dict)["edited"] = edited
    return edited


@click.command("new")
@places
@click.option("--kind", type=click.Choice(["イ", "ウ", "エ"]), required=True, help="種別(5(1))")
@text_option
@click.option("--title", default="", help="件名(既定は本文の1行目)")
@click.option("--origin", default="", help="種別イのもと(広報など)")
@click.option("--urgent", is_flag=True, help="緊急(2)")
@click.option("--expires", type=day, help="知らせて意味のある最後の日")
@picture
@knowing
@dry_option
@acting
@as_json
@click.pass_context
def new_command(
    ctx: click.Context,
    *,
    kind: str,
    text: str | None,
    title: str,
    origin: str,
    urgent: bool,
    expires: datetime | None,
    image: str,
    alt: str,
    rights: str,
    acknowledged: tuple[str, ...],
    ticked: bool,
    dry: bool,
    person: str | None,
    password_fd: int | None,
    as_json: bool,
) -> None:
    """種別イ・ウ・エの起案を書く。"""
    parts, attachment = wiring(ctx), Attachment.asked(image, alt, rights)
    wording: Wording = {"title": title, "urgent": urgent, "expires_on": day_of(expires)}
    with at_desk(parts, person, password_fd) as (desk, who), parts.store() as store:
        if attachment is not None:
            wording["image"] = attachment.taken_in(parts.pictures(store), who, dry=dry)
        if dry:
            _show(desk.preview(who, Kind(kind), _text_of(text, ""), **wording), as_json=as_json)
            return
        words = _text_of(text, "")
        draft = answered(
            desk,
            lambda known, none: desk.write(
                who, Kind(kind), words, origin=origin, acknowledged=known, ticked=none, **wording
            ),
            acknowledged,
            ticked=ticked,
        )
    done([draft], Verb.OPEN, as_json=as_json)


@click.command("edit")
@places
@click.argument("id", type=int)
@text_option
@click.option("--title", default="", help="件名")
@click.option("--urgent/--no-urgent", default=None, help="緊急にする・やめる(既定は今のまま)")
@click.option("--expires", type=day, help="知らせて意味のある最後の日")
@click.option("--no-expires", is_flag=True, help="最後の日をなくす")
@picture
@click.option("--no-image", is_flag=True, help="画像を外す")
@click.option("--second", is_flag=True, help="別案(show が示すもの)を本文にする")
@click.option(
    "--digest", "shown", help="直し始めた文面のダイジェスト(show が示すもの)。今と違えば拒む"
)
@knowing
@dry_option
@acting
@as_json
@click.pass_context
def edit_command(
    ctx: click.Context,
    *,
    id: int,
    text: str | None,
    title: str,
    urgent: bool | None,
    expires: datetime | None,
    no_expires: bool,
    image: str,
    alt: str,
    rights: str,
    no_image: bool,
    second: bool,
    shown: str | None,
    acknowledged: tuple[str, ...],
    ticked: bool,
    dry: bool,
    person: str | None,
    password_fd: int | None,
    as_json: bool,
) -> None:
    """起案を直す。決裁済みなら決裁は無効になり、決裁待ちに戻る。"""
    parts = wiring(ctx)
    with parts.store() as store:
        before = store.draft(id)
        words = _second(store, before, text) if second else ""
    words = words or _text_of(text, threads.join(before.content.parts))
    if text is None and shown is None:  # the editor, or the second wording, is of this version
        shown = on_screen(before)
    attachment = Attachment.asked(image, alt, rights)
    new: Wording = {
        "title": title,
        "urgent": urgent,
        "expires_on": day_of(expires),
        "without": [
            name for name, away in (("image", no_image), ("expires_on", no_expires)) if away
        ],
    }
    with at_desk(parts, person, password_fd) as (desk, who), parts.store() as store:
        if attachment is not None:
            new["image"] = attachment.taken_in(parts.pictures(store), who, store.draft(id), dry=dry)
        if dry:
            _show(desk.reword(who, id, words, **new), as_json=as_json)
            return
        draft = answered(
            desk,
            lambda known, none: desk.edit(
                who, id, words, shown=shown, acknowledged=known, ticked=none, **new
            ),
            acknowledged,
            ticked=ticked,
        )
    done([draft], Verb.EDIT, as_json=as_json)


def _second(store: Store, draft: Draft, text: str | None) -> str:
    """Return the second wording of a draft; raises UsageRefused for two texts, StepRefused."""
    if text is not None:
        raise UsageRefused("command.two_texts")
    wording = store.rewordings.of(draft.id, draft.version)
    if wording is None or not wording.text:
        raise StepRefused("command.no_second", draft=draft.id)
    return wording.text


@click.command("urgent")
@places
@click.argument("case", default="")
@click.option("--place", default="", help="どこ(既定は館名)")
@click.option("--when", default="", help="いつ(例 11月25日(水)終日)")
@click.option("--why", default="", help="なぜ(例 台風の接近)")
@click.option("--more", default="", help="付け加えること")
@click.option("--link", default="", help="お知らせのページ")
@click.option("--expires", type=day, help="知らせて意味のある最後の日")
@knowing
@dry_option
@acting
@as_json
@click.pass_context
def urgent_command(
    ctx: click.Context,
    *,
    case: str,
    place: str,
    when: str,
    why: str,
    more: str,
    link: str,
    expires: datetime | None,
    acknowledged: tuple[str, ...],
    ticked: bool,
    dry: bool,
    person: str | None,
    password_fd: int | None,
    as_json: bool,
) -> None:
    """緊急のお知らせ(2)を起案する。見出しは、臨時休館、システム障害など([urgent] の見出し)。"""
    from bridge.draft.urgent import ORIGIN, urgent_text

    parts = wiring(ctx)
    where = place or parts.settings.library.name
    text = urgent_text(
        parts.settings.urgent, case, place=where, when=when, why=why, more=more, link=link
    )
    with at_desk(parts, person, password_fd) as (desk, who):
        if dry:
            _show(
                desk.preview(who, Kind.TOLD, text, urgent=True, expires_on=day_of(expires)),
                as_json=as_json,
            )
            return
        facts: dict[str, Any] = {"origin": ORIGIN, "urgent": True, "expires_on": day_of(expires)}
        draft = answered(
            desk,
            lambda known, none: desk.write(
                who, Kind.TOLD, text, acknowledged=known, ticked=none, **facts
            ),
            acknowledged,
            ticked=ticked,
        )
    done([draft], lambda draft: Utterance("act.urgent_opened", draft=draft.id), as_json=as_json)


@click.command("comment")
@places
@click.argument("id", type=int)
@text_option
@acting
@as_json
@click.pass_context
def comment_command(
    ctx: click.Context,
    *,
    id: int,
    text: str | None,
    person: str | None,
    password_fd: int | None,
    as_json: bool,
) -> None:
    """起案に、決裁する人や起案した人へのひとことを添える。"""
    with at_desk(wiring(ctx), person, password_fd) as (desk, who):
        draft = desk.comment(who, id, _text_of(text, ""))
    done([draft], Verb.COMMENT, as_json=as_json)


@click.command("retweet")
@places
@click.argument("url")
@reason_option
@click.option("--knowingly", is_flag=True, help="一覧にないアカウントでも、館長が承知のうえで")
@knowing
@acting
@as_json
@click.pass_context
def retweet_command(
    ctx: click.Context,
    *,
    url: str,
    reason: str,
    knowingly: bool,
    acknowledged: tuple[str, ...],
    ticked: bool,
    person: str | None,
    password_fd: int | None,
    as_json: bool,
) -> None:
    """公的機関の投稿のリツイートを起案する(5(4))。理由が要る。"""
    from bridge.policy.s05_4_retweets import read_post
    from bridge.posting.oembed import look

    post = read_post(url)
    parts = wiring(ctx)
    with at_desk(parts, person, password_fd) as (desk, who):
        on_x = look(post.url, parts.public_x())
        if on_x is not None and not as_json:
            echo(quoted(on_x.text), err=True)
        draft = answered(
            desk,
            lambda known, none: desk.retweet(
                who,
                url,
                reason,
                knowingly=knowingly,
                seen=on_x,
                acknowledged=known,
                ticked=none,
            ),
            acknowledged,
            ticked=ticked,
        )
    if on_x is None and not as_json:
        echo("Xの表示を読み取れませんでした。リンクを開いて確かめてください。", err=True)
    done([draft], lambda draft: Utterance("act.retweet_opened", draft=draft.id), as_json=as_json)


@click.command("correct")
@places
@click.argument("id", type=int)
@click.option("--text", help="訂正・追記の文。- で標準入力。無ければエディター")
@click.option("--addition", is_flag=True, help="訂正ではなく、続けて投稿する追記")
@click.option("--remove", is_flag=True, help="代わりの文を出さずに、投稿を削除する")
@shown_option
@reason_option
@knowing
@acting
@as_json
@click.pass_context
def correct_command(
    ctx: click.Context,
    *,
    id: int,
    text: str | None,
    addition: bool,
    remove: bool,
    shown: str | None,
    reason: str,
    acknowledged: tuple[str, ...],
    ticked: bool,
    person: str | None,
    password_fd: int | None,
    as_json: bool,
) -> None:
    """投稿済みの起案の訂正・追記・削除を起案する(9(2))。理由が要る。訂正が出ると、元の投稿は削除される。"""
    if remove and (addition or text is not None):
        raise UsageRefused("command.remove_alone")
    parts = wiring(ctx)
    with parts.store() as store:
        before = threads.join(store.draft(id).content.parts)
    with at_desk(parts, person, password_fd) as (desk, who):
        what = "の投稿の削除" if remove else "への追記" if addition else "の訂正"
        if remove or text is not None:  # else the editor shows the text
            shown = seen(
                desk,
                who,
                id,
                action="correct",
                shown=shown,
                question=f"起案{id}{what}を起案しますか",
                zone=parts.zone,
            )
        if remove:
            draft = desk.remove(who, id, reason, shown=shown)
        else:
            words = _text_of(text, before)
            draft = answered(
                desk,
                lambda known, none: desk.correct(
                    who,
                    id,
                    words,
                    reason=reason,
                    addition=addition,
                    acknowledged=known,
                    shown=shown,
                    ticked=none,
                ),
                acknowledged,
                ticked=ticked,
            )
    done(
        [draft],
        lambda draft: Utterance("act.correction_opened", draft=draft.id, note=draft.note),
        as_json=as_json,
    )
