"""Everything we say outside the scripts: furniture, units, the surface of the bot, the desk.

Each constant is found by the extraction of messages; there is no other list.
"""

from __future__ import annotations

from dialogs.words.text import Text

# On every screen. A label fits half the width of a cheap phone.
BACK = Text("phrase.back", "↩️ Back")
HOME = Text("phrase.home", "🏠 Menu")
HELP = Text("phrase.help", "🆘 Help")
LEAVE = Text(
    "phrase.leave", "🧹 Clear", "Leaves at once and empties the chat. Must look harmless."
)
LISTEN = Text("phrase.listen", "🔊 Listen", "A button: a recorded voice reads the page aloud.")
SKIP = Text("phrase.skip", "⏭ Skip")
STOP = Text("phrase.stop", "⏹ Stop")
ERASED = Text("phrase.erased", "Deleted.", "A short note over the screen after /delete.")
AS_OF = Text("phrase.as_of", "🗓 As of: {date}. Rules change: ask before you decide.")
DRAFT = Text(
    "phrase.draft",
    "Draft translation. No native speaker has checked it yet.",
    "A quiet line under a page until somebody has approved its translation.",
)
ELSEWHERE = Text(
    "phrase.elsewhere",
    "This page is not in your language yet. It is shown in Russian.",
    "Above a page of guidance that nobody has translated yet.",
)
LANGUAGE_WORD = Text("phrase.language_word", "Language", "One word, on the list of languages.")

_AHEAD = "While somebody waits for a human. No promise: a more urgent person may come before."
AHEAD = Text("phrase.ahead", "👥 People who wait before you: {number}", _AHEAD)
AHEAD_NOBODY = Text("phrase.ahead_nobody", "👥 Nobody waits before you.", _AHEAD)
AHEAD_MANY = Text(
    "phrase.ahead_many", "👥 Many people wait. The most urgent is read first.", _AHEAD
)
OPENS = Text(
    "phrase.opens",
    "🕘 People answer again: {moment}",
    "After hours. {moment} is a day, a time and a city.",
)

CODE = Text(
    "phrase.code", "🔑 {code} · until: {day}", "Below a screen. {code} is shown only this once."
)
RECEIPT = Text(
    "phrase.receipt",
    "🔖 {code} · if you delete today, no copy can be read after: {day}",
    "Below the screen that asks whether to delete everything. A copy is a backup of ours.",
)

# How numbers are counted: (one, many); a fact is put after a colon or a dash.
DAYS = (Text("unit.day", "{number} day"), "{number} days")
WORKING_DAYS = (Text("unit.working_day", "{number} working day"), "{number} working days")
MONTHS = (Text("unit.month", "{number} month"), "{number} months")
YEARS = (Text("unit.year", "{number} year"), "{number} years")
HOURS = (Text("unit.hour", "{number} hour"), "{number} hours")
WEEKS = (Text("unit.week", "{number} week"), "{number} weeks")

# What a phone line is for; a country follows after a dot.
_PURPOSE = "What a phone line is for. A country follows after a dot: no ending is added."
LINE_EMERGENCY = Text("line.emergency", "All emergencies", _PURPOSE)
LINE_POLICE = Text("line.police", "Police", _PURPOSE)
LINE_AMBULANCE = Text("line.ambulance", "Ambulance", _PURPOSE)
LINE_FIRE = Text("line.fire", "Fire service", _PURPOSE)
LINE_CHILDREN = Text("line.children", "Children and young people", _PURPOSE)
LINE_VIOLENCE = Text("line.violence", "Violence at home", _PURPOSE)
LINE_SEXUAL_VIOLENCE = Text("line.sexual_violence", "Sexual violence", _PURPOSE)
LINE_FAMILY = Text("line.family", "Families, women and children", _PURPOSE)
LINE_EXPLOITATION = Text("line.exploitation", "Forced to work or not free to go", _PURPOSE)
LINE_MIGRANTS = Text("line.migrants", "Advice for people from abroad", _PURPOSE)
LINE_ASYLUM = Text("line.asylum", "Asylum and refugees", _PURPOSE)
LINE_LABOUR = Text("line.labour", "Work and pay", _PURPOSE)
LINE_LAWYERS = Text("line.lawyers", "Lawyers", _PURPOSE)
LINE_OFFICIALS = Text("line.officials", "Complaints about officials", _PURPOSE)
LINE_CONSULATE = Text("line.consulate", "Embassy or consulate", _PURPOSE)
LINE_STATE_SERVICES = Text("line.state_services", "Questions about state services", _PURPOSE)
LINE_CRIME = Text("line.crime", "Help after a crime", _PURPOSE)
LINE_HEALTH = Text("line.health", "Health", _PURPOSE)

# What else is known of a phone line; they stand after each other, with a dot between.
LINE_ALWAYS = Text("line.always", "Day and night")
LINE_HOURS = Text("line.hours", "{days}: {opens}–{closes}", "mon–fri: 09:00–18:00")
LINE_HOURS_VARY = Text("line.hours_vary", "Hours vary")
LINE_HOURS_UNKNOWN = Text("line.hours_unknown", "Hours not confirmed")
LINE_LANGUAGES = Text("line.languages", "Languages: {languages}")
LINE_FREE = Text("line.free", "Free call")
LINE_PAID = Text("line.paid", "You pay for the call")
LINE_NAMELESS = Text("line.nameless", "No name needed")
LINE_ABROAD = Text("line.abroad", "Also from abroad")
LINE_ABROAD_NUMBER = Text("line.abroad_number", "From abroad: {number}")
LINE_INSIDE = Text("line.inside", "Only inside the country")

# What anybody sees who looks at the phone: nothing here may say what we are for.
_SEEN = "Anybody who holds the phone sees it. Say nothing about trafficking, help or police."
BOT_NAME = Text("bot.name", "Work and Travel Guide", _SEEN)
BOT_ABOUT = Text("bot.about", "Short answers about working and travelling abroad.", _SEEN)
BOT_DESCRIPTION = Text(
    "bot.description",
    "Short answers about working and travelling abroad: papers, rules, rights. Press Start.",
    _SEEN,
)
COMMAND_START = Text("command.start", "Start", _SEEN)
COMMAND_MENU = Text("command.menu", "Menu", _SEEN)
COMMAND_HELP = Text("command.help", "Help", _SEEN)
COMMAND_PERSON = Text("command.person", "Ask a question", _SEEN)
COMMAND_LANGUAGE = Text("command.language", "Language", _SEEN)
COMMAND_CLEAR = Text("command.clear", "Clear the chat", _SEEN)
COMMAND_PRIVACY = Text("command.privacy", "Privacy", _SEEN)
COMMAND_DELETE = Text("command.delete", "Delete my data", _SEEN)

# How fast a human is needed, for operators.
NOW = Text("priority.now", "🔴 now")
TODAY = Text("priority.today", "🟠 today")
SOON = Text("priority.soon", "🟡 soon")
INFO = Text("priority.info", "⚪ information")

# The staff group: read by operators only, on their own phones.
_ALERT = "Shown on an operator's lock screen: no content, no country."
DESK_WAITING = Text("desk.waiting", "🔔 {code} · {language} · {priority}", _ALERT)
DESK_AGAIN = Text("desk.again", "🔔 {code} · {language} · {priority} · wrote again", _ALERT)
DESK_TAKEN = Text("desk.taken", "✋ {code} · {language} · {priority} · taken", _ALERT)
DESK_CLOSED_ALERT = Text("desk.closed_alert", "✅ {code} · closed", _ALERT)
DESK_ERASED_ALERT = Text("desk.erased_alert", "🕳 {code} · erased by the person", _ALERT)
DESK_TAKE = Text("desk.take", "✋ Take")
DESK_NOTE = Text("desk.note", "🔒 Note")
DESK_CLOSE = Text("desk.close", "✅ Close")
DESK_HEADER = Text(
    "desk.header",
    "{code} · {language} · {priority}\n\nWhat you write in this topic reaches the person."
    "\nA message that begins with // stays here as a note.",
)
DESK_ANSWER = Text("desk.answer", "• {question}\n   {answer}")
DESK_SKIPPED = Text("desk.skipped", "(skipped)")
DESK_SAID_BEFORE = Text("desk.said_before", "Written before the case was taken:")
DESK_PRIORITY = Text("desk.priority", "Priority is now: {priority}")
DESK_NOTE_ARMED = Text("desk.note_armed", "🔒 Your next message in this topic stays a note.")
DESK_NOT_YOURS = Text(
    "desk.not_yours", "🔒 Not sent: another operator holds this case. It stayed here as a note."
)
DESK_ANONYMOUS = Text(
    "desk.anonymous", "Please write as yourself: an anonymous administrator cannot hold a case."
)
DESK_ALREADY_TAKEN = Text("desk.already_taken", "Another operator was faster.")
DESK_GONE = Text("desk.gone", "This case is closed.")
DESK_AWAY = Text(
    "desk.away",
    "🚪 The person cleared the chat. Nothing is sent until they ask for a human again.",
)
DESK_BACK = Text("desk.back", "👋 The person asks for a human again.")
DESK_BLOCKED = Text("desk.blocked", "⛔ Not delivered: the person has blocked the chat.")
DESK_REFUSED = Text("desk.refused", "⚠️ Not delivered: Telegram refused this message.")
DESK_UNCERTAIN = Text(
    "desk.uncertain", "❔ This message was sent twice, because no answer came the first time."
)
DESK_UNSURE = Text(
    "desk.unsure", "❔ Nobody knows whether this message arrived: no answer came, twice."
)
_SAFETY = "Read by operators in a case's topic. Never sent to the person."
DESK_DURESS = Text(
    "desk.duress",
    "⚠️ The person gave the word for: somebody is with me. Their chat shows nothing. Nothing you"
    " write is sent until they give their safe word, or you write /lift here.",
    _SAFETY,
)
DESK_SAFE = Text(
    "desk.safe", "🗝 The person gave their safe word: it is them, and they are safe.", _SAFETY
)
DESK_HUSHED = Text(
    "desk.hushed",
    "🔒 Not sent: somebody may be with the person. /lift sends again what you write.",
    _SAFETY,
)
DESK_WAITS_UNTIL = Text(
    "desk.waits_until", "⏸ Waits, as the person asked. It is sent: {moment}", _SAFETY
)
DESK_WAITS = Text("desk.waits", "⏸ Waits, as the person asked, until they write.", _SAFETY)
DESK_ASKED = Text(
    "desk.asked",
    "⏸ Waits: after a long silence the person is first asked something harmless. /lift sends it"
    " now.",
    _SAFETY,
)
DESK_LIFTED = Text("desk.lifted", "▶️ What you write is sent again.", _SAFETY)
DESK_CLOSED = Text("desk.closed", "✅ Closed. If the person writes again, the case opens again.")
DESK_REOPENED = Text("desk.reopened", "🔔 The person wrote again. The case waits in the queue.")
DESK_EDITED = Text("desk.edited", "✏️ The person changed an earlier message:")
DESK_NEXT = Text("desk.next", "➡️ Next", "A button: the next case that this operator can serve.")
DESK_NOTHING = Text("desk.nothing", "Nobody waits whom you can answer now.")
DESK_FULL = Text(
    "desk.full", "You hold as many cases as you can carry. Close or pass on one first."
)
DESK_RETURNED = Text(
    "desk.returned", "🔔 {code} · {language} · {priority} · back in the queue", _ALERT
)
DESK_SILENT = Text(
    "desk.silent", "⏰ Nobody answered here for a long time. The case is back in the queue."
)
DESK_MANY = Text(
    "desk.many",
    "🔔 {number} new cases wait. The most urgent: {priority}",
    "Shown on an operator's lock screen when many write at once: no content, no country.",
)
DESK_LINK_ASKED = Text(
    "desk.link_asked",
    "🔗 {code} · somebody with its code asks to go on from another phone. Until you link, they "
    "see nothing. Refuse when you doubt who it is.",
    _ALERT,
)
DESK_LINK = Text("desk.link", "🔗 Link")
DESK_REFUSE = Text("desk.refuse", "✖️ Refuse")
DESK_LINKED = Text(
    "desk.linked", "🔗 Linked: the person goes on from another phone, the old chat hears nothing."
)
DESK_LINK_TAKE = Text("desk.link_take", "Take the case first.")
DESK_LINK_GONE = Text("desk.link_gone", "Nobody asks for this any more.")
DESK_LINK_REFUSED = Text("desk.link_refused", "Refused. The code has ended.")
DESK_JOINED = Text("desk.joined", "🔗 This person had an earlier case: it goes on there.")
_GROUP = "On an operator's lock screen, about the work and nobody: no content, no country."
DESK_STALE = Text(
    "desk.stale",
    "📅 Facts that have ended or soon will: {number}. An editor can list them.",
    _GROUP,
)
DESK_LAG = Text(
    "desk.lag", "⚠️ Messages wait too long inside the program. Tell an administrator.", _GROUP
)
DESK_LAG_OVER = Text("desk.lag_over", "✅ Messages no longer wait inside the program.", _GROUP)
DESK_GAP = Text(
    "desk.gap",
    "⚠️ Some messages may not come from Telegram to us. Tell an administrator.",
    _GROUP,
)
DESK_GAP_OVER = Text("desk.gap_over", "✅ Messages come from Telegram again.", _GROUP)
DESK_CALLS = Text(
    "desk.calls", "📞 Phone lines to try: {number}. An editor can list them.", _GROUP
)
DESK_FADES = Text(
    "desk.fades", "🗓 {code} · nothing new for a long time · its content goes on {day}", _ALERT
)
DESK_ASKS = Text(
    "desk.asks", "⚠️ Deleting what is old has stopped: an administrator must look first.", _GROUP
)
DESK_SIGNS = Text("desk.signs", "📋 Signs", "A button: the table of what was told.")
DESK_TABLE = Text("desk.table", "📋 {code} · what was told, and how it weighs")
DESK_POSITIVE = Text("desk.positive", "🟥 {dimension}: {why}")
DESK_NEGATIVE = Text("desk.negative", "⬜ {dimension}: {why}")
DESK_SIGN = Text("desk.sign", "   • {sign} ({weight})")
DESK_SIGN_REMOVED = Text("desk.sign_removed", "   • {sign} (taken back)")
DESK_NO_SIGNS = Text("desk.no_signs", "Nothing was told yet.")
DESK_NOT_ANSWERED = Text("desk.not_answered", "Skipped: {questions}")
DESK_PROFILES = Text("desk.profiles", "Perhaps: {profiles}")
DESK_RESULT = Text("desk.result", "Together: {result}")
DESK_OURS = Text("desk.ours", "(our own row: the publication does not cover it)")
DESK_POSSIBLE = Text(
    "desk.possible",
    "⚠️ Possible victim. Only a named organisation may decide more. Never say this to the person.",
)
DESK_VERSION = Text("desk.version", "By: {version}")
_COMMAND = "In the staff group. Words that begin with / are typed as they stand: do not translate."
DESK_COMMANDS = Text(
    "desk.commands",
    "/signs · /signs NUMBER: the list of signs"
    "\n/sign NUMBER WHY · /unsign NUMBER WHY: add one, or take it back"
    "\n/profiles · /profile NUMBER WHY · /unprofile NUMBER WHY"
    "\n/priority now|today|soon|info WHY"
    "\n/lift: what you write is sent again, when it was stopped"
    "\n/ban: two operators must ask for it; it ends after a day"
    "\n/me LANGUAGES woman|man CAPACITY: what you can serve",
    _COMMAND,
)
DESK_NO_COMMAND = Text(
    "desk.no_command", "🔒 Not sent: there is no such command. /desk lists them.", _COMMAND
)
DESK_NO_NUMBER = Text("desk.no_number", "Not written down: there is no such number or word.")
DESK_NO_REASON = Text("desk.no_reason", "Not written down: say why, behind it.")
DESK_NOT_HOLDER = Text(
    "desk.not_holder", "Not written down: only the operator who holds this case can do that."
)
DESK_WRITTEN = Text("desk.written", "📝 Written down.")
DESK_BAN_ASKED = Text("desk.ban_asked", "🚫 {code} · a second operator is asked for a ban", _ALERT)
DESK_BAN_SECOND = Text(
    "desk.ban_second", "🚫 A ban needs another operator, who writes /ban here.", _COMMAND
)
DESK_BANNED = Text(
    "desk.banned",
    "🚫 Banned for a day. What they write is kept; they see the lines to call.",
)
DESK_ME = Text(
    "desk.me",
    "You can serve: {languages} · {gender} · capacity: {capacity}",
    "capacity: how many cases at once, weighed by how urgent they are.",
)
DESK_ME_HOW = Text("desk.me_how", "Write it like this: /me ru kk woman 8", _COMMAND)
GENDER_WOMAN = Text("gender.woman", "woman", "An operator, as people may wish for one.")
GENDER_MAN = Text("gender.man", "man", "An operator, as people may wish for one.")
GENDER_UNSAID = Text("gender.unsaid", "woman or man: not said")
STRONG = Text("weight.strong", "strong", "How much a sign weighs.")
MEDIUM = Text("weight.medium", "medium", "How much a sign weighs.")
WEAK = Text("weight.weak", "weak", "How much a sign weighs.")
WHY_STRONG = Text("why.two_strong", "two strong signs")
WHY_STRONG_AND = Text("why.strong_and_other", "a strong sign and another one")
WHY_MEDIUM = Text("why.three_medium", "three medium signs")
WHY_MEDIUM_AND = Text("why.two_medium_and_weak", "two medium signs and a weak one")
WHY_NOT = Text("why.not_enough", "not enough")
DESK_REPLIED = Text(
    "desk.replied",
    "💬 Sent to the person from the desk:",
    "Above an operator's words in the topic.",
)
DESK_NOTED = Text(
    "desk.noted", "🔒 Note from the desk:", "Above an operator's words in the topic."
)
DESK_GIVEN_BACK = Text("desk.given_back", "↩️ The operator gave the case back to the queue.")
DESK_HANDED_OVER = Text("desk.handed_over", "🤝 A colleague answers from here on.")
DESK_SLEEPS = Text("desk.sleeps", "💤 The case sleeps until the person writes.")
DESK_REFERRAL = Text(
    "desk.referral", "🤝 Something happened to a referral: look at the case's page at the desk."
)
DESK_EMERGENCY = Text(
    "desk.emergency",
    "🆘 Case {code}: sent to a partner without asking, because of danger. A supervisor must look.",
)
DESK_GLASS = Text(
    "desk.glass",
    "🔒 Case {code}: a supervisor of another desk opened it. The reason is on the board.",
)
DESK_UNREAD = Text(
    "chat.unread",
    "⚠️ We could not read one of your messages. You can write it again.",
    "To the person, when a message of theirs was lost by a fault of ours.",
)
DESK_NOT_EDITED = Text("desk.not_edited", "✏️ Changes to a sent message do not reach the person.")


def by_key() -> dict[str, Text]:
    """Return every single phrase by its key, for letters that carry only the key."""
    return {text.key: text for text in globals().values() if isinstance(text, Text)}
