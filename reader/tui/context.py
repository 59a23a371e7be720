"""What the interface is given from outside: library, settings, palettes, analysis, clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.palette import Palette
from reader.config.settings import Settings
from reader.model.analysis import Engine
from reader.model.values import value_class
from reader.store import Store
from reader.terminal.screen_buffer import CellRow
from reader.tui.appearance.display_profile import DisplayProfile
from reader.tui.keys.bindings import Bindings
from reader.tui.system.clipboard import Clipboard
from reader.tui.system.opener import Opener

if TYPE_CHECKING:
    from reader.analysis.client import AnalysisClient


@value_class(frozen=True)
class Context:
    """The world, as far as the interface needs it."""

    store: Store
    settings: Settings
    settings_path: Path
    palettes: Mapping[str, Palette]
    engine: Engine
    client: Callable[[], AnalysisClient]
    """Makes the client when the event loop runs."""
    now: Callable[[], datetime]
    bindings: Bindings
    """The commands and their keys."""
    opener: Opener = field(default_factory=Opener)
    """Opens addresses of the web."""
    clipboard: Clipboard = field(default_factory=Clipboard)
    """Takes copies where the terminal would not get them."""
    profile: DisplayProfile = field(default_factory=DisplayProfile)
    """How many colours, which signs, how much."""
    keep_view: Callable[[Sequence[CellRow]], None] = lambda picture: None
    """Told every second what a start would show, as long as that is on the screen."""
    notices: Sequence[str] = ()
    """What a person should know from the start: a broken theme, a library that is read-only."""
