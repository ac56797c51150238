"""Pure: what mails and messages say of what waits and of what went wrong: subjects, first lines,
titles and sentences.
"""

from __future__ import annotations

from typing import Final

from bridge.sayings import Saying

#: of a kind of mail, `what` is its subject and `todo` what stands first
SAYINGS: Final = {
    "mail.urgent": Saying(
        "【緊急】決裁をお願いします: {summary}", "緊急の起案が決裁を待っています。"
    ),
    "mail.digest": Saying(
        "決裁待ち・確認待ち {summary}", "館長の決裁か、投稿後の確認(9(2))を待っているものです。"
    ),
    "mail.ask": Saying("館長が決めること: {summary}", "次のことは、館長が決めるまでそのままです。"),
    "mail.returned": Saying(
        "差戻し: {summary}", "起案が差し戻されました。直して再提出するか、取り下げてください。"
    ),
    "mail.remove": Saying(
        "Xで消してください: {summary}",
        "決裁により、Xで削除するか、取り消すものです。消したら、画面の「手動投稿」か feedbridge "
        "removed で記録してください。",
    ),
    "mail.offer": Saying(
        "手で投稿してください: {summary}",
        "決裁済みで、今、手で投稿できるものです。画面の「手動投稿」か feedbridge take "
        "で引き受けてください。",
    ),
    "mail.head": Saying(
        "記録簿の控え: {summary}",
        "この数と文字列は、記録簿があとで書き換えられていないことを確かめる控えです。消さずに残してください。",
    ),
    "mail.failure": Saying(
        "うまくいかなかったこと: {summary}",
        "次のことが起きました。画面か feedbridge status で確かめてください。",
    ),
    "mail.count": Saying("{count}件"),
    "mail.more": Saying("ほか{count}件"),
    "mail.urgent_title": Saying("【緊急】{title}"),
    "mail.waits": Saying("{since:%-m月%-d日 %-H時%M分}から待っています。"),
    "mail.waits_with_findings": Saying(
        "{since:%-m月%-d日 %-H時%M分}から待っています。要確認の指摘{stops}件。"
    ),
    "mail.reason": Saying("理由: {note}"),
    "mail.since": Saying("{since:%-m月%-d日 %-H時%M分}から"),
    "mail.confirmation_lapsed": Saying("事前確認{number}を続けますか"),
    "mail.posted_or_not": Saying("{act}されましたか。"),
    "mail.to_remove": Saying(
        "起案{correction}(訂正)が出ました。起案{draft}の投稿 {urls:、} は、まだXにあります。"
    ),
    "mail.taken": Saying("{person}さんが{at:%-m月%-d日 %-H時%M分}に引き受けました。"),
    "mail.uninspected_absence": Saying("代決で{person}さんが出しました。後閲がまだです。"),
    "mail.uninspected_confirmation": Saying("事前確認で{person}さんが出しました。後閲がまだです。"),
    "mail.unchecked": Saying("{at:%-m月%-d日 %-H時%M分}に投稿。確認(9(2))が済んでいません。"),
    "mail.correction_drafted": Saying("投稿{draft}のもとのページが変わり、訂正の案ができました。"),
    "mail.source_failing": Saying("取得元「{source}」を読めません"),
    "mail.source_back": Saying("取得元「{source}」は、また読めています"),
    "mail.source_was_down": Saying("{since:%-m月%-d日 %-H時%M分}から読めませんでした。"),
    "mail.stopped_all": Saying("全投稿停止になっています"),
    "mail.stopped_account": Saying(
        "公式アカウントの載っていないページがあり、投稿が止まっています"
    ),
    "mail.stopped_road": Saying("投稿の道({road})が止まっています"),
    "mail.anchor": Saying("記録簿 {rows}行 末尾 {head}"),
    "mail.keep_anchor": Saying(
        "この数と文字列は、記録簿があとで書き換えられていないことを確かめる控えです。"
        "このメールを残してください。"
    ),
}
