"""The Bot API methods the sandbox answers; any other is `method not found`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from hotline.sandbox.methods import (
    copying,
    deleting,
    editing,
    looking,
    messages,
    presses,
    receiving,
    surface,
    topics,
)

if TYPE_CHECKING:
    from hotline.sandbox.parameters import Parameters
    from hotline.sandbox.simulation import Simulation

Method = Callable[["Simulation", "Parameters"], object | Awaitable[object]]

# Names are looked up in small letters, as the official server does.
METHODS: Final[dict[str, Method]] = {
    "getme": looking.get_me,
    "getchat": looking.get_chat,
    "getchatmember": looking.get_chat_member,
    "getchatadministrators": looking.get_chat_administrators,
    "getfile": looking.get_file,
    "leavechat": looking.leave_chat,
    "logout": looking.goodbye,
    "close": looking.goodbye,
    "getupdates": receiving.get_updates,
    "setwebhook": receiving.set_webhook,
    "deletewebhook": receiving.delete_webhook,
    "getwebhookinfo": receiving.get_webhook_info,
    "sendmessage": messages.send_message,
    "sendphoto": messages.send_photo,
    "sendvoice": messages.send_voice,
    "senddocument": messages.send_document,
    "sendaudio": messages.send_audio,
    "sendvideo": messages.send_video,
    "sendlocation": messages.send_location,
    "sendcontact": messages.send_contact,
    "sendchataction": messages.send_chat_action,
    "copymessage": copying.copy_message,
    "copymessages": copying.copy_messages,
    "forwardmessage": copying.forward_message,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": deleting.delete_message,
    "deletemessages": deleting.delete_messages,
    "answercallbackquery": presses.answer_callback_query,
    "setmessagereaction": presses.set_message_reaction,
    "createforumtopic": topics.create_forum_topic,
    "editforumtopic": topics.edit_forum_topic,
    "closeforumtopic": topics.close_forum_topic,
    "reopenforumtopic": topics.reopen_forum_topic,
    "deleteforumtopic": topics.delete_forum_topic,
    "setmyname": surface.set_my_name,
    "getmyname": surface.get_my_name,
    "setmydescription": surface.set_my_description,
    "getmydescription": surface.get_my_description,
    "setmyshortdescription": surface.set_my_short_description,
    "getmyshortdescription": surface.get_my_short_description,
    "setmycommands": surface.set_my_commands,
    "getmycommands": surface.get_my_commands,
    "deletemycommands": surface.delete_my_commands,
}
