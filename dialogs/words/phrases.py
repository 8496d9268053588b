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

OPENS = Text(
    "phrase.opens",
    "🕘 People answer again: {moment}",
    "After hours. {moment} is a day, a time and a city.",
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
DESK_NOT_EDITED = Text("desk.not_edited", "✏️ Changes to a sent message do not reach the person.")


def by_key() -> dict[str, Text]:
    """Return every single phrase by its key, for letters that carry only the key."""
    return {text.key: text for text in globals().values() if isinstance(text, Text)}
