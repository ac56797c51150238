"""Pure: what `doctor` says of what it saw: of each code the area it belongs to, what is so, why it
matters and what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from bridge.sayings import Saying


class Meaning(NamedTuple):
    """The words of one code; facts stand in braces in `what` and `todo`."""

    area: str  #: what it is about, in a word or two
    what: str
    why: str
    todo: str  #: at a terminal: doctor is a command


MEANINGS: Final[Mapping[str, Meaning]] = {
    # ── configuration ───────────────────────────────────────────────────────────────────────────
    "health.config": Meaning(
        area="設定",
        what="{fault}",
        why="直るまで、どのコマンドも動きません。",
        todo="直してから feedbridge config check で確かめる。",
    ),
    "health.placeholder": Meaning(
        area="設定",
        what="{path} の {key} が、ひな型のままです。",
        why="ほかの館の名やアドレスで下書きや投稿ができてしまいます。",
        todo="この図書館のものに直す。",
    ),
    "health.placeholder_hours": Meaning(
        area="設定",
        what="{path} の [hours] が、ひな型のままです(火曜日から日曜日の9:00-17:00)。",
        why="休みの日や閉館のあとに投稿が出たり、開いているのに出なかったりします(5(2))。",
        todo="図書館の開館時間と休館日に直す。同じ時間の館なら、年末年始などの休みを closed "
        "に書く。",
    ),
    "health.hashtags": Meaning(
        area="設定",
        what="{path} の {key} の hashtags が長く、Xの数え方で{weight}になります。",
        why="一件は280までです。要約やハッシュタグの入らない起案が増えます。",
        todo="合わせて{most}までにする。",
    ),
    "health.placeholder_source": Meaning(
        area="設定",
        what="{path} の取得元「{source}」の url が、ひな型のままです({url})。",
        why="新着を一件も読めません。",
        todo="図書館のホームページかフィードのアドレスに直し、feedbridge try {source} で確かめる。",
    ),
    "health.keys": Meaning(
        area="Xの鍵",
        what="{fault}",
        why='[posting] through = "x" なので、決裁済みのものが一件も出ません。',
        todo="{fault:todo}",
    ),
    "health.keys_some": Meaning(
        area="Xの鍵",
        what="4つのうち {missing} がありません。",
        why='今は使いませんが、through = "x" にすると投稿できません。',
        todo="4つとも書くか、4つとも消す。",
    ),
    "health.secrets": Meaning(
        area="秘密のファイル",
        what="{fault}",
        why="鍵やパスワードを読めないか、ほかの人に見られます。",
        todo="{fault:todo}",
    ),
    "health.notices": Meaning(
        area="通知",
        what="{fault}",
        why="決裁待ちや失敗を、だれにも知らせられません。",
        todo="{fault:todo}",
    ),
    # ── people ──────────────────────────────────────────────────────────────────────────────────
    "health.no_director": Meaning(
        area="人",
        what="館長が登録されていないか、権限の期限が過ぎています。",
        why="だれも決裁できず、一件も出ません(5(1))。",
        todo="feedbridge people add 名前 --role director、または feedbridge serve "
        "が出す招待リンクで登録する。",
    ),
    "health.no_director_mail": Meaning(
        area="通知",
        what="館長のメールアドレスが登録されていません。",
        why="決裁待ちが館長に知らされません。",
        todo="feedbridge people change 館長の登録名 --mail アドレス で登録する。",
    ),
    "health.member_unknown": Meaning(
        area="回議",
        what="[review] members の「{step}」にある「{names}」は、"
        "回議できる人として登録されていません(9(1))。",
        why="名前の書き違いか、登録を外れた人です。その人の回議を待つものは、ほかの人だけが進められます。",
        todo="feeds.toml の名前を直すか、feedbridge people で登録を確かめる。",
    ),
    "health.member_none": Meaning(
        area="回議",
        what="[review] members の「{step}」に、回議できる人が一人もいません({names})(9(1))。",
        why="この段を通る種別の起案が、決裁に進めず止まります。",
        todo="feeds.toml の名前を直すか、feedbridge people で登録を確かめる。",
    ),
    # ── posts ───────────────────────────────────────────────────────────────────────────────────
    "health.stop": Meaning(
        area="投稿の停止",
        what="{since}から止めています({name}): {reason}",
        why="決裁済みのものも、解くまで出ません。",
        todo="わけがなくなったら、館長が feedbridge resume {name} で解く。",
    ),
    "health.stuck": Meaning(
        area="起案",
        what="{count}件が「{state}」のままです(起案{drafts})。",
        why="だれかが見るまで、このままです。",
        todo="feedbridge show 番号 で、わけとすることを見る。",
    ),
    "health.account": Meaning(
        area="公式アカウント",
        what="{alarm}",
        why="市民が本物のアカウントかを確かめられません(5(5))。",
        todo="ページの担当者に直してもらい、feedbridge account check で確かめる。",
    ),
    # ── runs ────────────────────────────────────────────────────────────────────────────────────
    "health.run_never": Meaning(
        area="巡回",
        what="まだ一度も巡回していません。",
        why="新着が起案されません。",
        todo="feedbridge sync で見始め、cron か timer で feedbridge run を動かす。",
    ),
    "health.run_overdue": Meaning(
        area="巡回",
        what="最後の巡回は{at}で、{age}前です([fetch] every_minutes は{every}分)。",
        why="新着が起案されず、決裁済みのものも出ません。",
        todo="cron か systemd の timer が動いているか、そのメールや記録を見る。手で "
        "feedbridge run を動かすと、わけが分かります。",
    ),
    "health.source_failing": Meaning(
        area="取得元",
        what="「{source}」は{since}から{failures}回続けて失敗しています(最後の成功 "
        "{success}): {fault}",
        why="そこの新着が起案されません。",
        todo="feedbridge try {source} で確かめる。",
    ),
    "health.source_never": Meaning(
        area="取得元",
        what="「{source}」はまだ一度も読めていません。",
        why="そこの新着が起案されません。",
        todo="feedbridge try {source} で確かめ、feedbridge sync で見始める。",
    ),
    "health.source_silent": Meaning(
        area="取得元",
        what="「{source}」は、最後の成功({success})から{age}がたっています。",
        why="そこの新着が起案されません。",
        todo="feedbridge sync --source {source} で確かめる。",
    ),
    # ── the record ──────────────────────────────────────────────────────────────────────────────
    "health.record_none": Meaning(
        area="記録",
        what="{path} がまだありません。人、投稿の停止、巡回、控えは調べていません。",
        why="決裁する人が登録され、一度巡回するまで、新着は下書きになりません。",
        todo="feedbridge people add 名前 --role director で館長を登録し、feedbridge sync "
        "で今ある記事を覚えさせてから、もう一度 feedbridge doctor で確かめる。",
    ),
    "health.record_lost": Meaning(
        area="記録",
        what="{path} が見つかりません。以前はここにありました。",
        why="決裁と投稿の記録がなく、どのコマンドも動きません。",
        todo="feedbridge restore で控えから戻す。",
    ),
    "health.record": Meaning(
        area="記録",
        what="{path}: {fault}",
        why="決裁と投稿の記録を信じられず、多くのコマンドが止まります。",
        todo="ファイルを別の場所に残し、feedbridge restore で控えから戻し、館長に報告する。",
    ),
    "health.record_older": Meaning(
        area="記録",
        what="{path} は前の版の形です。",
        why="次のコマンドが新しい形に直すまで、くわしくは調べられません。",
        todo="feedbridge backup で控えを作り、feedbridge status を動かしてから、もう一度調べる。",
    ),
    "health.record_closed": Meaning(
        area="記録", what="{fault}", why="どのコマンドも動きません。", todo="{fault:todo}"
    ),
    "health.place": Meaning(
        area="記録",
        what="{fault}",
        why="二つの処理が互いのロックを見られず、記録が壊れることがあります。",
        todo="動かす機械自身のディスクに移し、sqlite3 の PRAGMA journal_mode=DELETE "
        "で元の方式に戻す。",
    ),
    "health.mode": Meaning(
        area="記録",
        what="{path} を、ほかの利用者も読めます({mode})。",
        why="個人の名や、ログインを偽る鍵を見られます。",
        todo="chmod 600 {path}",
    ),
    "health.unwritable": Meaning(
        area="記録",
        what="{path} に書き込めません。",
        why="新着も決裁も投稿も、記録できないので行われません。",
        todo="ディスクが読み取り専用になっていないか、フォルダーの持ち主と権限を確かめる。",
    ),
    "health.writable": Meaning(
        area="設定",
        what="{path} に、ほかの利用者も書き込めます({mode})。",
        why="取得元、アカウント、鍵のファイル、投稿のしかたを、だれにでも変えられます。",
        todo="chmod o-w {path}",
    ),
    "health.backup_never": Meaning(
        area="控え",
        what="この記録の控えを、まだ一度も作っていません。",
        why="機械が壊れると、決裁と投稿の記録がすべて失われます。",
        todo="feedbridge backup --to 別のディスクのフォルダー を、cron で毎晩動かす。",
    ),
    "health.backup_overdue": Meaning(
        area="控え",
        what="最後の控えは{at}で、{age}前です({folder})。",
        why="それより後の決裁と投稿は、機械が壊れると失われます。",
        todo="cron の feedbridge backup が動いているかを見る。手で動かすと、わけが分かります。",
    ),
    "health.backup_missing": Meaning(
        area="控え",
        what="{folder} に控えがありません。",
        why="機械が壊れると、決裁と投稿の記録がすべて失われます。",
        todo="フォルダーが移ったか、つながっているかを確かめ、feedbridge backup で作る。",
    ),
    "health.backup_broken": Meaning(
        area="控え",
        what="いちばん新しい控え {path} は使えません: {fault}",
        why="いざというとき、これには戻せません。",
        todo="feedbridge backup で作り直す。",
    ),
    # ── the network ─────────────────────────────────────────────────────────────────────────────
    "health.proxy_unreached": Meaning(
        area="ネットワーク",
        what="{fault}。",
        why="外のどこにもつながらず、新着も投稿も止まります。",
        todo="{fault:todo}",
    ),
    "health.unreached": Meaning(
        area="ネットワーク",
        what="{host}({use})につながりません: {fault}",
        why="そこを使う仕事が止まります。",
        todo="{fault:todo}",
    ),
    # ── the machine ─────────────────────────────────────────────────────────────────────────────
    "health.disk_low": Meaning(
        area="ディスク",
        what="{folder} の空きが{free}しかありません。",
        why="いっぱいになると、決裁も投稿も記録できず止まります。",
        todo="いらないファイルを片づける。",
    ),
    "health.disk_full": Meaning(
        area="ディスク",
        what="{folder} の空きが{free}しかありません(記録は{size})。",
        why="書き込めず、どの仕事も止まります。",
        todo="すぐに空きを作る。",
    ),
    "health.clock_behind": Meaning(
        area="時計",
        what="機械の時計は{now}ですが、記録には{newest}の行があります。",
        why="開館時間、期限、二重投稿を防ぐ順番が狂います。",
        todo="時計を合わせ(timedatectl)、自動で合うようにする(NTP)。",
    ),
    "health.clock_lost": Meaning(
        area="時計",
        what="機械の時計は{now}で、このプログラムが作られるより前です。",
        why="開館時間、期限、証明書の確かめが狂います。",
        todo="時計を合わせ(timedatectl)、自動で合うようにする(NTP)。",
    ),
}

SAYINGS: Final = {code: Saying(one.what, one.todo) for code, one in MEANINGS.items()} | {
    "health.no_reason": Saying("(理由なし)"),
    "reach.answers": Saying("つながります"),
    "reach.answers_through": Saying("つながります(プロキシ {proxy} 経由)"),
    "reach.answers_but": Saying("{how}。ただし {fault}"),
    "reach.logs_in": Saying("ログインできます"),
    "reach.offers_login": Saying("ログインを受け付けます"),
    "reach.untried": Saying("送らずには確かめられません"),
    "reach.silent": Saying(
        "つながりません({kind})", "ネットワークの管理者に、ここへの接続を頼んでください。"
    ),
    "reach.city": Saying("{why}", "[openid] issuer と、市の認証基盤の状態を確かめてください。"),
}
