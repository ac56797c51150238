"""Pure: what is said of drafts, their items and pictures, and of the program that rewords them."""

from __future__ import annotations

from typing import Final

from bridge.sayings import Saying

_OTHERS: Final = "JPEG・PNG・WebP の画像を指定してください。"
_TICK: Final = (
    "feedbridge policy で13の種類を見て、どれにもあたらなければ "
    "--none-of-the-thirteen を付けてください。"
)

SAYINGS: Final = {
    "draft.not_posted_yet": Saying(
        "起案{draft}はまだ投稿されていません。",
        "feedbridge edit で直してください。",
        "起案の文を直してください。",
    ),
    "draft.nothing_on_x": Saying("起案{draft}はまだ投稿されていません。"),
    "draft.no_text_to_compare": Saying(
        "起案{draft}には比べる文がありません。",
        "https://x.com/{account} を開き、リツイートが出ているか、消えているかを確かめてください。",
    ),
    "draft.no_picture": Saying("起案{draft}に画像はありません。"),
    "draft.origin_missing": Saying(
        "種別イ(ほかの手段で市民に知らせたもの)には、もとになったお知らせが要ります。",
        "--origin に書いてください(例: 広報7月1日号)。",
        "もとになったお知らせを書いてください(例: 広報7月1日号)。",
    ),
    "draft.nothing_to_edit": Saying(
        "起案{draft}には直す文がありません。", "取り下げて、もう一度起案してください。"
    ),
    "draft.over": Saying(
        "起案{draft}の{why}。",
        "feedbridge edit {draft} で保存し直すと(同じ文のままでも)、今日の日付で確かめ直します。"
        "知らせないときは feedbridge withdraw {draft} で取り下げてください。",
        "文を直すか、そのまま保存し直すと、今日の日付で確かめ直します。"
        "知らせないときは取り下げてください。",
    ),
    "draft.named_twice": Saying(
        "同じ起案が二度指定されています。", "起案の番号を一度ずつ指定してください。"
    ),
    "draft.correction_reason_missing": Saying(
        "訂正・追記・削除には理由が要ります(9(2))。",
        "--reason に理由を書いてください。",
        "理由を書いてください。",
    ),
    "draft.correction_known": Saying(
        "起案{draft}を置き換える起案{other}が、すでにあります。",
        "そちらを直すか、取り下げてください。",
    ),
    "draft.image_without_bytes": Saying(
        "画像({url})はアドレスだけで、画像そのものが取り込まれていません。",
        "画像を付け直すか(--image)、外してください(--no-image)。",
        "画像を付け直すか、外してください。",
    ),
    "draft.disposed": Saying(
        "起案{draft}の文は、保存期間が過ぎて廃棄されています。", "新しく起案してください。"
    ),
    "draft.wrong_state": Saying(
        "起案{draft}は「{state}」です。この操作は「{where}」のときだけできます。",
        "feedbridge show {draft} で今の状態を確かめてください。",
        "今の状態を見てから、もう一度操作してください。",
    ),
    "draft.part_is_out": Saying(
        "起案{draft}は、{parts}件目までXに出ています。差し戻せません。",
        "続きを止めるときは、決裁を取り消してください。",
    ),
    "draft.digest_too_short": Saying(
        "起案{draft}のダイジェストが短すぎます。別の文でも同じ先頭になることがあります。",
        "版の番号から写してください(例 3-153266994171)。",
    ),
    "draft.changed": Saying(
        "起案{draft}は、画面に出たあとで変わりました(第{version}版)。何も記録していません。",
        "feedbridge show {draft} で今の文面を見て、もう一度決めてください。",
        "今の文面を見て、もう一度決めてください。",
    ),
    "draft.moved_since": Saying(
        "起案{draft}は、文は画面に出たときのままですが、状態か投稿の時が変わりました"
        "(今は「{state}」)。何も記録していません。",
        "feedbridge show {draft} で今の状態を確かめ、もう一度決めてください。",
        "今の状態を見て、それでもよければ、もう一度操作してください。",
    ),
    "draft.being_posted": Saying("起案{draft}は投稿の途中です。", "結果が出るのを待ってください。"),
    "draft.window_opened": Saying(
        "起案{draft}は、文を写すか、Xの投稿画面を開いたあとです。投稿されたかもしれません。",
        "Xを見て、出ていれば feedbridge posted {draft} 投稿のURL、出ていなければ feedbridge "
        "not-posted {draft} で記録してください。",
        "Xを見て、出ていれば投稿のURLを、出ていなければ「投稿されていない」を、手動投稿の画面で記録してください。",
    ),
    "draft.decided_on_another_text": Saying(
        "起案{draft}の決裁は、今の文面・リンク・画像・運用方針の版に対するものではありません。",
        "文面を見て、もう一度決裁してください。",
    ),
    "draft.undecided": Saying(
        "起案{draft}は決裁されていません。", "先に決裁を受けてください(5(1))。"
    ),
    "draft.no_release": Saying(
        "起案{draft}は、事前確認や代決で出したものではありません。", "後閲は要りません。"
    ),
    "draft.inspected": Saying("起案{draft}は、{person}さんが後閲を済ませています。"),
    "draft.nothing_to_hand_over": Saying("起案{draft}は「{state}」で、引き継ぐことがありません。"),
    "draft.comment_length": Saying("ひとことは1～{most}字で書いてください。"),
    "draft.window_of_the_past": Saying(
        "終わりの時が、始まりの時か今より前です。", "これから来る時を書いてください。"
    ),
    "draft.outside_the_decided_window": Saying(
        "起案{draft}の決裁の範囲({window})を越えます。何も記録していません。",
        "範囲の中で選ぶか、決裁を取り消して、もう一度決裁を受けてください(5(1))。",
    ),
    "draft.moment_too_far": Saying(
        "投稿の時が、今から2年よりも離れています。何も記録していません。", "年を確かめてください。"
    ),
    "draft.unknown": Saying(
        "起案{draft}はありません。",
        "feedbridge queue で番号を確かめてください。",
        "番号を確かめてください。",
    ),
    "draft.moved_meanwhile": Saying(
        "起案{draft}は、ほかの人かほかの処理が先に進めました。何も記録していません。",
        "feedbridge show {draft} で今の状態を確かめてください。",
        "今の状態を見てから、もう一度操作してください。",
    ),
    "draft.picture_not_kept": Saying(
        "その画像は記録にありません。何も記録していません。", "画像を付け直してください。"
    ),
    "draft.text_too_long": Saying(
        "文が長すぎます({length}字)。", "投稿できるのは全角でおよそ140字までです。"
    ),
    "draft.kind_missing": Saying("種別(ア～エ)を選んでください。"),
    "draft.day_unreadable": Saying(
        "日付を読めません: {given}", "2026-11-25 の形で書いてください。"
    ),
    "draft.time_without_day": Saying("時刻だけでは決まりません。", "日も書いてください。"),
    "draft.time_unreadable": Saying("時刻を読めません: {given}", "09:30 の形で書いてください。"),
    "draft.reason_too_long": Saying("理由は1000字までにしてください。"),
    "draft.release_refused": Saying("起案{draft}: {why}", "館長の決裁を受けてください。"),
    "draft.too_many_parts": Saying("続きものは{most}件までです(今は{count}件)。"),
    "draft.part_empty": Saying("{part}件目が空です。"),
    "draft.body_empty": Saying("本文が空です。"),
    "draft.part_too_long": Saying("{part}件目が長すぎます(Xの数え方で{weight}、上限{most})。"),
    "draft.body_too_long": Saying("文が長すぎます(Xの数え方で{weight}、上限{most})。"),
    "draft.part_twice": Saying("続きものに、同じ文が二度あります。"),
    "draft.text_unfit": Saying(
        "{why}",
        "短くするか、「---」だけの行で分けて続きもの(6件まで)にして、もう一度保存してください。",
    ),
    "draft.text_empty": Saying("{why}", "投稿する文を書いてください。"),
    "draft.reason_missing": Saying(
        "{what}には理由が要ります。", "--reason に理由を書いてください。", "理由を書いてください。"
    ),
    "draft.unacknowledged": Saying("{owed:\n}", "{owed:todo}"),
    "draft.findings_at_drafting": Saying(
        "この文には確認が必要な指摘があります: {findings}",
        "文を直すか、承知のうえで出すときは --acknowledge に条項番号を付けてください。",
        "文を直すか、承知のうえで出すときは、指摘ごとに印を付けてください。",
    ),
    "draft.findings_at_decision": Saying(
        "起案{draft}には確認が必要な指摘があります: {findings}",
        "内容を見たうえで、--acknowledge に条項番号を付けて決裁するか、差し戻してください。",
        "内容を見たうえで、指摘ごとに印を付けて決裁するか、差し戻してください。",
    ),
    "draft.findings_at_release": Saying(
        "起案{draft}には確認が必要な指摘があります: {findings}",
        "内容を見たうえで、--acknowledge に条項番号を付けてください。",
        "内容を見たうえで、指摘ごとに印を付けてください。",
    ),
    "draft.text_unticked": Saying(
        "この文には「{tick}」の確認が要ります(6)。",
        _TICK,
        "13の種類を見て、どれにもあたらなければ印を付けてください。",
    ),
    "draft.unticked": Saying(
        "起案{draft}には「{tick}」の確認が要ります(6)。",
        _TICK,
        "13の種類を見て、どれにもあたらなければ印を付けてください。",
    ),
    "draft.review_refused": Saying("{why}", "回議の順と人は feeds.toml の [review] にあります。"),
    "draft.decision_refused": Saying("{why}", "先の人の回議か、ほかの人の決裁を受けてください。"),
    "draft.check_refused": Saying("起案{draft}: {why}"),
    "draft.not_handed_over": Saying("引き継げません: {why}", "起案できる人を選んでください。"),
    "draft.no_review_owed": Saying("起案{draft}は、{person}さんの回議を待っていません(9(1))。"),
    "draft.review_of_others": Saying(
        "起案{draft}は、{step}({members:、})の回議を待っています。{person}さんは含まれません(9(1))。"
    ),
    "draft.review_owed": Saying("起案{draft}は、{step}({members:、})の回議がまだです(9(1))。"),
    "draft.own_text": Saying(
        "起案{draft}は、{person}さん自身が書いた文です。起案した人は決裁も回議もできない設定です。"
    ),
    "draft.checked_by_them": Saying(
        "{person}さんの確認はすでに記録されています。確認は二人で行います(9(2))。"
    ),
    "draft.checked_in_that_role": Saying(
        "{person}さんが同じ役割で確認済みです。もう一方の役割の確認が要ります(9(2))。"
    ),
    "item.drafted_or_next": Saying("記事{item}「{title}」は、起案済みか、次の取得で起案されます。"),
    "item.aside_reason_missing": Saying(
        "見送りには理由が要ります。", "--reason に理由を書いてください。", "理由を書いてください。"
    ),
    "item.drafted": Saying(
        "記事{item}は起案済みです。", "起案のほうを取り下げるか、否決してください。"
    ),
    "item.unknown": Saying(
        "記事{item}はありません。",
        "feedbridge items で番号を確かめてください。",
        "番号を確かめてください。",
    ),
    "item.moved_meanwhile": Saying(
        "記事{item}は、ほかの人かほかの処理が先に進めました。何も記録していません。",
        "feedbridge items で今の状態を確かめてください。",
        "今の状態を見てから、もう一度操作してください。",
    ),
    "item.aside_unexplained": Saying(
        "見送りには理由が要ります。", "どれかに印を付けるか、書いてください。"
    ),
    "picture.not_kept": Saying("その画像は記録にありません。", "画像を付け直してください。"),
    "picture.altered": Saying(
        "画像が、取り込んだときのものと違います。記録が書き換えられたか、壊れています。",
        "feedbridge doctor で確かめ、画像を付け直して、もう一度決裁を受けてください。",
        "画像を付け直して、もう一度決裁を受けてください。サーバーの担当者にも知らせてください。",
    ),
    "picture.empty": Saying("画像が空です。", _OTHERS),
    "picture.too_large": Saying(
        "画像が大きすぎます({size:,}バイト、上限{most:,})。", "小さくしてから指定してください。"
    ),
    "picture.over_limit": Saying(
        "画像が大きすぎます(上限{most:,}バイト)。", "小さくしてから指定してください。"
    ),
    "picture.too_many_pixels": Saying(
        "画像の画素が多すぎます({width}×{height})。",
        "小さくしてから指定してください(4000×3000くらいまで)。",
    ),
    "picture.too_small": Saying(
        "画像が小さすぎます({width}×{height})。", "見せたい画像を指定してください。"
    ),
    "picture.moves": Saying("動く画像は使えません。", _OTHERS),
    "picture.bomb": Saying("画像の画素が多すぎます。", "小さくしてから指定してください。"),
    "picture.unreadable": Saying("画像として読めません。", _OTHERS),
    "picture.broken": Saying(
        "画像が壊れているか、途中で切れています。",
        "ブラウザーで開けるか確かめ、指定し直してください。",
    ),
    "picture.another_at_work": Saying(
        "ほかの画像を取り込んでいるところです。何も記録していません。",
        "少し待ってから前の画面に戻り、もう一度操作してください。",
    ),
    "picture.not_now": Saying("画像は、いま読み取れません。"),
    "picture.not_taken_in": Saying("取り込まれていません"),
    "picture.not_read": Saying("画像を読み取れません。"),
    "picture.unexplained": Saying(
        "画像には、代替テキストと、権利の確認(誰のもので、なぜ使えるか)が要ります(10)。"
    ),
    "picture.none_behind_the_link": Saying("起案{draft}のリンクには、見せる画像がありません。"),
    "picture.not_fetched": Saying("画像を取り込めません: {why}", "{why:todo}"),
    "picture.address_alone": Saying(
        "画像はアドレスだけが決裁され、画像そのものは記録にありません。",
        "画像を付け直し、もう一度決裁を受けてください。",
    ),
    "picture.not_as_decided": Saying("決裁された画像を出せません。{why}"),
    "picture.not_listed": Saying(
        "画像を取り込めません。{why}",
        "ホームページにある画像のアドレスを指定するか、画像のファイルを選んでください。",
    ),
    "retweet.only_the_director": Saying(
        "一覧にないアカウントのリツイートは、館長だけが起案できます。{person}さんにはできません(5(4))。",
        "館長に頼んでください。",
    ),
    "retweet.known": Saying("この投稿のリツイートは、起案{other}にあります({state})。"),
    "retweet.not_editable": Saying(
        "リツイートは直せません。",
        "取り消すときは、削除(--remove)を起案してください。",
        "取り消すときは、削除を起案してください。",
    ),
    "retweet.no_post_address": Saying(
        "「{given}」は X の投稿のアドレスではありません。",
        "投稿を開き、https://x.com/利用者名/status/番号 の形のアドレスを貼ってください。",
    ),
    "retweet.refused": Saying(
        "{why}",
        "一覧は feeds.toml の [retweets] accounts です。一覧にないものは、"
        "館長が承知のうえで起案できます。",
    ),
    "retweet.address_of_nobody": Saying(
        "このアドレスからは、どのアカウントの投稿か分かりません。利用者名の入ったアドレスを貼ってください。"
    ),
    "retweet.of_another": Saying(
        "@{account} ではなく、@{other} の投稿です。投稿を開き、そのアドレスを貼ってください(5(4))。"
    ),
    "retweet.of_the_library": Saying("館の投稿です。リツイートするのは公的機関の投稿です(5(4))。"),
    "retweet.reason_missing": Saying("リツイートには理由が要ります(5(4))。"),
    "retweet.not_listed": Saying(
        "@{account} はリツイートしてよい公的機関の一覧にありません(5(4))。"
    ),
    "urgent.no_form": Saying("何があったかを選んでください。", "次のどれかです: {allowed:、}"),
    "urgent.no_place": Saying("どこが、いつ(例: 11月25日(水)終日)を書いてください。"),
    "urgent.link_unfit": Saying(
        "お知らせのページが、http か https のアドレスではありません。",
        "https:// で始まるアドレスを貼ってください。無ければ空けておいてください。",
    ),
    "program.not_started": Saying(
        "プログラムを起動できません({reason})",
        "[rewrite] command を確かめてください。別案は次の回に聞き直します。",
    ),
    "program.silent": Saying(
        "プログラムが{seconds:g}秒以内に答えませんでした", "[rewrite] seconds を長くしてください。"
    ),
    "program.answer_too_long": Saying("プログラムの答えが長すぎます({most}バイトまで)"),
    "program.not_ended": Saying("プログラムが{seconds:g}秒以内に終わりませんでした"),
    "program.failed": Saying(
        "プログラムが失敗しました(終了コード {exit_code})",
        "[rewrite] command を手で動かして確かめてください。別案は次の回に聞き直します。",
    ),
}
