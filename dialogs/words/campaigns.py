"""What is said around campaigns and emergencies: on a phone, and on the pages of the desk."""

from __future__ import annotations

from dialogs.words.text import Text

OFFERED = Text(
    "campaign.offered",
    "A page for you to read now:",
    "Above a button with the title of a page that the person asked to get at its time.",
)

TITLE = Text("desk.campaign.title", "Campaigns", "A link and a heading for staff.")
ABOUT = Text(
    "desk.campaign.about",
    "A message to people who follow a topic. A second person reads it before it is sent.",
)
NEW = Text("desk.campaign.new", "New campaign", "A link to a form.")
NONE = Text("desk.campaign.none", "There is no campaign yet.")
NAME = Text("desk.campaign.name", "Name, for staff only")
STATE = Text("desk.campaign.state", "State")
TOPIC = Text("desk.campaign.topic", "Topic")
ORIGIN = Text("desk.campaign.origin", "Only people from")
ANYWHERE = Text("desk.campaign.anywhere", "any country", "Which country people come from.")
MISSING = Text("desk.campaign.missing", "A language without a text")
WAIT = Text("desk.campaign.wait", "nothing is sent before it has one")
FALLBACK = Text("desk.campaign.fallback", "gets Russian or English, and a line that says so")
SKIP = Text("desk.campaign.skip", "gets nothing")
POSTS = Text("desk.campaign.posts", "Also post it in our public channels")
LANGUAGES = Text("desk.campaign.languages", "Texts: one for each language you tick")
HINT = Text(
    "desk.campaign.hint",
    "Write numbers only as facts, with the id of the fact in braces.",
    "Below the boxes where an editor writes a text for people.",
)
SAVE = Text("desk.campaign.save", "Save the draft")
SUBMIT = Text("desk.campaign.submit", "Give it to a second person")
RETURN = Text("desk.campaign.return", "Make it a draft again")
APPROVE = Text("desk.campaign.approve", "I have read it: approve")
SCHEDULE = Text("desk.campaign.schedule", "Schedule")
BEGINS = Text("desk.campaign.begins", "When, by the clock of Greenwich; empty means now")
PAUSE = Text("desk.campaign.pause", "Pause")
RESUME = Text("desk.campaign.resume", "Go on")
STOP = Text("desk.campaign.stop", "Stop for good")
AUTHOR = Text("desk.campaign.author", "Written by")
SECOND = Text("desk.campaign.second", "Approved by")
NOBODY = Text("desk.campaign.nobody", "nobody yet")
AUDIENCE = Text("desk.campaign.audience", "How many people would get it now")
REACH = Text("desk.campaign.reach", "What became of it")
LANGUAGE = Text("desk.campaign.language", "Language")
PEOPLE = Text("desk.campaign.people", "People")
OUTCOME = Text("desk.campaign.outcome", "Outcome")
TOGETHER = Text("desk.campaign.together", "Together")
AT_LEAST = Text("desk.campaign.at_least", "at least {number}")
FEW = Text(
    "desk.campaign.few",
    "fewer than eleven",
    "Instead of a number, so that nobody can be told apart.",
)
PREVIEW = Text("desk.campaign.preview", "As people read it")
AGAIN = Text("desk.campaign.again", "Nothing was changed. What to mend:")
AT = Text("desk.campaign.at", "line {line}, sign {column}", "Where in a text something is wrong.")
FAULT_NAME = Text("desk.campaign.fault_name", "A name is missing or too long.")
FAULT_AUDIENCE = Text("desk.campaign.fault_audience", "There is no such topic or country.")
FAULT_LANGUAGES = Text("desk.campaign.fault_languages", "No language is ticked.")
FAULT_LANGUAGE = Text("desk.campaign.fault_language", "We do not speak this language.")
FAULT_NO_TEXT = Text("desk.campaign.fault_no_text", "There is no text.")
FAULT_MISSING = Text("desk.campaign.fault_missing", "The text is missing.")
FAULT_LONG = Text("desk.campaign.fault_long", "The text is too long.")
FAULT_PLACEHOLDER = Text("desk.campaign.fault_placeholder", "Nothing stands for this in braces.")
FAULT_FACT = Text("desk.campaign.fault_fact", "This fact does not exist or may not be shown.")
FAULT_NUMBER = Text("desk.campaign.fault_number", "A number must be a fact.")
FAULT_COUNTRY = Text("desk.campaign.fault_country", "There is no such country.")
FAULT_END = Text("desk.campaign.fault_end", "It must end within a month from now.")
NOT_NOW = Text("desk.campaign.not_now", "This cannot be done now.")
NOT_ALONE = Text("desk.campaign.not_alone", "Somebody else must approve what you wrote.")

STATE_DRAFT = Text("desk.campaign.state_draft", "draft")
STATE_SUBMITTED = Text("desk.campaign.state_submitted", "waits for a second person")
STATE_APPROVED = Text("desk.campaign.state_approved", "approved")
STATE_SCHEDULED = Text("desk.campaign.state_scheduled", "scheduled")
STATE_SENDING = Text("desk.campaign.state_sending", "is being sent")
STATE_PAUSED = Text("desk.campaign.state_paused", "paused")
STATE_DONE = Text("desk.campaign.state_done", "done", "A campaign was sent to everybody.")
STATE_STOPPED = Text("desk.campaign.state_stopped", "stopped for good")
OUT_WAITING = Text("desk.campaign.out_waiting", "waits for its hour", "A message to somebody.")
OUT_PASSED = Text("desk.campaign.out_passed_over", "not sent: their rule, or they need a person")
OUT_SENT = Text("desk.campaign.out_sent", "arrived", "A message to somebody.")
OUT_BLOCKED = Text("desk.campaign.out_blocked", "blocked us", "What somebody did.")
OUT_REFUSED = Text("desk.campaign.out_refused", "refused by Telegram", "A message to somebody.")
OUT_UNCERTAIN = Text("desk.campaign.out_uncertain", "nobody knows whether it arrived")
OUT_EXPIRED = Text("desk.campaign.out_expired", "not sent: too late, or they need a person")

URGENT = Text("desk.emergency.title", "Emergency", "A link and a heading for staff.")
URGENT_ABOUT = Text(
    "desk.emergency.about",
    "A short page above everybody's first screen. Two people switch it on; it ends by itself.",
)
COUNTRY = Text("desk.emergency.country", "Country")
KIND = Text("desk.emergency.kind", "What happened")
ARRIVALS = Text("desk.emergency.arrivals", "many people arrive")
BORDER = Text("desk.emergency.border", "a border is closed")
EPIDEMIC = Text("desk.emergency.epidemic", "an epidemic")
DISASTER = Text("desk.emergency.disaster", "a disaster")
ENDS = Text("desk.emergency.ends", "Until, by the clock of Greenwich")
SURGE = Text("desk.emergency.surge", "The desks give short answers meanwhile")
PUSH = Text("desk.emergency.push", "Also write to all who follow important news")
PROPOSE = Text("desk.emergency.propose", "Ask a second person to switch it on")
AGREE = Text("desk.emergency.agree", "I have read it: switch it on")
END = Text("desk.emergency.end", "Switch it off")
SHOWN = Text("desk.emergency.shown", "people see it now")
WAITS = Text("desk.emergency.waits", "waits for a second person")
OVER = Text("desk.emergency.over", "over", "An emergency page that nobody sees any more.")
QUIET = Text("desk.emergency.none", "No page was ever switched on.")
SHORT = Text(
    "desk.emergency.short",
    "Many people write now. Answer shortly, danger first, and send a page of guidance.",
    "A line above the queue.",
)
