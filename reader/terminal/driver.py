"""Textual's driver for Unix terminals, with an eye on what comes in."""

from __future__ import annotations

import os
import selectors
import time
from codecs import getincrementaldecoder

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from reader.terminal.paste import PasteGuard

AT_ONCE = 4096
"""The most bytes that are read in one go."""
WAIT = 0.1
"""Seconds after which it is looked whether the program ends."""


class TerminalDriver(LinuxDriver):
    """Reads keys through a guard against pastes; bytes that are no UTF-8 do not stop it."""

    def run_input_thread(self) -> None:
        """Take keys until the program ends."""
        parser, guard = XTermParser(), PasteGuard()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(WAIT):
                    data = os.read(self.fileno, AT_ONCE)
                    if not data:
                        return
                    if typed := guard.feed(decode(data), time.monotonic()):
                        for message in parser.feed(typed):
                            self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
