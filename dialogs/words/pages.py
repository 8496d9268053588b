"""What staff read on the pages of the desk; found by the extraction like the other phrases."""

from __future__ import annotations

from dialogs.words.text import Text

_BUTTON = "A button or a link on a page for staff. Short."

# The frame of every page.
TITLE = Text("desk.page.title", "Desk")
SKIP = Text("desk.page.skip", "Skip to the content", "For keyboards and screen readers.")
QUEUE = Text("desk.page.queue", "Queue", _BUTTON)
ACCOUNT = Text("desk.page.account", "My account", _BUTTON)
STAFF = Text("desk.page.staff", "Staff", _BUTTON)
LOG = Text("desk.page.log", "Log", "A link to the list of who did what and when.")
SIGN_OUT = Text("desk.page.sign_out", "Sign out", _BUTTON)
LOST = Text(
    "desk.page.lost",
    "⚠️ No connection. Trying again. What you write here is kept.",
    "Shown while the page does not reach the server.",
)
UNAVAILABLE = Text(
    "desk.page.unavailable",
    "The desk cannot read or write anything just now. Look again in a minute.",
)
BACK = Text("desk.page.back", "Back", _BUTTON)

# Signing in.
SIGN_IN = Text("desk.page.sign_in", "Sign in", _BUTTON)
NAME = Text("desk.page.name", "Name")
PASSWORD = Text("desk.page.password", "Password")
CODE = Text("desk.page.code", "Code from your authenticator app")
WRONG = Text("desk.page.wrong", "That did not work. Check name, password and code.")
TOO_SOON = Text("desk.page.too_soon", "Too many tries. Wait a minute and try again.")
INVITED = Text("desk.page.invited", "I have an invitation", _BUTTON)
JOIN = Text("desk.page.join", "Accept an invitation")
INVITATION = Text("desk.page.invitation", "Invitation code")
NO_INVITATION = Text("desk.page.no_invitation", "This invitation is not valid any more.")
GO_ON = Text("desk.page.go_on", "Go on", _BUTTON)
SCAN = Text("desk.page.scan", "Read this picture with an authenticator app, or type this key:")
NEW_PASSWORD = Text("desk.page.new_password", "New password, at least 12 characters")
OLD_PASSWORD = Text("desk.page.old_password", "Old password")
TOO_EASY = Text("desk.page.too_easy", "This password is too easy to guess. Make it longer.")
JOINED = Text("desk.page.joined", "Done. Now sign in with the next code.")
FRESH = Text("desk.page.fresh", "Give a code before you go on")
FRESH_WHY = Text("desk.page.fresh_why", "This is a sensitive step. Then do it again.")

# The account.
SIGN_INS = Text("desk.page.sign_ins", "Where I am signed in")
THIS_ONE = Text("desk.page.this_one", "this one")
END = Text("desk.page.end", "End", "A button: ends one sign-in.")
LANGUAGE = Text("desk.page.language", "Language")
SAVE = Text("desk.page.save", "Save", _BUTTON)
CHANGE_PASSWORD = Text("desk.page.change_password", "Change password", _BUTTON)
CHANGED = Text("desk.page.changed", "Saved. Other sign-ins have ended.")
NOTHING_HERE = Text(
    "desk.page.nothing_here", "Your role reads no cases. Your pages are in the menu."
)

# The queue.
MINE = Text("desk.page.mine", "Mine")
WAITING = Text("desk.page.waiting", "Waiting")
OTHERS = Text("desk.page.others", "With colleagues")
NONE = Text("desk.page.none", "Nobody.")
NEXT = Text("desk.page.next", "Take the next", _BUTTON)
FIND = Text("desk.page.find", "Find a case code")
NOT_FOUND = Text("desk.page.not_found", "There is no such page or case for you.")
NOT_ALLOWED = Text("desk.page.not_allowed", "Your role does not allow this here.")
MINUTES = Text("desk.page.minutes", "{number} min", "How long somebody waits, in minutes.")
HOURS = Text("desk.page.hours", "{number} h", "How long somebody waits, in hours.")
STATE_WAITING = Text("desk.page.state_waiting", "waits", "How a case stands.")
STATE_OPEN = Text("desk.page.state_open", "open", "How a case stands.")
STATE_SLEEPING = Text("desk.page.state_sleeping", "sleeps", "How a case stands.")
STATE_CLOSED = Text("desk.page.state_closed", "closed", "How a case stands.")
UNANSWERED = Text("desk.page.unanswered", "no answer yet")
COUNTRY_UNKNOWN = Text("desk.page.country_unknown", "country not known")
COUNTRY = Text("desk.page.country", "Country")
ALL = Text("desk.page.all", "All", "The first choice of a filter: every language, every country.")

# The case.
TALK = Text("desk.page.talk", "Talk")
CASE = Text("desk.page.case", "Case")
TAKE = Text("desk.page.take", "Take", _BUTTON)
RETURN = Text("desk.page.return", "Give back", "A button: puts the case back into the queue.")
SLEEP = Text("desk.page.sleep", "Sleep", "A button: the case sleeps until the person writes.")
CLOSE = Text("desk.page.close", "Close", _BUTTON)
CLOSE_SURE = Text("desk.page.close_sure", "The person is told that the talk is over.")
HAND_OVER = Text("desk.page.hand_over", "Hand over", _BUTTON)
COLLEAGUE = Text("desk.page.colleague", "Colleague")
REPLY = Text("desk.page.reply", "Reply to the person")
SEND = Text("desk.page.send", "Send to the person", _BUTTON)
NOTE = Text("desk.page.note", "NOTE for staff only")
KEEP = Text("desk.page.keep", "Keep the note", _BUTTON)
SAID_PERSON = Text("desk.page.said_person", "Person")
SAID_DESK = Text("desk.page.said_desk", "Desk")
SAID_NOTE = Text("desk.page.said_note", "NOTE, not sent")
SAID_HELD = Text("desk.page.said_held", "NOT SENT: the person was away")
NO_WORDS = Text("desk.page.no_words", "A voice message, picture or file: see the staff group.")
AWAY = Text("desk.page.away", "The person is not in the talk now. Replies cannot be sent.")
NOT_MINE = Text("desk.page.not_mine", "You do not hold this case: you can read and write notes.")
ANSWERS = Text("desk.page.answers", "Answers")
ASSESSMENT = Text("desk.page.assessment", "What was told, and how it weighs")
NOT_A_COLLEAGUE = Text("desk.page.not_a_colleague", "That colleague cannot take this case.")
NOT_HELD = Text("desk.page.not_held", "Nobody holds this case now.")
EMPTY = Text("desk.page.empty", "There is nothing to send.")
TOO_LONG = Text("desk.page.too_long", "This is too long for one message. Make two of it.")
THEIR_TIME = Text("desk.page.their_time", "🕰 {time} for the person", "Their own clock.")

# Changing what was told.
CHANGE = Text("desk.page.change", "Change", "Opens the forms that correct an assessment. Short.")
SIGN_OR_PROFILE = Text("desk.page.sign_or_profile", "Sign or profile")
WHY = Text("desk.page.why", "Why", "Before a field: the operator says why they change something.")
ADD = Text("desk.page.add", "Add", _BUTTON)
TAKE_BACK = Text("desk.page.take_back", "Take back", "A button: this sign does not hold any more.")
PRIORITY = Text("desk.page.priority", "Priority")
HISTORY = Text("desk.page.history", "History")
BY_RULE = Text("desk.page.by_rule", "Rule", "Who changed something: the program, by its rule.")
TOLD = Text("desk.page.told", "told", "In a history: this sign was told or added.")
TAKEN_BACK = Text("desk.page.taken_back", "taken back", "In a history: this sign was taken back.")

# Writing a reply.
GUIDANCE = Text("desk.page.guidance", "Find guidance to put in")
NOTHING_FOUND = Text("desk.page.nothing_found", "Nothing found.")
WARNED = Text(
    "desk.page.warned",
    "Not sent yet. Somebody else may read the person's phone. Look at this again:",
    "Above a list of phone numbers, addresses and names that stand in the reply.",
)
SEND_ANYWAY = Text("desk.page.send_anyway", "Send it anyway", _BUTTON)
RETRY = Text("desk.page.retry", "Send again", "A button beside a reply that did not arrive.")

# How a reply's way to the person stands.
MARK_QUEUED = Text("desk.page.mark_queued", "🕓 on its way")
MARK_HELD = Text("desk.page.mark_held", "⏸ waits until the person says yes")
HELD_UNTIL = Text(
    "desk.page.held_until",
    "⏸ waits until {time}",
    "A reply that waits for the hours the person chose; the time is on the person's clock.",
)
MARK_SUPERSEDED = Text("desk.page.mark_superseded", "a newer message took its place")
MARK_SENDING = Text("desk.page.mark_sending", "🕓 on its way")
MARK_SENT = Text("desk.page.mark_sent", "✓ sent")
MARK_BLOCKED = Text("desk.page.mark_blocked", "⛔ not delivered: the person blocked the chat")
MARK_REFUSED = Text("desk.page.mark_refused", "⚠️ not delivered: Telegram refused it")
MARK_UNCERTAIN = Text("desk.page.mark_uncertain", "❔ nobody knows whether it arrived")
MARK_EXPIRED = Text("desk.page.mark_expired", "⚠️ not delivered in time")

# Staff and the log.
ROLE = Text("desk.page.role", "Role")
DESK = Text("desk.page.desk", "Desk")
STATE = Text("desk.page.state", "State")
ACTIVE = Text("desk.page.active", "active")
INVITED_STATE = Text("desk.page.invited_state", "invited")
CLOSED_STATE = Text("desk.page.closed_state", "closed")
DISABLE = Text("desk.page.disable", "Close the account", _BUTTON)
WHEN = Text("desk.page.when", "When")
WHO = Text("desk.page.who", "Who")
ACT = Text("desk.page.act", "What")
OBJECT = Text("desk.page.object", "To what")
OUTCOME = Text("desk.page.outcome", "How it ended")
