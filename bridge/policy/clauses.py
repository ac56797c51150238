"""Pure: every clause of the policy, its label in our own words, and who sees to it: the program, a
person, or both.

The clause number is the name of a rule everywhere: in code, on screen, in tests, in the record.
`feedbridge policy` prints this table with the files and tests in which each clause lives.
"""

from __future__ import annotations

from typing import Final

from bridge.policy.s07_incidents import KIND
from bridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the policy."""

    number: str  #: as everywhere: "5(3)ウ", "6(4)", "附則"
    label: str  #: what it is about, in our own words
    machine: str  #: what the program does
    person: str  #: what stays with a person; empty = nothing


CLAUSES: Final = (
    Clause("2", "扱う情報と緊急時の発信", "短い様式、決裁待ちの先頭、間隔と上限を待たない", "何を緊急とするか"),
    Clause("3", "アカウント", "投稿の前に鍵の持ち主を確かめる", ""),
    Clause("4", "運用者と発信者", "役割と権限の終わりの日を、操作のたびに確かめる", "館長が人を登録する"),
    Clause("5(1)", "決裁と事前確認", "決裁した文だけを出す。事前確認の範囲・期間・上限を守る", "決裁する"),
    Clause("5(1)ア", "ホームページの記事", "新着を見つけ、題名・要約・リンクの下書きを作る", "決裁する"),
    Clause("5(1)イ", "ほかの手段で知らせたこと", "もとの記載を求める", "起案する"),
    Clause("5(1)ウ", "資料の紹介、市の情報", "種別として記録する", "起案する"),
    Clause("5(1)エ", "館長が認めるもの", "館長自身の決裁だけを受け付ける", "館長が決める"),
    Clause("5(2)", "発信の時間", "開館時間まで待つ。時間外は書かれた理由があるときだけ", "時間外の理由を書く"),
    Clause("5(3)ア", "服務と情報の取扱い", "だれが何をいつしたかを、書き換えの分かる記録に残す", ""),
    Clause("5(3)イ", "わかりやすく誤解のない文", "字数に収め、相対的な日、ありえない日、曜日の違い、終わった催しを指摘する", "読んで決める"),
    Clause("5(3)ウ", "不確かな情報、意思形成過程の情報", "未定をうかがわせる語と、一覧にないリンク先で止める", "承知のうえで決裁する"),
    Clause("5(4)", "ほかの利用者との関わり", "フォロー・返信・いいね・DMの機能を持たない。呼びかけを止める。リツイートは一覧と理由と決裁", "有用かを決める"),
    Clause("5(5)", "公式アカウントの明示", "市と図書館のページに載っているかを毎日確かめる。なりすましの記録と注意の文", "ホームページで知らせる"),
    Clause("6(1)", "秘密", "語で指摘し、承知を記録する", "読んで決める"),
    Clause("6(2)", "法令違反", "語で指摘し、承知を記録する", "読んで決める"),
    Clause("6(3)", "誹謗中傷", "語で指摘し、承知を記録する", "読んで決める"),
    Clause("6(4)", "政治・宗教の活動", "語で指摘する。資料の紹介や投票所のための休館は別に見る", "読んで決める"),
    Clause("6(5)", "著作権・商標・肖像", "語と画像で指摘する", "権利を確かめる"),
    Clause("6(6)", "広告・勧誘・販売", "語で指摘する。資料と市の情報の紹介は別に見る", "読んで決める"),
    Clause("6(7)", "差別", "語で指摘し、承知を記録する", "読んで決める"),
    Clause("6(8)", "公序良俗", "語で指摘し、承知を記録する", "読んで決める"),
    Clause("6(9)", "虚偽・未確認", "ページにない事実、ありえない日時で止める", "確かめる"),
    Clause("6(10)", "個人情報", "電話番号・メールアドレス・個人の名を指摘し、下書きに入れない", "同意を確かめる"),
    Clause("6(11)", "有害なプログラム", "実行形式・書庫・一覧にないところへのリンクで止める", "承知のうえで決裁する"),
    Clause("6(12)", "わいせつ", "語で指摘し、承知を記録する", "読んで決める"),
    Clause("6(13)", "館が不適当とするもの", "館が足した語で指摘する", "読んで決める"),
    *(
        Clause(number, f"返信・DMの{label}", "記録し、くり返しを数え、館長に案を出す", "館長が決め、人がXで行う")
        for number, label in KIND.items()
    ),
    Clause("8", "免責", "ホームページ用の文を作る", "載せる"),
    Clause("9(1)", "起案・決裁・投稿の手順", "手順そのもの。各段に人と時刻を残す", "起案し、決裁する"),
    Clause("9(2)", "投稿後の確認と訂正", "二人の確認と期限、Xの表示との比較、訂正・追記・削除", "画面を見て確かめる"),
    Clause("10", "著作物の権利", "権利の記載と代替テキストのない画像を止める", "権利を確かめる"),
    Clause("11", "個人情報の扱い", "必要な分だけを持ち、記録に秘密と個人情報を書かない", ""),
    Clause("附則", "施行と改正", "版と日付を一か所に持ち、決裁ごとに記録する", ""),
)  # fmt: skip
