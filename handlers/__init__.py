"""Telegram, in and out: the only room where aiogram is spoken."""
