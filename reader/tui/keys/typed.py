"""What is typed, given on one key at a time: each is done, wherever it leads, before the next one is given."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from textual import events

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

Typed = events.Key | events.Paste
ROUNDS = 3
"""How often all that a key passes is asked whether it is done: one message may post another, and that a third."""
PATIENCE = 1.0
"""Seconds after which a window that does not answer is given the next key nonetheless."""


class Turnstile:
    """Lets through what is typed: to the main screen, which is done at once, or to the window that is over it.

    Keys that come together, as they do on a bad line, would all be put in the queue of the window that is shown
    when they come, and reach it when a key before them has closed it already; or miss one that is not there yet.
    """

    def __init__(self, app: App[None], main: Screen[Any], give: Callable[[Typed], Awaitable[None]]) -> None:
        """Begin closed; `give` gives something typed to the screen that is shown."""
        self._app = app
        self._main = main
        self._give = give
        self._waiting: deque[Typed] = deque()
        self._done: Screen[Any] | None = main
        """The screen that is done with all that it was given, and with the answer of a window that was over it."""
        self._task: asyncio.Task[None] | None = None
        self.is_open = False

    async def open(self) -> None:
        """Let through what was typed before there was anything that it could be meant for, and all that comes."""
        self.is_open = True
        await self._go_on()

    async def take(self, typed: Typed) -> None:
        """Give something on once all that was typed before it is done."""
        self._waiting.append(typed)
        if self.is_open:
            await self._go_on()

    @property
    def _shown(self) -> Screen[Any]:
        """The screen that is shown; at the end of the program there is none."""
        return next(reversed(self._app.screen_stack), self._main)

    async def _go_on(self) -> None:
        while self._task is None:
            screen = self._shown
            if screen is not self._done:
                self._task = asyncio.create_task(self._wait(screen))
            elif self._waiting:
                if screen is not self._main:
                    self._done = None
                await self._give(self._waiting.popleft())
            else:
                return

    async def _wait(self, screen: Screen[Any]) -> None:
        """Wait until a screen is done, or no longer shown, and go on."""
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    for _ in range(ROUNDS):
                        await self._pass(screen)
            self._done, self._task = screen, None
            await self._go_on()
        except Exception as error:
            # As Textual does with an error in what handles a message.
            self._app._handle_exception(error)

    async def _pass(self, screen: Screen[Any]) -> None:
        """Send a message the way of a key, from the widget in focus up, behind all that is there already."""
        for node in (screen.focused or screen).ancestors_with_self:
            passed = asyncio.Event()
            if self._shown is screen and node.call_later(passed.set):
                await passed.wait()
