#!/usr/bin/env bash
# Two messages of one client in Telegram: the second reaches the desk before the first.
# Guess: a bot library hands the messages of one chat to the handler one after the other.
# So:    aiogram starts a task for every update and pyTelegramBotAPI two threads: while the handler still fetches the picture of the first
#        message, the second is handled and handed over. python-telegram-bot waits for the first one.
# Seen:  aiogram 3.31.0, pyTelegramBotAPI 4.37.1, python-telegram-bot 22.8. Source: aiogram/dispatcher/dispatcher.py (_polling,
#        handle_as_tasks=True), telebot/__init__.py (threaded=True, num_threads=2), telegram/ext (concurrent_updates, False).
# Desk:  a ticket's messages stand as they were taken, and its subject is from the first one taken. A bridge with aiogram asks for
#        start_polling(handle_as_tasks=False) or keeps a queue for each chat, and hands the text over before it fetches anything.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -q --disable-pip-version-check aiogram==3.31.0 pytelegrambotapi==4.37.1 python-telegram-bot==22.8
"$d/v/bin/python" -W ignore - <<'E'
import asyncio, time
import aiogram, telebot
from aiogram.client.session.base import BaseSession
from telegram import Update
from telegram.ext import ApplicationBuilder, MessageHandler, filters
def update(number):
    person = {"id": 558, "is_bot": False, "first_name": "Анна"}
    return {"update_id": number, "message": {"message_id": number, "date": 1796032800 + number, "from": person,
            "chat": {"id": 558, "type": "private", "first_name": "Анна"}, "text": f"text {number}"}}
def pause(number): return 0.6 if number == 1 else 0.1
class Offline(BaseSession):
    updates = [update(1), update(2)]
    async def close(self): pass
    async def stream_content(self, *_, **__): yield b""
    async def make_request(self, bot, method, timeout=None):
        if isinstance(method, aiogram.methods.GetMe): return aiogram.types.User(id=1, is_bot=True, first_name="Bot", username="bot")
        if not isinstance(method, aiogram.methods.GetUpdates): return True
        new, self.updates = self.updates, []
        if not new: await asyncio.sleep(0.2)
        return [aiogram.types.Update.model_validate(one, context={"bot": bot}) for one in new]
async def with_aiogram(**how):
    seen, dispatcher = [], aiogram.Dispatcher()
    @dispatcher.message()
    async def handle(message):
        await asyncio.sleep(pause(message.message_id))
        seen.append(message.message_id)
    polling = asyncio.create_task(dispatcher.start_polling(aiogram.Bot("1:a", session=Offline()), handle_signals=False, **how))
    await asyncio.sleep(2)
    await dispatcher.stop_polling()
    await polling
    return seen
async def with_ptb():
    seen, application = [], ApplicationBuilder().token("1:a").build()
    async def handle(update, _):
        await asyncio.sleep(pause(update.message.message_id))
        seen.append(update.message.message_id)
    application.add_handler(MessageHandler(filters.TEXT, handle))
    application._initialized = True
    for number in (1, 2): await application.update_queue.put(Update.de_json(update(number), application.bot))
    application._running = True
    fetching = asyncio.create_task(application._update_fetcher())
    await asyncio.sleep(2)
    fetching.cancel()
    return seen
def with_telebot():
    seen, bot = [], telebot.TeleBot("1:a")
    @bot.message_handler(func=lambda message: True)
    def handle(message):
        time.sleep(pause(message.message_id))
        seen.append(message.message_id)
    bot.process_new_updates([telebot.types.Update.de_json(update(number)) for number in (1, 2)])
    time.sleep(2)
    bot.stop_bot()
    return seen
seen = asyncio.run(with_aiogram()), asyncio.run(with_aiogram(handle_as_tasks=False)), with_telebot(), asyncio.run(with_ptb())
print("aiogram:", seen[0], "| handle_as_tasks=False:", seen[1], "| pyTelegramBotAPI:", seen[2], "| python-telegram-bot:", seen[3])
assert seen == ([2, 1], [1, 2], [2, 1], [1, 2])
E
