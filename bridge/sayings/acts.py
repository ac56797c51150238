"""Pure: what a person has done, in the words of every door at which it can be done; what stands
behind it is what comes next there.
"""

from __future__ import annotations

from typing import Final

from bridge.sayings import Saying

_CHECK: Final = "確認は feedbridge check {draft} で記録してください(9(2))。"
_TO_CHECK: Final = "確認をお願いします(9(2))。"

SAYINGS: Final = {
    "act.opened": Saying("起案{draft}を作りました。決裁を待っています。"),
    "act.urgent_opened": Saying("緊急の起案{draft}を作りました。館長の決裁が要ります。"),
    "act.retweet_opened": Saying("リツイートの起案{draft}を作りました。決裁を待っています。"),
    "act.correction_opened": Saying("起案{draft}({note})を作りました。決裁を待っています。"),
    "act.edited": Saying("起案{draft}を直しました。"),
    "act.commented": Saying("起案{draft}にひとことを書きました。"),
    "act.resubmitted": Saying("起案{draft}を、もう一度決裁に出しました。"),
    "act.withdrawn": Saying("起案{draft}を取り下げました。"),
    "act.handed_over": Saying("起案{draft}を{person}さんに引き継ぎました。"),
    "act.timed": Saying("起案{draft}の投稿の時を決めました: {span}"),
    "act.reviewed": Saying("起案{draft}の回議を記録しました。"),
    "act.decided": Saying("起案{draft}を決裁しました。"),
    "act.decided_further": Saying("起案{draft}を決裁しました。続きが出ます。"),
    "act.returned": Saying("起案{draft}を差し戻しました。"),
    "act.rejected": Saying("起案{draft}を否決しました。"),
    "act.taken_back": Saying("起案{draft}の決裁を取り消しました。", desk="決裁待ちに戻りました。"),
    "act.rest_stopped": Saying("起案{draft}の決裁を取り消しました。続きは出ません。"),
    "act.inspected": Saying("起案{draft}の後閲を記録しました。"),
    "act.handed_back": Saying("起案{draft}を返しました。決裁は生きています。"),
    "act.taken_over": Saying("起案{draft}を引き受け直しました。"),
    "act.posted": Saying("起案{draft}の投稿を記録しました。", _CHECK, _TO_CHECK),
    "act.part_posted": Saying(
        "起案{draft}の{part}件目を記録しました。続きがあります。",
        "続きは feedbridge take {draft} で引き受けてください。",
        "",
    ),
    "act.put_right": Saying("起案{draft}の投稿のURLを直しました。"),
    "act.removed": Saying("起案{draft}の投稿の削除を記録しました。"),
    "act.not_posted": Saying("起案{draft}は投稿されていないと記録しました。決裁は生きています。"),
    "act.looked_once": Saying(
        "起案{draft}を見て、出ていないことを記録しました。Xの表示は遅れることがあります。",
        "15分たってからもう一度見て、出ていなければ、もう一度記録してください。",
    ),
    "act.left": Saying("起案{draft}を、出ているところまでで終わりにしました。", _CHECK, _TO_CHECK),
    "act.checked": Saying("起案{draft}の確認を記録しました。二人の確認がそろいました。"),
    "act.checked_by_one": Saying("起案{draft}の確認を記録しました。もう一人の確認を待っています。"),
    "act.waits_again": Saying("起案{draft}を決裁待ちに戻しました。"),
    "act.going_out": Saying("起案{draft}を投稿しています。"),
    "act.out": Saying("起案{draft}を投稿しました。"),
    "act.stands": Saying("起案{draft}は、今は「{state}」です。"),
    "act.items_picked": Saying("{count}件を選びました。次の取得で起案されます。"),
    "act.items_set_aside": Saying("{count}件を見送りました。"),
    "act.posts_stopped": Saying("すべての投稿を止めました。"),
    "act.posts_go": Saying("投稿の停止を解きました。"),
    "act.posts_go_again": Saying(
        "投稿の停止を解きました。決裁済みの{count}件は決裁待ちに戻しました。",
        "今も正しいか確かめてください。",
    ),
    "act.confirmation_revoked": Saying("事前確認{number}を取り消しました。"),
    "act.confirmation_revoked_with": Saying(
        "事前確認{number}を取り消しました。まだ投稿していない{count}件は決裁待ちに戻りました。"
    ),
    "act.name_freed": Saying("「{name}」を空けました。それまでの人は「{new}」として残ります。"),
    "act.factors_reset": Saying(
        "{person}さんの二段階認証を外し、ログアウトしました。"
        "次はパスワードだけで入り、登録し直せます。"
    ),
    "act.person_added": Saying(
        "{person}さんを登録しました。", desk="パスワードを入れてログインしてください。"
    ),
    "act.person_changed": Saying("{person}さんの登録を変えました。"),
    "act.password_changed": Saying(
        "{person}さんのパスワードを変えました。ほかの端末はログアウトしました。"
    ),
    "act.closing_confirmed": Saying("{days} {why}: 休館日にしました。投稿はこの日を避けます。"),
    "act.closing_refused": Saying("{days} {why}: 休館日ではないと記録しました。"),
    "act.closing_withdrawn": Saying("{days} {why}: 休館日を取り消しました。"),
    "act.impostor_step": Saying("なりすまし{impostor}の「{step}」を記録しました。"),
    "act.measure_decided": Saying(
        "決定を記録しました。",
        "https://x.com/{account} を開いて行い、"
        "feedbridge incident done {account} で記録してください。",
        "Xの画面で行い、行ったことを記録してください。",
    ),
    "act.measure_done": Saying("Xで行ったことを記録しました。"),
    "act.incidents_purged": Saying("迷惑行為{incidents}件、決定{measures}件を消しました。"),
    "act.year_disposed": Saying(
        "{year}に終わった起案{count}件の文を廃棄しました。"
        "控えと書き出した決裁簿は残っています。扱いは別に決めてください。"
    ),
}
