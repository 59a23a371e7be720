"""The application: themes, the main screen, start and end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.filter import LineFilter, NoColor
from textual.screen import Screen

from reader.analysis.protocol import engine
from reader.config.palette import Palette, load_palettes
from reader.config.paths import config_dir, log_path, settings_path, styles_dir, terminal_log_path, themes_dir
from reader.config.private_files import open_private
from reader.config.settings import Settings, load
from reader.model.analysis import Engine
from reader.model.document_list import Order
from reader.model.errors import SettingsError
from reader.store import Store
from reader.terminal.application import ThriftyApp
from reader.terminal.startup_snapshot import SavedScreen, SnapshotSaver
from reader.text.safety.sanitise import sanitise, sanitise_line
from reader.tui.appearance.display_profile import ColourDepth, profile_for
from reader.tui.appearance.themes import PaletteTheme, variables
from reader.tui.commands.registry import COMMANDS
from reader.tui.context import Context
from reader.tui.keys.bindings import bind_or_default
from reader.tui.safe import SanitisingFilter
from reader.tui.screens.main import MainScreen
from reader.tui.system.clipboard import find_clipboard
from reader.tui.system.opener import find_opener

if TYPE_CHECKING:
    from reader.analysis.client import AnalysisClient

ENDINGS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
"""The signals that end the program with everything saved."""
STYLE_SHEETS = ("app.tcss", "document_list.tcss", "sidebar.tcss")


class ReaderApp(ThriftyApp, inherit_bindings=False):
    """Shows one library."""

    TITLE = "reader"
    CSS_PATH: ClassVar = [folder / name for folder in (styles_dir(),) for name in STYLE_SHEETS]
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, context: Context, document_id: int | None = None) -> None:
        self._default_palette = context.palettes.get(context.settings.theme, next(iter(context.palettes.values())))
        self._given = context
        self._own_filters: list[LineFilter] = [NoColor()] if context.profile.colours is ColourDepth.NONE else []
        self._own_filters.append(SanitisingFilter(ascii=context.profile.ascii))
        super().__init__(_note)
        # Messages go to the status line: these two would be laid out and styled for nothing.
        self._disable_notifications = self._disable_tooltips = True
        self._main = MainScreen(context, self._default_palette, document_id)
        self.animation_level = "none"
        self.failure = ""
        """The traceback of the error that ended the program."""
        for palette in context.palettes.values():
            self.register_theme(PaletteTheme(palette))
        self.theme = self._default_palette.name
        self.stylesheet.set_variables(self.get_css_variables())

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the style sheets for another theme; before the first picture they already have the first one."""
        if self._main.keyboard.is_open:
            super().refresh_css(animate)

    def get_css_variables(self) -> dict[str, str]:
        """Return the variables of the style sheets, or none for Textual's own theme, which is never seen."""
        return super().get_css_variables() if self.theme in self._given.palettes else {}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters that every line passes on its way to the terminal."""
        return [*super().get_line_filters(), *self._own_filters]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the variables of the style sheets for themes of others."""
        return variables(self._default_palette)

    def get_default_screen(self) -> Screen[None]:
        """Start with the main screen; an empty one before it would be laid out and drawn for nothing."""
        return self._main

    def on_mount(self) -> None:
        """Handle signals, and start to work after the first picture."""
        screen = self._main
        loop = asyncio.get_running_loop()
        for number in ENDINGS:
            loop.add_signal_handler(number, screen.end)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._main.begin()
        self._main.keyboard.open()

    async def on_event(self, event: events.Event) -> None:
        """Give keys and pasted text to the keyboard.

        Textual queues keys at the focused widget. There, keys typed ahead could overtake a change of focus or a
        window that opens or closes, and would mean something else. Whether the terminal has the focus is ignored,
        because not every multiplexer reports it in time.
        """
        if isinstance(event, events.Key | events.Paste):
            self._main.keyboard.take(event)
        elif not isinstance(event, events.AppBlur | events.AppFocus):
            await super().on_event(event)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy to the terminal's clipboard, inside tmux through tmux; lone surrogates become question marks."""
        words = text.encode(errors="replace").decode()
        if self._given.clipboard.copy(words):
            self._clipboard = words
        else:
            super().copy_to_clipboard(words)

    @property
    def unsaved_note(self) -> Path | None:
        """The file with the note that the library did not take at the end."""
        return self._main.unsaved_note

    @property
    def last_words(self) -> str:
        """The failure, and where an unsaved note is, or the note itself; said once the terminal is as it was."""
        note = self.unsaved_note
        told = f"reader: the library did not take your note; it is in {note}\n" if note is not None else ""
        if self._main.lost_note:
            told = f"reader: the library did not take your note, and {self._main.lost_note}\n"
        return self.failure + told

    def _fatal_error(self) -> None:
        """End with a plain traceback.

        Textual's own prints every local variable, and so the text of articles.
        """
        self.failure = traceback.format_exc()
        self._close_messages_no_wait()

    def terminal_lost(self) -> None:
        """End with everything saved: no more keys will come."""
        self._main.quit()

    async def on_unmount(self) -> None:
        """End the processes that analyse and that read."""
        self._main.stop_adding()
        if self._main.reading.analysis_queue is not None:
            await self._main.reading.analysis_queue.close()


def run_app(
    store: Store, document_id: int | None = None, *, low_bandwidth: bool = False, remark: str = ""
) -> tuple[int, SavedScreen]:
    """Run the interface until a person quits. Return the exit status, and what the next start will show first.

    It opens `document_id`, or else the document opened last, or else the first of the list. A `remark` about the
    start goes to the log.
    """
    if remark:
        _note(remark)
    settings, notices = _settings()
    palettes, complaints = _palettes(settings)
    profile = profile_for(settings, os.environ, low_bandwidth=low_bandwidth)
    notices += [*([store.notice] if store.notice else []), *complaints]
    bindings = bind_or_default(COMMANDS, settings.preset, settings.keys)
    notices += bindings.warnings
    used = engine(settings.model)
    context = Context(
        store=store,
        settings=settings,
        settings_path=settings_path(),
        palettes=profile.adapt(palettes),
        engine=used,
        client=lambda: _client(used, settings.analysis_seconds),
        now=lambda: datetime.now(UTC),
        bindings=bindings,
        opener=find_opener(settings.opener, os.environ),
        clipboard=find_clipboard(os.environ),
        profile=profile,
        keep_view=(lambda picture: None) if profile.low_bandwidth else SnapshotSaver().look,
        notices=notices,
    )
    app = ReaderApp(context, _first_document(store, settings) if document_id is None else document_id)
    # Signals that arrive while the terminal is being set up wait until it can be restored.
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    app.run(mouse=not profile.low_bandwidth)
    sys.stderr.write(sanitise(app.last_words))
    return (1, SavedScreen()) if app.failure else (0, app.last_screen)


def _client(engine: Engine, seconds: float) -> AnalysisClient:
    # Imported here because the first picture does not need it.
    from reader.analysis.client import AnalysisClient

    return AnalysisClient(log_path(), engine, seconds)


def _first_document(store: Store, settings: Settings) -> int | None:
    last = store.documents.last_opened()
    rows = store.documents.page(Order(settings.order), 0, 1) if last is None else ()
    return rows[0].document.id if rows else last


def _palettes(settings: Settings) -> tuple[dict[str, Palette], list[str]]:
    """Return the palettes, and messages about broken ones and an unknown choice."""
    palettes, errors = load_palettes([themes_dir(), config_dir() / "themes"])
    unknown = f"there is no theme {settings.theme!r}, only {', '.join(palettes)}"
    return palettes, [*map(str, errors), *([] if settings.theme in palettes else [unknown])]


def _settings() -> tuple[Settings, list[str]]:
    try:
        return load(settings_path()), []
    except SettingsError as error:
        return Settings(), [f"{error}; the default settings are used"]


def _note(line: str) -> None:
    """Write a line to the log of the terminal."""
    with contextlib.suppress(OSError), open_private(terminal_log_path()) as log:
        log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {sanitise_line(line)}\n".encode())
