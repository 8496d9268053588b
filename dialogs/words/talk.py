"""What is said around one talk: a question to the person, another desk, colleagues beside it."""

from __future__ import annotations

from dialogs.words.text import Text

_BUTTON = "A button or a link on a page for staff. Short."
_STAFF = "Read by staff on a page of the desk."
_CHAT = (
    "In the person's chat, while a human answers there. Somebody else may read it over their "
    "shoulder: plain, calm, no reason and no topic named."
)

# A question of the desk in the person's chat.
YES = Text("talk.yes", "Yes", "A button under a question in the person's chat.")
NO = Text("talk.no", "No", "A button under a question in the person's chat.")
OVER = Text("talk.over", "This question is over. Write here and we talk about it.", _CHAT)

# Another desk.
MOVE = Text(
    "talk.move",
    "🤝 Our team in {country} can go on from here, if you want that.\n\n"
    "They would read what we wrote here and your answers. We would not read it any more. "
    "You write in this chat as before.\n\n"
    "Is that all right? If you say no, or nothing, we go on with you here.",
    _CHAT + " {country} is the name of a country; put it where it stands without a case ending.",
)
MOVED = Text(
    "talk.moved",
    "✅ Thank you. The other team goes on with you here. You keep your place.",
    _CHAT,
)
STAYS = Text("talk.stays", "✅ Thank you. We go on with you here, as before.", _CHAT)
DESK_ASKED_TO_MOVE = Text(
    "talk.asked_to_move",
    "🤝 The person is asked whether another desk may go on. Nothing moves before their yes.",
)
DESK_MOVED = Text("talk.desk_moved", "🤝 The person agreed: the case waits at another desk now.")
DESK_STAYS = Text("talk.desk_stays", "🤝 The person said no: the case stays with this desk.")
TOGETHER = Text("desk.talk.together", "Colleagues", "A heading above what staff do together.")
CHANGE_DESK = Text("desk.talk.change_desk", "Hand to another desk", _BUTTON)
CHANGE_DESK_HOW = Text(
    "desk.talk.change_desk_how",
    "The person is asked in the chat. After their yes this desk reads nothing of it any more.",
    _STAFF,
)
DESK = Text("desk.talk.desk", "Desk", "A label: which country's desk.")
NOT_SPOKEN = Text("desk.talk.not_spoken", "does not speak this language", _STAFF)
ASK = Text("desk.talk.ask", "Ask the person", _BUTTON)
ASKED = Text("desk.talk.asked", "asked, no answer yet", "What became of a question.")
SAID_YES = Text("desk.talk.said_yes", "the person said yes", "What became of a question.")
SAID_NO = Text("desk.talk.said_no", "the person said no", "What became of a question.")
SAID_VOID = Text("desk.talk.said_void", "no answer in time", "What became of a question.")
NO_SUCH_DESK = Text("desk.talk.no_such_desk", "Choose another desk than this one.", _STAFF)

# A colleague's case.
HELD = Text("desk.talk.held", "{who} answers here since {time}.", _STAFF)
GROUP = Text("desk.talk.group", "Somebody in the staff group", _STAFF)
TAKE_OVER = Text("desk.talk.take_over", "Take over", _BUTTON)
NOT_YET = Text(
    "desk.talk.not_yet", "Your colleague still has time to answer. A supervisor may take over."
)
DESK_TAKEN_OVER = Text("talk.taken_over", "✋ A colleague took the case over. The note says why.")

# The queue.
UNREAD = Text("desk.talk.unread", "new", "Beside a case: the person wrote and you have not read.")

# A draft that a colleague looks at.
DRAFT = Text("desk.talk.draft", "Draft to look at", "A heading: a reply that is not sent yet.")
SHARE = Text("desk.talk.share", "Ask a colleague to look", _BUTTON)
DRAFT_SHARED = Text("desk.talk.draft_shared", "A colleague is asked to look. Nothing is sent yet.")
DRAFT_APPROVED = Text("desk.talk.draft_approved", "A colleague has looked: it may go.")
DRAFT_RETURNED = Text("desk.talk.draft_returned", "A colleague gives it back:")
LOOK = Text(
    "desk.talk.look", "A colleague asks you to look before this goes. Change what you like."
)
COMMENT = Text("desk.talk.comment", "Comment for your colleague")
APPROVE = Text("desk.talk.approve", "It may go", _BUTTON)
RETURN = Text("desk.talk.return", "Give back", _BUTTON)
SEND_DRAFT = Text("desk.talk.send_draft", "Send it now", _BUTTON)
PUT_BACK = Text("desk.talk.put_back", "Write on", "A button: puts the draft into the reply box.")
DROP = Text("desk.talk.drop", "Drop the draft", _BUTTON)
NEEDS_SECOND = Text(
    "desk.talk.needs_second",
    "Your desk wants a colleague to look at this reply first. Nothing was sent.",
    _STAFF,
)
NO_DRAFT = Text("desk.talk.no_draft", "This draft is not there any more. Look at the case again.")
OWN_DRAFT = Text("desk.talk.own_draft", "Somebody else must look at your draft.", _STAFF)
NO_COMMENT = Text("desk.talk.no_comment", "Say what should change.", _STAFF)
GROUP_NEEDS_SECOND = Text(
    "talk.group_needs_second",
    "👀 Not sent: this desk wants a colleague to look first. Answer on the desk's pages.",
)

# Another phone.
LINK_ASKED = Text(
    "desk.talk.link_asked",
    "Somebody typed this case's return code on another phone. Ask in the chat if it is them.",
    _STAFF,
)
LINK = Text("desk.talk.link", "Go on there", "A button: the talk goes on on the other phone.")
LINK_REFUSE = Text("desk.talk.link_refuse", "Refuse", "A button: the other phone gets nothing.")

# Canned texts.
CANNED = Text("desk.talk.canned", "Ready texts", _BUTTON)
CANNED_NEW = Text("desk.talk.canned_new", "Write a new text", _BUTTON)
CANNED_HOW = Text(
    "desk.talk.canned_how",
    "An operator finds these with / while writing, reads them, changes them and sends them.",
    _STAFF,
)
CANNED_TITLE = Text("desk.talk.canned_title", "Title")
CANNED_WORDS = Text("desk.talk.canned_words", "Text")
REVIEW_BY = Text("desk.talk.review_by", "Look at it again by")
REVIEWED = Text("desk.talk.reviewed", "to be looked at again: {day}", "{day} is a date.")
OVERDUE = Text("desk.talk.overdue", "too old: check it before you send it", "Beside a text.")
VERSION = Text("desk.talk.version", "version {number}, {who}", "{who} is who wrote it.")
RETIRE = Text("desk.talk.retire", "Take out of use", _BUTTON)
NO_REVIEW = Text("desk.talk.no_review", "Choose a day within a year to look at it again.")
NO_LANGUAGE = Text("desk.talk.no_language", "Choose a language.")
CHANGED_MEANWHILE = Text(
    "desk.talk.changed_meanwhile", "Somebody else changed this text. Look at it again."
)

# A practice talk: an invented person, played by a script; nothing of it is real.
PRACTICE = Text("desk.talk.practice.title", "Practice", "A link and a heading. Also a warning.")
PRACTICE_HOW = Text(
    "desk.talk.practice.how",
    "Practice: this person is invented. Nothing is sent or counted, and after a day it is erased.",
    _STAFF,
)
PRACTICE_START = Text("desk.talk.practice.start", "Start a practice talk", _BUTTON)
PRACTICE_END = Text("desk.talk.practice.end", "End the practice", _BUTTON)
PRACTICE_DONE = Text(
    "desk.talk.practice.done",
    "That was the whole talk. Read your replies once more, slowly, as the person would.",
    _STAFF,
)
PRACTICE_PERSON = Text("desk.talk.practice.person", "Invented person", "Who wrote a message.")
_INVENTED = "An invented person writes this in a training talk for operators. Short, afraid."
_TIP = "Advice to an operator in training, below what an invented person wrote."
PRACTICE_SAID_1 = Text(
    "desk.talk.practice.said_1", "hello. is somebody there? nobody must know i write", _INVENTED
)
PRACTICE_TIP_1 = Text(
    "desk.talk.practice.tip_1",
    "Greet, say that a person reads this, and ask first whether it is safe to write now.",
    _TIP,
)
PRACTICE_SAID_2 = Text(
    "desk.talk.practice.said_2",
    "i can write now. the boss has my passport and says i owe him for the ticket",
    _INVENTED,
)
PRACTICE_TIP_2 = Text(
    "desk.talk.practice.tip_2",
    "Say back what you heard. Ask one thing at a time. Promise nothing you cannot keep.",
    _TIP,
)
PRACTICE_SAID_3 = Text(
    "desk.talk.practice.said_3", "i do not want police. if they come he will know", _INVENTED
)
PRACTICE_TIP_3 = Text(
    "desk.talk.practice.tip_3",
    "It is their decision. Say what can be done and what happens with each choice. Put a note.",
    _TIP,
)
PRACTICE_SAID_4 = Text(
    "desk.talk.practice.said_4",
    "he comes back. i must stop. can i write to you tomorrow?",
    _INVENTED,
)
PRACTICE_TIP_4 = Text(
    "desk.talk.practice.tip_4",
    "Keep it to one line: yes, here, at any time. No name and no address on their screen.",
    _TIP,
)
