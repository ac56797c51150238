"""Pure: what is said of a run: what it brought of a source, and what became of each draft.

What publish brought is told by its command, and by mails in words of their own: no page shows it.
"""

from __future__ import annotations

from typing import Final

from bridge.sayings import Saying

_SHOW: Final = "feedbridge show {draft} で確かめてください。"
_LOOK: Final = "起案を見て、わけを確かめてください。"

SAYINGS: Final = {
    "sync.unchanged": Saying("{source}: 変わりありません"),
    "sync.baseline": Saying(
        "{source}: 見始めました。今ある{new}件は起案しません",
        "(feedbridge items から選べます)",
        "(見始めたときにあった記事から選べます)",
    ),
    "sync.read": Saying("{source}: 新着{new}件"),
    "sync.read_and_held": Saying(
        "{source}: 新着{new}件、うち保留{held}件",
        "(feedbridge items --state held)",
        "(選ばれるのを待っています)",
    ),
    "sync.nothing_new": Saying("{source}: 新しいものはありません"),
    "sync.failed": Saying("{source}: 取得できませんでした。{why}"),
    "sync.resting": Saying("{source}: サーバーの指示(Retry-After)で、しばらく待っています"),
    "sync.unreached": Saying("{source}: 時間切れで見られませんでした。次の回に見ます"),
    "sync.begun_anew": Saying(
        "{days}日以上読めていなかったため、新しく見始めました。{count}件は起案していません。",
        "feedbridge items から選べます。",
        "見始めたときにあった記事から選べます。",
    ),
    "sync.addresses_moved": Saying(
        "{count}件のアドレスが変わりました(サイトの引っ越しや作り直し)。"
        "前からの記事として扱い、起案しません。"
    ),
    "sync.many": Saying(
        "{count}件を保留にしました({why})。",
        "feedbridge items --state held で見て、pick か set-aside で選んでください。",
        "取得状況の画面で選んでください。",
    ),
    "sync.source_moved": Saying(
        "{url} へ引っ越しました。",
        "feeds.toml の url を {url} に直してください。",
        "サーバーの担当者に、取得元の url を {url} に直すよう頼んでください。",
    ),
    "sync.back": Saying("また読めています({since:%-m月%-d日 %-H時%M分}から読めませんでした)。"),
    "sync.remark": Saying("{note}"),
    "concern.held": Saying(
        "取得元「{source}」の記事{count}件が、選ばれるのを待っています",
        "feedbridge items --state held で見て、pick か set-aside で選んでください。",
        "取得状況の画面で選んでください。",
    ),
    "concern.silent": Saying(
        "取得元「{source}」に、{day:%-m月%-d日}から新しい記事がありません",
        "いつもより長いあいだです。サイトに新しいお知らせがあれば、"
        "feedbridge try {source} で読み方を確かめてください。",
        "いつもより長いあいだです。サイトに新しいお知らせがないか、見てください。",
    ),
    "concern.begun_anew": Saying(
        "取得元「{source}」を、新しく見始めました",
        "長く読めていなかったため、今ある記事は起案していません。feedbridge items から選べます。",
        "長く読めていなかったため、今ある記事は起案していません。取得状況の画面から選べます。",
    ),
    "sync.drafted": Saying("起案{count}件", "({ids: })", ""),
    "sync.page_changed": Saying("元ページの変更{count}件", "({ids: })", ""),
    "sync.correction_drafted": Saying("訂正の提案{count}件", "({ids: })", ""),
    "sync.drafted_already": Saying("同じ起案があり見送った記事{count}件", "({ids: })", ""),
    "sync.put_on_hold": Saying("保留{count}件", "({ids: })", ""),
    "sync.expired": Saying("期限切れ{count}件", "({ids: })", ""),
    "sync.nothing_drafted": Saying("新しい起案はありません。"),
    "sync.left": Saying(
        "一度に多すぎて保留にした記事{count}件は、そのままです。",
        "feedbridge items --state held で見て、feedbridge pick で選んでください。",
        "取得状況の画面で選んでください。",
    ),
    "sync.unsent": Saying(
        "起案{draft}: 決裁済みでしたが、投稿できる時が来ないまま期限が過ぎました。出ません。",
        _SHOW,
        _LOOK,
    ),
    "sync.held": Saying("起案{draft}を保留しました({why:stem})。", _SHOW, _LOOK),
    "publish.posted": Saying("起案{draft}: 投稿しました {urls: }"),
    "publish.removed": Saying("起案{draft}: 投稿を削除しました。{note}"),
    "publish.to_remove": Saying(
        "起案{draft}: 訂正が出ました。",
        "元の投稿 {url} をXで削除し、feedbridge removed {draft} で記録してください。",
    ),
    "publish.by_hand": Saying(
        "起案{draft}「{title}」: 手で{act}できます。",
        "feedbridge take {draft} で引き受けてください。",
    ),
    "publish.taken": Saying(
        "起案{draft}: {person}さんが引き受けています。",
        "投稿したら feedbridge posted {draft} 投稿のURL で記録してください。",
    ),
    "publish.would": Saying("起案{draft}: 今、投稿されます「{title}」"),
    "publish.waiting": Saying("起案{draft}: {why}"),
    "publish.held": Saying(
        "起案{draft}「{title}」: 保留しました。出ません({note})",
        "{why:todo}",
        mail="保留になりました。",
    ),
    "publish.expired": Saying("起案{draft}「{title}」: 期限切れになりました。出ません({note})"),
    "publish.failed": Saying(
        "起案{draft}: Xが受け付けませんでした。{note}", mail="Xが受け付けませんでした。"
    ),
    "publish.stopped": Saying(
        "起案{draft}: 続きもの{parts}件のうち、{out}件目まで出ています({urls:、})。",
        "続きを出すなら feedbridge decide {draft}、ここまでにするなら feedbridge leave "
        "{draft}、消すなら feedbridge correct {draft} --remove で起案してください。",
        mail="続きものが途中で止まりました。続きを出すか、ここまでにするか、消すかを決めてください。",
    ),
    "publish.unclear": Saying(
        "起案{draft}: 投稿されたかどうか分かりません。{note}",
        "Xを見て、出ていれば feedbridge posted {draft} 投稿のURL、出ていなければ feedbridge "
        "not-posted {draft} で記録してください。",
        mail="投稿されたかどうか分かりません。Xを見てください。",
    ),
}
