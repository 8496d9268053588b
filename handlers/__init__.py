"""Telegram, in and out: the only room where aiogram is spoken."""

from handlers.types_on_demand import import_aiogram

import_aiogram()
