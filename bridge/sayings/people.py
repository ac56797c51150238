"""Pure: what is said of persons, logins, invitations and prior confirmations."""

from __future__ import annotations

from typing import Final

from bridge.sayings import Saying

_CITY: Final = "もう一度試すか、名前とパスワードでログインしてください。"
_INVITE: Final = "館長に、もう一度招待してもらってください。"

SAYINGS: Final = {
    "people.password_missing": Saying("新しい人にはパスワードが要ります。"),
    "people.registered_by_directors": Saying(
        "人の登録は館長が行います(4)。",
        "--as に館長の登録名を付けてください。",
        "館長に頼んでください。",
    ),
    "people.first_is_director": Saying(
        "最初に登録する人は館長です(4)。",
        "--role director を付けてください。",
        "役割を館長にしてください。",
    ),
    "people.name_unfit": Saying("名前は1～40字で、見える文字だけで書いてください。"),
    "people.name_of_the_program": Saying(
        "「{person}」はプログラム自身の名前です。", "別の名前にしてください(5(3)ア)。"
    ),
    "people.mail_unfit": Saying("通知先「{mail!a}」は、メールアドレスの形ではありません。"),
    "people.last_director": Saying(
        "期限のない館長が一人もいなくなるため、できません。",
        "先に別の館長を、期限なしで登録してください。",
    ),
    "people.still_registered": Saying(
        "{person}さんは登録されています。", "先に登録を外してください。"
    ),
    "people.work_left": Saying(
        "{person}さんの手もとに、終わっていないものがあります。",
        "先に引き継ぐか、取り消してください。",
    ),
    "people.reviews": Saying(
        "{person}さんは回議をする人です(feeds.toml の [review] members)。",
        "先に members から外してもらってください。",
    ),
    "people.name_freed_today": Saying("「{person}」という名前は、今日すでに一度空けられています。"),
    "people.inactive": Saying(
        "{person}さんは登録を外されています。", "先に登録を有効にしてください。"
    ),
    "people.unknown": Saying(
        "「{person}」という人は登録されていません。",
        "feedbridge people で登録名を確かめてください。",
        "登録名を確かめてください。",
    ),
    "people.role_missing": Saying("役割を選んでください。"),
    "people.invited_or_unknown": Saying(
        "その名前の人は登録済みか、登録がありません。", "名前を確かめてください。"
    ),
    "people.not_allowed": Saying(
        "{why}",
        "権限のある人に頼むか、館長に feedbridge people で登録を見てもらってください。",
        "権限のある人に頼んでください。",
    ),
    "people.name_deceptive": Saying("{why}", "別の名前にしてください(5(3)ア)。"),
    "people.password_weak": Saying("{why}"),
    "people.term_over": Saying(
        "{person}さんの権限は{until:%Y年%-m月%-d日}で終わっています(4)。",
        "館長に相談してください。",
    ),
    "people.removed": Saying("{person}さんは登録を外されています。"),
    "people.until_over": Saying(
        "権限の終わる日({until:%Y年%-m月%-d日})が過ぎています。",
        "今日からあとの日にするか、いま終わらせるなら登録を外してください。",
    ),
    "people.right_over": Saying("{person}さんの権限は{until:%Y年%-m月%-d日}で終わっています(4)。"),
    "people.role_unfit": Saying(
        "{person}さん({role})にはできません。{needed}の役割が要ります(4、5(1))。"
    ),
    "people.password_short": Saying("パスワードは8字以上にしてください。"),
    "people.password_common": Saying(
        "よく使われるパスワードです。ほかの人が思いつかないものにしてください。"
    ),
    "people.password_digits": Saying(
        "数字だけのパスワードは、日付や電話番号から見つけられます。文字も入れてください。"
    ),
    "people.password_of_the_library": Saying(
        "図書館の名前やアカウントは、だれでも思いつきます。ほかのものにしてください。"
    ),
    "people.password_of_the_name": Saying("名前と同じパスワードは使えません。"),
    "people.name_of_radicals": Saying(
        "名前「{name}」に、漢字に見えて漢字でない文字が入っています。"
    ),
    "people.name_like_another": Saying(
        "名前「{name}」は、登録されている「{other}」と見分けがつきません。"
    ),
    "login.with_code": Saying("回復コードでログイン(残り{left})"),
    "login.codes_renewed": Saying("回復コードを作り直した"),
    "login.factor_added": Saying("{kind}「{label}」を登録"),
    "login.factor_removed": Saying("{kind}「{label}」を外した"),
    "login.factors_reset": Saying("二段階認証をすべて外した"),
    "login.city_given_up": Saying("{city}でのログインをやめました。", _CITY),
    "login.city_busy": Saying(
        "{city}でのログインが混み合っています。",
        "少し待ってこの画面を開き直すか、名前とパスワードでログインしてください。",
    ),
    "login.city_silent": Saying("{city}のサーバーから、使える返事がありません({kind})。", _CITY),
    "login.refused": Saying(
        "名前かパスワードが違います。",
        "登録した名前とパスワードを確かめてください。",
    ),
    "login.passkey_refused": Saying(
        "パスキーを確かめられませんでした。",
        "もう一度試すか、確認コードか回復コードを使ってください。",
    ),
    "login.app_unproven": Saying(
        "アプリの6桁が合いません。登録していません。",
        "スマートフォンの時刻が合っているか確かめ、新しい6桁を入れてください。",
    ),
    "login.passkey_unproven": Saying(
        "パスキーを確かめられませんでした。登録していません。",
        "この画面を開き直して、もう一度試してください。",
    ),
    "login.second_step_missing": Saying(
        "二段階認証が登録されていません。", "先にアプリかパスキーを登録してください。"
    ),
    "login.factor_unknown": Saying(
        "{person}さんには、その登録はありません。", "画面を開き直してください。"
    ),
    "login.factor_needed": Saying(
        "館の決まりで、二段階認証が一つは要ります。",
        "先に新しいアプリかパスキーを登録してから、これを外してください。",
    ),
    "login.nothing_to_reset": Saying("{person}さんには、二段階認証の登録がありません。"),
    "login.factors_changed": Saying(
        "二段階認証の登録が、その間に変わりました。何も変えていません。",
        "もう一度試してください。",
        "画面を開き直して、もう一度試してください。",
    ),
    "login.label_unfit": Saying("呼び名は一行で書いてください。"),
    "login.factors_full": Saying("登録は{most}までです。", "使わないものを外してください。"),
    "login.key_file_changed": Saying(
        "鍵のファイルが変わったため、アプリの6桁を確かめられません。",
        "回復コードかパスキーで入り、アプリを登録し直すか、館長に外してもらってください。",
    ),
    "login.second_step_first": Saying(
        "館の決まりで、先に二段階認証の登録が要ります。何も記録していません。",
        "「自分の設定」の「二段階認証」で登録してください。",
    ),
    "login.program_renewed": Saying("プログラムが新しくなったので、ログアウトしました。"),
    "login.idle": Saying("しばらく操作がなかったか、時間がたったので、ログアウトしました。"),
    "login.password_changed": Saying("パスワードが変わったので、ログアウトしました。"),
    "login.over": Saying("ログアウトしました。もう一度ログインしてください。"),
    "login.half_too_old": Saying("時間がたったので、初めからログインしてください。"),
    "login.no_city": Saying("市のアカウントでのログインは設定されていません。"),
    "login.city_too_old": Saying("時間がたったか、ほかの画面で始めたログインです。"),
    "login.city_unregistered": Saying(
        "{city}の「{shown}」({claim})は、この画面を使う人として登録されていません。",
        "館長に招待してもらい、サーバーの担当者に、この値がだれかを [openid] persons "
        "に書いてもらってください。",
    ),
    "login.passwords_differ": Saying(
        "二つのパスワードが違います。", "同じものを二度入れてください。"
    ),
    "login.enrolment_too_old": Saying(
        "時間がたったので、登録していません。", "もう一度、初めから登録してください。"
    ),
    "login.app_code_wrong": Saying(
        "確認コードが違うか、もう使われています。", "アプリの新しい6桁を入れてください。"
    ),
    "login.recovery_code_wrong": Saying(
        "確認コードが違うか、もう使われています。", "回復コードは、一つを一度だけ使えます。"
    ),
    "login.person_gone": Saying("「{person}」という人は登録されていません。"),
    "login.too_many": Saying(
        "間違いが続いたので、あと{minutes}分はログインできません。",
        "心当たりがないときは、館長に知らせてください。",
    ),
    "login.city_claim_missing": Saying("市のログインの返事に、{claim}がありません。", _CITY),
    "login.city_answer": Saying("市のログインの返事を確かめられませんでした({part})。", _CITY),
    "invitation.unreadable": Saying(
        "招待のリンクが正しくありません。途中で切れていないか確かめてください。", _INVITE
    ),
    "invitation.over": Saying("招待の期限({ends:%-m月%-d日 %-H時%M分})が過ぎています。", _INVITE),
    "invitation.used": Saying(
        "この招待はすでに使われました。", "自分で使っていないときは、館長に知らせてください。"
    ),
    "invitation.replaced": Saying(
        "この招待のあとに、新しい招待のリンクが作られました。",
        "新しいほうのリンクを開いてください。",
    ),
    "invitation.of_another_record": Saying("この招待は、記録を控えから戻す前のものです。", _INVITE),
    "invitation.person_inactive": Saying("{person}さんの登録は外されています。", _INVITE),
    "invitation.inviter_gone": Saying("招待した人の登録がありません。", _INVITE),
    "confirmation.revoked": Saying("事前確認{confirmation}は、すでに取り消されています。"),
    "confirmation.unknown": Saying("事前確認{confirmation}はありません。"),
    "confirmation.days_missing": Saying("始まりの日と終わりの日が要ります。"),
    "confirmation.kinds_unfit": Saying("種別を選び直してください。"),
    "confirmation.person_unfit": Saying(
        "事前確認を記録していません: {why}", "対象者を選び直してください。"
    ),
    "confirmation.unfit": Saying("事前確認を記録していません: {faults}", "内容を直してください。"),
    "confirmation.nobody": Saying("対象者を一人以上書いてください。"),
    "confirmation.no_kind": Saying("種別を一つ以上選んでください。"),
    "confirmation.over": Saying("終わりの日が過ぎています。"),
    "confirmation.ends_before_it_begins": Saying("終わりの日が始まりの日より前です。"),
    "confirmation.too_long": Saying("期間は1年までです。"),
    "confirmation.per_day_unfit": Saying("一日の上限は1件から{most}件までにしてください。"),
    "confirmation.kind_of_the_director": Saying(
        "種別エは館長の決裁が必要で、事前確認の対象にできません。"
    ),
    "confirmation.none": Saying("館長の決裁が必要です(5(1))。対象になる事前確認がありません。"),
    "confirmation.taken_back": Saying("事前確認{confirmation}は取り消されています。"),
    "confirmation.giver_gone": Saying(
        "事前確認{confirmation}を与えた{person}さんは、もう館長ではありません。続けるには、今の館長が改めて与えます。"
    ),
    "confirmation.outside_its_period": Saying("事前確認{confirmation}の期間外です。"),
    "confirmation.period_over": Saying("事前確認{confirmation}の期間が終わっています。"),
    "confirmation.not_for_them": Saying(
        "{person}さんは事前確認{confirmation}の対象者ではありません。"
    ),
    "confirmation.not_that_source": Saying("取得元が事前確認{confirmation}の範囲外です。"),
    "confirmation.not_that_kind": Saying("種別{kind}は事前確認{confirmation}の範囲外です。"),
    "confirmation.director_for_kind": Saying("種別エは館長の決裁が必要です(5(1)エ)。"),
    "confirmation.director_for_findings": Saying(
        "確かめることの要る指摘({clauses:、})があるため、館長の決裁が必要です。"
    ),
    "confirmation.director_for_deletion": Saying("投稿の削除は館長の決裁が必要です(9(2))。"),
    "confirmation.no_corrections": Saying("訂正・追記は事前確認{confirmation}の範囲外です(9(2))。"),
    "confirmation.not_outside_hours": Saying(
        "時間外の発信は事前確認{confirmation}の範囲外です。緊急のもので、与えられているときだけできます(5(2))。"
    ),
    "confirmation.used_up": Saying(
        "事前確認{confirmation}の一日の上限({per_day}件)に達しています。"
    ),
}
