"""An ordinary bot: aiogram, a session of the ORM for each update, a menu, one row a person."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    TelegramObject,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from sqlalchemy import BigInteger, Text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from benchmarks.load import PATH, TOKEN

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

MENU = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text=f"Choice {number}", callback_data=f"choice.{number}")]
        for number in range(4)
    ]
)


class Base(DeclarativeBase):
    """The tables of this bot."""


class Person(Base):
    """Where somebody stands and what they last said."""

    __tablename__ = "ordinary_persons"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    step: Mapped[str] = mapped_column(Text, default="start")
    said: Mapped[str] = mapped_column(Text, default="")
    times: Mapped[int] = mapped_column(default=0)


async def remembered(session: AsyncSession, who: int, step: str, said: str) -> Person:
    """Read somebody's row, change it, commit."""
    person = await session.get(Person, who)
    if person is None:
        person = Person(id=who, times=0)
        session.add(person)
    person.step, person.said, person.times = step, said, person.times + 1
    await session.commit()
    return person


async def start(message: Message, session: AsyncSession) -> None:
    """Show the menu."""
    await remembered(session, message.chat.id, "start", "")
    await message.answer("Welcome. What do you need?", reply_markup=MENU)


async def words(message: Message, session: AsyncSession) -> None:
    """Keep what was said and show the menu."""
    person = await remembered(session, message.chat.id, "words", message.text or "")
    await message.answer(f"Kept, number {person.times}.", reply_markup=MENU)


async def press(query: CallbackQuery, session: AsyncSession) -> None:
    """Go where the button leads."""
    await remembered(session, query.from_user.id, query.data or "", "")
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(f"You chose {query.data}.", reply_markup=MENU)


def main(port: int, api: str, database: str) -> None:
    """Serve until killed."""
    url = database.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_async_engine(url, pool_size=20)
    sessions = async_sessionmaker(engine, expire_on_commit=False)

    async def with_session(
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        told: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - aiogram's own signature
        async with sessions() as session:
            return await handler(event, told | {"session": session})

    async def prepared(_app: web.Application) -> None:
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher()
    dispatcher.update.middleware(with_session)
    dispatcher.message(F.text.startswith("/start"))(start)
    dispatcher.message()(words)
    dispatcher.callback_query()(press)
    app = web.Application()
    app.on_startup.append(prepared)
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False).register(app, path=PATH)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
