"""Pure: what is said at the gate (why a decided draft waits, is held, or goes out no more), and
what the record keeps beside a draft or an item.

The record keeps `what`, once, as it is worded on that day; what to do next is said by the door that
shows it.
"""

from __future__ import annotations

from typing import Final

from bridge.sayings import Saying

SAYINGS: Final = {
    "wait.stopped": Saying("投稿を止めています: {why}"),
    "wait.budget": Saying("今月の予算(US${budget:.2f})に達しています(これまで US${spent:.3f})"),
    "wait.thread_over_cap": Saying(
        "続きもの({parts}件)が、一日の上限({most}件)より多くなっています"
    ),
    "wait.window_missed": Saying("{latest}までに投稿できる時がありません"),
    "wait.until": Saying("{at}に投稿します"),
    "wait.until_let_go": Saying("{why}"),
    "wait.take_back": Saying("決裁を取り消せる時間が終わるまで待つ"),
    "wait.not_before": Saying("この時より前には出さないと決めてある"),
    "wait.not_after": Saying("終わりの時が決めてある"),
    "wait.gap": Saying("前の投稿({last:%-H:%M})から{minutes}分あける"),
    "wait.opening": Saying("開館を待つ"),
    "wait.cap": Saying("一日の上限({most}件)に達した日を避ける"),
    "wait.decision_changed": Saying(
        "決裁が今しがた変わりました。",
        "もう一度実行してください。",
        "画面を読み込み直してください。",
    ),
    "wait.page_changed": Saying(
        "元のページが変わりました。一時間ほどのうちに見直し、決裁待ちに戻ります"
    ),
    "wait.called_off": Saying(
        "一覧の題名が「{title}」に変わりました。次の取得で見直し、決裁待ちに戻ります"
    ),
    "wait.page_unread": Saying("元のページを確かめられません: {why}"),
    "wait.not_looked_through": Saying("{what}。次の実行でもう一度読みます"),
    "wait.not_deleted": Saying("元の投稿をまだ削除していません: {why}"),
    "wait.deletion_failed": Saying("元の投稿をまだ削除できていません: {why}"),
    "wait.of_another_account": Saying("@{account} の投稿で、今のアカウントは @{here} です"),
    "hand.hours_over": Saying("開館時間が終わりました"),
    "hand.long_ago": Saying("引き受けてから時間がたちました"),
    "hand.expired": Saying("期限が過ぎました"),
    "hold.window_over": Saying(
        "決めてあった時({latest:%-m月%-d日 %-H時%M分})までに投稿できませんでした"
    ),
    "hold.first_on_another_road": Saying(
        "元の投稿(起案{first})の出し方は「{road}」で、「{here}」にはありません"
    ),
    "hold.first_removed": Saying("元の投稿(起案{first})は、すでに削除されています"),
    "hold.first_changed": Saying(
        "元の投稿(起案{first})は、起案のあとで変わりました。この起案では置き換えられません",
        "もう一度起案してください。",
    ),
    "hold.parts_on_another_road": Saying(
        "続きものの{parts}件目までの出し方は「{road}」で、「{here}」にはありません"
    ),
    "hold.unproven": Saying("{faults}"),
    "hold.election": Saying("{doubt}", "もう一度決裁に出し、館長が承知のうえで決裁してください。"),
    "hold.repeated": Saying(
        "{same}", "重ねて出すなら、もう一度決裁に出し、承知のうえで決裁してください。"
    ),
    "hold.page_elsewhere": Saying("元のページが別のサイトに移りました: {host}"),
    "hold.page_gone": Saying("元のページがなくなりました: {why}"),
    "hold.page_left": Saying("元のページに、この記事が載らなくなりました"),
    "hold.link_elsewhere": Saying("リンク先のページが別のサイトに移りました: {host}"),
    "hold.link_gone": Saying("リンク先のページがなくなりました: {why}"),
    "hold.title_changed": Saying("元のページの題名が変わりました: {title}"),
    "hold.day_over": Saying("{day}は、{since}のあとで過ぎました"),
    "hold.day_of_before": Saying("文の「{word}」は、{since}のあとで別の日のことになりました"),
    "lapse.restored": Saying("記録を控えから戻しました"),
    "lapse.another_library": Saying("ほかの館({library})の決裁です"),
    "lapse.another_road": Saying("投稿のしかたが「{before}」から「{road}」に変わりました"),
    "lapse.another_account": Saying("アカウントが @{before} から @{account} に変わりました"),
    "lapse.right_over": Saying("決裁した{why:stem}"),
    "lapse.release_over": Saying("{why:stem}"),
    "note.taken_back": Saying("決裁を取り消しました"),
    "note.taken_back_by": Saying("{person}さんが決裁を取り消しました"),
    "note.returned_by": Saying("{person}さんが差し戻しました"),
    "note.handed_back": Saying("{person}さんが返しました"),
    "note.confirmation_revoked": Saying("事前確認{confirmation}が取り消されました"),
    "note.posts_go_again": Saying("投稿停止が解けたので、今も正しいかを決め直します"),
    "note.ended_on": Saying("{day:%-m月%-d日}で終わりました"),
    "note.run_died": Saying("前の実行が投稿の途中で終わりました"),
    "note.run_died_unclear": Saying(
        "前の実行が投稿の途中で終わりました。投稿されたかどうかは分かりません"
    ),
    "note.found": Saying("自分の投稿一覧に同じ文面がありました"),
    "note.stood_there": Saying("自分の投稿一覧に、同じ文面がすでにありました"),
    "note.unseen": Saying(
        "同じ文がすでに出ているか分からないので、出さずに待ちます。次の実行でもう一度読みます"
    ),
    "note.looked_once": Saying("{reason}(出ていないことを一度確かめ、二度目を待っています)"),
    "note.word_of": Saying("{person}さんの申告"),
    "note.word_of_for": Saying("{person}さんの申告: {reason}"),
    "note.left": Saying("{parts}件目までで終わりにしました: {reason}"),
    "note.removed": Saying("起案{correction}により削除しました"),
    "note.page_changed": Saying("元のページが変わりました"),
    "note.listed_anew": Saying("一覧の題名が「{title}」に変わりました"),
    "note.link_changed": Saying("リンク先のページが変わりました"),
    "note.link_listed_anew": Saying("リンク先の一覧の題名が「{title}」に変わりました"),
    "note.words_stand": Saying("{what}。文面は職員が書いたもののままです"),
    "note.after_the_post": Saying("投稿後に{what}"),
    "note.page_back": Saying("見られなかったページが、また見られるようになりました: {url}"),
    "note.same_page": Saying("起案{draft}と同じ記事です"),
    "note.there_at_first": Saying("取得元を見始めたときにありました"),
    "note.read_better": Saying("読み方が新しくなって見つかりました(前からありました)"),
    "note.perhaps_read_better": Saying(
        "読み方が新しくなって見つかりました。新しいお知らせかどうかは分かりません"
    ),
    "note.list_anew": Saying("一覧が作り直されたようです。新しいお知らせかどうかは分かりません"),
    "note.slipped_in": Saying("見始める前のものが、一覧に出てきました"),
    "note.too_many": Saying("一度に{count}件の新着があり、上限({most}件)を超えました"),
}
