"""What staff read of referrals, and what a partner reads on the page of a link."""

from __future__ import annotations

from dialogs.words.text import Text

_FOR_STAFF = "On a page for staff. Short."
_FOR_PARTNER = "On the page that a partner opens: a shelter, a lawyer, an office."
_BUTTON = "A button. Short."

# The desk's pages.
TITLE = Text("desk.refer.title", "Referrals", _FOR_STAFF)
NEW = Text("desk.refer.new", "New referral", _FOR_STAFF)
NONE = Text("desk.refer.none", "No referrals yet.", _FOR_STAFF)
PURPOSE = Text("desk.refer.purpose", "What is needed", _FOR_STAFF)
PROPOSED = Text("desk.refer.proposed", "Fits the profiles: {purposes}", _FOR_STAFF)
BOTH = Text(
    "desk.refer.both",
    "This person may be owed both: a safe place and asylum. Refer to both.",
    _FOR_STAFF,
)
PARTNER = Text("desk.refer.partner", "Who helps", _FOR_STAFF)
NOBODY = Text("desk.refer.nobody", "No partner for this is in the list.", _FOR_STAFF)
STALE = Text("desk.refer.stale", "not tested lately: call first", _FOR_STAFF)
INVENTED = Text("desk.refer.invented", "invented, only for practice", _FOR_STAFF)
PRIVATE = Text("desk.refer.private", "private address", _FOR_STAFF)
TESTED = Text("desk.refer.tested", "tested on {day}", _FOR_STAFF)
OPEN = Text("desk.refer.open", "open now", _FOR_STAFF)
SHUT = Text("desk.refer.shut", "closed now", _FOR_STAFF)
SHARED = Text("desk.refer.shared", "What they will read", _FOR_STAFF)
EMPTY = Text(
    "desk.refer.empty",
    "Write only what they need. An empty field is not shared. No name of anybody.",
    _FOR_STAFF,
)
SPAN = Text("desk.refer.span", "How many days the agreement lasts", _FOR_STAFF)
DRAFT = Text("desk.refer.draft", "Look at it", _BUTTON)
ASK = Text("desk.refer.ask", "Ask the person", _BUTTON)
SEND = Text("desk.refer.send", "Make the partner's link", _BUTTON)
RENEW = Text("desk.refer.renew", "Make a new link, end the old one", _BUTTON)
APPROVE = Text("desk.refer.approve", "I have looked at it: it may go", _BUTTON)
WAITS = Text(
    "desk.refer.waits", "A second person of the desk must look at this first.", _FOR_STAFF
)
SHUT_IT = Text("desk.refer.close", "Close the referral", _BUTTON)
DANGER = Text("desk.refer.danger", "A life is in danger, or a child is", _FOR_STAFF)
DANGER_WHY = Text("desk.refer.danger_why", "Why nobody can ask the person", _FOR_STAFF)
DANGER_SEND = Text("desk.refer.danger_send", "Send it without asking", _BUTTON)
SHEET = Text("desk.refer.sheet", "Sheet to print", _FOR_STAFF)
NO_SHEET = Text("desk.refer.no_sheet", "Without an agreement there is no sheet.", _FOR_STAFF)
LINK = Text(
    "desk.refer.link",
    "This link is shown once. It opens in one browser only. Give it to the partner.",
    _FOR_STAFF,
)
HISTORY = Text("desk.refer.history", "What was done", _FOR_STAFF)
WISH = Text("desk.refer.wish", "The person wants to know the answer.", _FOR_STAFF)
ENDS = Text("desk.refer.ends", "until {day}", _FOR_STAFF)
NO_CONSENT = Text("desk.refer.no_consent", "The person has not agreed to this.", _FOR_STAFF)
NEEDS_SECOND = Text(
    "desk.refer.needs_second", "Somebody else of the desk must look first.", _FOR_STAFF
)
NOT_NOW = Text("desk.refer.not_now", "This cannot be done now.", _FOR_STAFF)
QUIET = Text(
    "desk.refer.quiet",
    "The person has been quiet for long. Write to them first and wait for an answer.",
    _FOR_STAFF,
)
INCOMPLETE = Text("desk.refer.incomplete", "Choose a partner and write what to share.", _FOR_STAFF)
QUESTION = Text("desk.refer.question", "Question of a partner: {partner}", _FOR_STAFF)
_STATE = "Where a referral is, for staff."
STATE_DRAFTED = Text("desk.refer.state_drafted", "drafted", _STATE)
STATE_ASKED = Text("desk.refer.state_asked", "the person is asked", _STATE)
STATE_REFUSED = Text("desk.refer.state_refused", "the person said no", _STATE)
STATE_CONSENTED = Text("desk.refer.state_consented", "the person agreed", _STATE)
STATE_SENT = Text("desk.refer.state_sent", "sent to the partner", _STATE)
STATE_ACCEPTED = Text("desk.refer.state_accepted", "the partner accepts", _STATE)
STATE_DECLINED = Text("desk.refer.state_declined", "the partner declines", _STATE)
STATE_SERVED = Text("desk.refer.state_served", "the partner has helped", _STATE)
STATE_WITHDRAWN = Text("desk.refer.state_withdrawn", "the person took it back", _STATE)
STATE_EXPIRED = Text("desk.refer.state_expired", "over: the time has passed", _STATE)
STATE_CLOSED = Text("desk.refer.state_closed", "closed", _STATE)
_ACT = "A line of a referral's history, for staff."
ACT_SECOND = Text("desk.refer.act_second", "a second person looked", _ACT)
ACT_RENEWED = Text("desk.refer.act_renewed", "a new link", _ACT)
ACT_OPENED = Text("desk.refer.act_opened", "the partner opened the page", _ACT)
ACT_QUESTION = Text("desk.refer.act_question", "the partner asked a question", _ACT)
ACT_EMERGENCY = Text("desk.refer.act_emergency", "sent without asking, in danger", _ACT)
ACT_WISH = Text("desk.refer.act_wish", "the person wants to know the answer", _ACT)

# The partner's page.
P_TITLE = Text("desk.partner.title", "A request for help", _FOR_PARTNER)
P_OPEN = Text(
    "desk.partner.open",
    "Somebody asks for your help. Open it on the computer where you will work with it.",
    _FOR_PARTNER,
)
P_OPEN_BUTTON = Text("desk.partner.open_button", "Open", _BUTTON)
P_GONE = Text(
    "desk.partner.gone",
    "This link does not open anything. Ask the desk that gave it to you for a new one.",
    _FOR_PARTNER,
)
P_ABOUT = Text(
    "desk.partner.about",
    "The person agreed that you read this, and nothing else. Do not pass it on. Help is wanted "
    "with: {purpose}",
    _FOR_PARTNER,
)
P_DANGER = Text(
    "desk.partner.danger",
    "The person could not be asked, because of danger. Do not pass this on. Help is wanted "
    "with: {purpose}",
    _FOR_PARTNER,
)
P_UNTIL = Text("desk.partner.until", "You can read it until {day}.", _FOR_PARTNER)
P_ACCEPT = Text("desk.partner.accept", "We can help", _BUTTON)
P_DECLINE = Text("desk.partner.decline", "We cannot help", _BUTTON)
P_DECLINE_WHY = Text("desk.partner.decline_why", "Why you cannot help", _FOR_PARTNER)
P_SERVED = Text("desk.partner.served", "We have helped", _BUTTON)
P_QUESTION = Text("desk.partner.question", "A question for the desk", _FOR_PARTNER)
P_ASK = Text("desk.partner.ask", "Send the question", _BUTTON)
P_THANKS = Text("desk.partner.thanks", "Thank you. The desk has your answer.", _FOR_PARTNER)
P_ACCEPTED = Text("desk.partner.accepted", "You have said that you can help.", _FOR_PARTNER)
P_SOON = Text(
    "desk.partner.too_soon", "Too many tries. Wait a minute and try again.", _FOR_PARTNER
)
