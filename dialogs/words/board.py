"""What supervisors read on the live board, in the reading log and when a case is opened."""

from __future__ import annotations

from dialogs.words.text import Text

_BUTTON = "A button or a link on a page for staff. Short."
_HEAD = "The head of a column for staff. Short."
_CLOCK = "How long somebody waits, measured by what we promise ourselves. Short."

TITLE = Text("desk.board.title", "Board", "A link and a heading: how the desk stands now.")
HERE = Text("desk.board.here", "Who is on")
HERE_ABOUT = Text("desk.board.here_about", "Active in the last {number} minutes.")
LOAD = Text("desk.board.load", "Load", "How much of somebody's strength their cases take.")
HOLDS = Text("desk.board.holds", "Cases", _HEAD)
NOBODY = Text("desk.board.nobody", "Nobody is on.")
BY_LANGUAGE = Text("desk.board.by_language", "Waiting by language")
OLDEST = Text("desk.board.oldest", "Longest", "The longest time that somebody waits. Short.")
FIRST = Text("desk.board.first", "Waiting for an answer")
CLOCK = Text("desk.board.clock", "Clock", _HEAD)
IN_TIME = Text("desk.board.in_time", "✅ in time", _CLOCK)
NEARLY = Text("desk.board.nearly", "⏳ soon late", _CLOCK)
LATE = Text("desk.board.late", "⚠️ late", _CLOCK)
GIVE_TO = Text("desk.board.give_to", "Give to", "Before a choice of colleagues.")
GIVE = Text("desk.board.give", "Give", _BUTTON)

ANSWERS = Text("desk.board.answers", "Time to an answer")
ANSWERS_ABOUT = Text(
    "desk.board.answers_about",
    "Since {month}. Hours when the desk is closed do not count, except where life is in danger.",
)
PRIORITY = Text("desk.board.priority", "Priority", _HEAD)
PROMISE = Text("desk.board.promise", "Our aim", "The longest time an answer should take.")
COUNT = Text("desk.board.count", "Answers", "A number of answers. Short.")
MEDIAN = Text("desk.board.median", "Half within", "Half of all answers came within this time.")
P90 = Text("desk.board.p90", "9 of 10 within", "Nine of ten answers came within this time.")
ENDED = Text("desk.board.ended", "Ended unanswered", "A number of talks. Short.")
HEAT = Text("desk.board.heat", "When people come")
HEAT_ABOUT = Text("desk.board.heat_about", "New talks since {month}, on the clock of the desk.")
DAY = Text("desk.board.day", "Day", _HEAD)
LINKS = Text("desk.board.links", "Where people found us")
LABEL = Text("desk.board.label", "Label of the link", _HEAD)
ARRIVALS = Text("desk.board.arrivals", "Arrivals", _HEAD)
GAPS = Text("desk.board.gaps", "Words we had no answer for")
TIMES = Text("desk.board.times", "Times", "The head of a column: how often. Short.")
GAPS_ABOUT = Text("desk.board.gaps_about", "The words themselves are never kept here.")
NOTHING = Text("desk.board.nothing", "Nothing yet.")

QUARANTINE = Text("desk.board.quarantine", "Could not be read or worked on")
QUARANTINE_ABOUT = Text(
    "desk.board.quarantine_about", "What came from Telegram and was put aside. Nobody sees words."
)
FAULT = Text("desk.board.fault", "Fault", _HEAD)
UNREADABLE = Text("desk.board.unreadable", "cannot be read", "A kind of fault. Short.")
FAILED = Text("desk.board.failed", "could not be worked on", "A kind of fault. Short.")
KIND = Text("desk.board.kind", "Kind", _HEAD)
CAME = Text("desk.board.came", "Came", "When something came from Telegram. Short.")
OPENS_UNTIL = Text("desk.board.opens_until", "Sealed for good on", "The day a key is destroyed.")
TRY_AGAIN = Text("desk.board.try_again", "Try again", _BUTTON)
GIVE_UP = Text("desk.board.give_up", "Give up", _BUTTON)
NO_KEY = Text("desk.board.no_key", "Nobody can open this any more.")

READINGS = Text("desk.board.readings", "Who read what", "A link and a heading.")
READER = Text("desk.board.reader", "Staff name")
CASE_CODE = Text("desk.board.case_code", "Case code")
ON_DAY = Text("desk.board.on_day", "Day (UTC)")
SHOW = Text("desk.board.show", "Show", _BUTTON)
OLDER = Text("desk.board.older", "Older", "A link to older lines of a list. Short.")

OPENINGS = Text("desk.board.openings", "Sealed doors", "A heading: opening what is not one's own.")
OPENINGS_ABOUT = Text(
    "desk.board.openings_about",
    "Every opening is written down. The supervisors of the case see it at once.",
)
GLASS = Text("desk.board.glass", "Read a case of another desk")
IDENTITY = Text("desk.board.identity", "See who somebody is on Telegram")
IDENTITY_ABOUT = Text(
    "desk.board.identity_about",
    "For a court or to save a life. A second supervisor must agree. It is shown once.",
)
REASON = Text("desk.board.reason", "Reason")
HOW_LONG = Text("desk.board.how_long", "For how long")
OPEN = Text("desk.board.open", "Open", _BUTTON)
ASK = Text("desk.board.ask", "Ask for it", _BUTTON)
AGREE = Text("desk.board.agree", "Agree", _BUTTON)
SHOW_ONCE = Text("desk.board.show_once", "Show it once", _BUTTON)
UNTIL = Text("desk.board.until", "until {time}", "When a permission ends.")
OVER = Text("desk.board.over", "over", "A permission has ended. Short.")
WAITS_SECOND = Text("desk.board.waits_second", "waits for a second supervisor")
NOT_WORDS = Text("desk.board.not_words", "A voice message, picture or file.")
TELEGRAM_ID = Text("desk.board.telegram_id", "Number of the account on Telegram")
ONCE = Text("desk.board.once", "This is not shown again. Do not put it into a note.")
OWN_CASE = Text("desk.board.own_case", "This case is your desk's: open it as usual.")
NOT_OWN = Text("desk.board.not_own", "Only the desk of the case may ask for this.")
NO_PERSON = Text("desk.board.no_person", "The person erased themselves: nothing is left.")
NOT_OPEN = Text("desk.board.not_open", "This is over, or somebody else must do it.")
