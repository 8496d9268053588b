"""The sandbox's state as Bot API objects, built from python-telegram-bot's types.

That library describes the Bot API independently of the one the service uses,
so the two ends of every call come from two readings of the same public page
(core.telegram.org/bots/api).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import telegram as tg

from hotline.sandbox.wording import as_json
from hotline.sandbox.world import ANONYMOUS_ADMIN, Group, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hotline.sandbox.files import File
    from hotline.sandbox.simulation import Simulation
    from hotline.sandbox.world import Content, Message, Press, World

# The Bot API of python-telegram-bot 22.8 is 10.0; these fields of 10.3 are required since.
NEWER = {"can_send_welcome_messages": False}
ACCENT = 0
REACTIONS_AT_MOST = 11


def plain(result: object) -> Any:  # noqa: ANN401  # JSON has no narrower type
    """Return a result as what JSON can hold."""
    if isinstance(result, tg.TelegramObject):
        return result.to_dict()
    if isinstance(result, list | tuple):
        return [plain(one) for one in result]
    return result


def bot_itself(world: World) -> tg.User:
    """Return what getMe answers."""
    bot = world.bot
    return tg.User(
        bot.id,
        bot.first_name,
        is_bot=True,
        username=bot.username,
        can_join_groups=True,
        can_read_all_group_messages=False,
        supports_inline_queries=False,
        can_connect_to_business=False,
        has_main_web_app=False,
    )


def user(world: World, number: int) -> tg.User:
    """Return the bot, a person or an anonymous administrator as messages name them."""
    if number == world.bot.id:
        bot = world.bot
        return tg.User(bot.id, bot.first_name, is_bot=True, username=bot.username)
    if number == ANONYMOUS_ADMIN:
        return tg.User(number, "Group", is_bot=True, username="GroupAnonymousBot")
    person = world.people[number]
    return tg.User(
        number, person.first_name, is_bot=False, language_code=person.language_code or None
    )


def chat(world: World, number: int) -> tg.Chat:
    """Return a chat as messages name it."""
    match world.chat(number):
        case Person() as person:
            return tg.Chat(number, tg.Chat.PRIVATE, first_name=person.first_name)
        case Group() as group:
            forum = group.is_forum or None
            return tg.Chat(number, tg.Chat.SUPERGROUP, title=group.title, is_forum=forum)
    raise KeyError(number)


def full_chat(world: World, number: int) -> tg.ChatFullInfo:
    """Return what getChat answers."""
    found = world.chat(number)
    group = found if isinstance(found, Group) else None
    person = found if isinstance(found, Person) else None
    return tg.ChatFullInfo(
        id=number,
        type=tg.Chat.SUPERGROUP if group else tg.Chat.PRIVATE,
        title=group.title if group else None,
        first_name=person.first_name if person else None,
        is_forum=(group.is_forum or None) if group else None,
        accent_color_id=ACCENT,
        max_reaction_count=REACTIONS_AT_MOST,
        accepted_gift_types=tg.AcceptedGiftTypes(
            unlimited_gifts=False,
            limited_gifts=False,
            unique_gifts=False,
            premium_subscription=False,
            gifts_from_channels=False,
        ),
    )


def message(simulation: Simulation, stored: Message, *, nested: bool = True) -> tg.Message:
    """Return a message; a replied one inside it comes without its own reply."""
    world = simulation.world
    replied = world.messages[stored.chat].get(stored.reply_to or 0) if nested else None
    return tg.Message(
        stored.id,
        stored.sent_at,
        chat(world, stored.chat),
        from_user=user(world, ANONYMOUS_ADMIN if stored.anonymous else stored.sender),
        sender_chat=chat(world, stored.chat) if stored.anonymous else None,
        edit_date=stored.edited_at,
        message_thread_id=stored.thread,
        is_topic_message=bool(stored.thread) or None,
        reply_to_message=message(simulation, replied, nested=False) if replied else None,
        reply_markup=_keyboard(stored),
        has_protected_content=stored.protected or None,
        forward_origin=_origin(world, stored),
        **_content(simulation, stored.content),
        **_service(stored.service),
    )


def _keyboard(stored: Message) -> tg.InlineKeyboardMarkup | None:
    if not stored.inline:
        return None
    return tg.InlineKeyboardMarkup.de_json({"inline_keyboard": stored.inline}, None)


def _origin(world: World, stored: Message) -> tg.MessageOrigin | None:
    if stored.forwarded_from is None:
        return None
    return tg.MessageOriginUser(stored.sent_at, user(world, stored.forwarded_from))


def _content(simulation: Simulation, content: Content | None) -> dict[str, Any]:
    if content is None:
        return {}
    spans = [as_json(span) for span in content.words.spans]
    entities = tg.MessageEntity.de_list([_with_user(simulation, span) for span in spans], None)
    if content.kind == "text":
        return {"text": content.words.text, "entities": entities or None}
    words = {"caption": content.words.text or None, "caption_entities": entities or None}
    if content.place:
        return {"location": tg.Location(longitude=content.place[1], latitude=content.place[0])}
    if content.contact:
        return {"contact": tg.Contact.de_json(content.contact, None)}
    file = simulation.files.get(content.file)
    return words | _media(file) if file else words


def _with_user(simulation: Simulation, span: dict[str, Any]) -> dict[str, Any]:
    """Give a mention by number the person it names."""
    named = span.get("user", {}).get("id")
    if named is None:
        return span
    known = named == simulation.world.bot.id or named in simulation.world.people
    told = user(simulation.world, named) if known else tg.User(named, "", is_bot=False)
    return span | {"user": told.to_dict()}


def _media(file: File) -> dict[str, Any]:
    ids: dict[str, Any] = {
        "file_id": file.id,
        "file_unique_id": file.unique,
        "file_size": len(file.content),
    }
    match file.kind:
        case "photo":
            return {"photo": [tg.PhotoSize(width=320, height=200, **ids)]}
        case "voice":
            return {"voice": tg.Voice(duration=file.duration, mime_type=file.mime, **ids)}
        case "audio":
            return {"audio": tg.Audio(duration=file.duration, mime_type=file.mime, **ids)}
        case "video":
            frame: dict[str, Any] = {"width": 320, "height": 200}
            return {"video": tg.Video(duration=file.duration, mime_type=file.mime, **frame, **ids)}
    return {"document": tg.Document(file_name=file.name, mime_type=file.mime, **ids)}


def _service(told: dict[str, Any] | None) -> dict[str, Any]:
    if told is None:
        return {}
    kind, fact = told["type"], {name: value for name, value in told.items() if name != "type"}
    if kind == "migrate_to_chat_id":
        return {kind: fact["chat_id"]}
    return {kind: SERVICES[kind](**fact)}


SERVICES: dict[str, Any] = {
    "forum_topic_created": tg.ForumTopicCreated,
    "forum_topic_edited": tg.ForumTopicEdited,
    "forum_topic_closed": tg.ForumTopicClosed,
    "forum_topic_reopened": tg.ForumTopicReopened,
}


def press(simulation: Simulation, pressed: Press) -> tg.CallbackQuery:
    """Return a tap on an inline button as the bot is told of it."""
    stored = simulation.world.messages[pressed.chat].get(pressed.message)
    shown = message(simulation, stored) if stored else _inaccessible(simulation.world, pressed)
    return tg.CallbackQuery(
        pressed.id,
        user(simulation.world, pressed.person),
        chat_instance=str(pressed.chat),
        message=shown,
        data=pressed.data,
    )


def _inaccessible(world: World, pressed: Press) -> tg.InaccessibleMessage:
    return tg.InaccessibleMessage(chat=chat(world, pressed.chat), message_id=pressed.message)


def membership(simulation: Simulation, person: int, *, blocked: bool) -> tg.ChatMemberUpdated:
    """Return that a person has blocked or unblocked the bot."""
    world = simulation.world
    itself = user(world, world.bot.id)
    member: tg.ChatMember = tg.ChatMemberMember(itself)
    banned: tg.ChatMember = tg.ChatMemberBanned(itself, until_date=0)  # type: ignore[arg-type]  # 0 means for ever
    before, after = (member, banned) if blocked else (banned, member)
    return tg.ChatMemberUpdated(
        chat(world, person),
        user(world, person),
        simulation.now(),
        old_chat_member=before,
        new_chat_member=after,
    )


def standing(world: World, group: Group, number: int) -> tg.ChatMember:
    """Return somebody's membership of a group; people are administrators, as at a desk."""
    who = user(world, number)
    status = group.bot if number == world.bot.id else "administrator"
    match status:
        case "member":
            return tg.ChatMemberMember(who)
        case "left":
            return tg.ChatMemberLeft(who)
        case "kicked":
            return tg.ChatMemberBanned(who, until_date=0)  # type: ignore[arg-type]  # 0 means for ever
    rights = group.rights
    return tg.ChatMemberAdministrator(
        who,
        can_be_edited=False,
        is_anonymous=False,
        can_manage_chat=True,
        can_delete_messages="delete_messages" in rights,
        can_manage_video_chats=False,
        can_restrict_members=False,
        can_promote_members=False,
        can_change_info=False,
        can_invite_users="invite_users" in rights,
        can_post_stories=False,
        can_edit_stories=False,
        can_delete_stories=False,
        can_pin_messages="pin_messages" in rights,
        can_manage_topics="manage_topics" in rights,
        api_kwargs=NEWER,
    )


def reaction(
    simulation: Simulation, stored: Message, person: int, before: Sequence[str]
) -> dict[str, Any]:
    """Return a changed reaction; both lists are always there, also when empty."""
    world = simulation.world
    changed = tg.MessageReactionUpdated(
        chat=chat(world, stored.chat),
        message_id=stored.id,
        date=simulation.now(),
        user=user(world, person),
        old_reaction=[tg.ReactionTypeEmoji(emoji) for emoji in before],
        new_reaction=[tg.ReactionTypeEmoji(emoji) for emoji in stored.reactions],
    ).to_dict()
    return {"old_reaction": [], "new_reaction": []} | changed


def file(stored: File) -> tg.File:
    """Return what getFile answers."""
    return tg.File(stored.id, stored.unique, len(stored.content), stored.path)


def topic(group: Group, thread: int) -> tg.ForumTopic:
    """Return a topic as createForumTopic answers."""
    found = group.topics[thread]
    return tg.ForumTopic(found.thread, found.name, found.icon_color)
