"""What the interface is given: library, settings, palettes, analysis, clock, terminal."""

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
from reader.terminal.startup_snapshot import SavedScreen
from reader.tui.appearance.display_profile import DisplayProfile
from reader.tui.keys.bindings import Bindings
from reader.tui.system.clipboard import Clipboard
from reader.tui.system.opener import Opener

if TYPE_CHECKING:
    from reader.analysis.client import AnalysisClient


@value_class(frozen=True)
class Context:
    """Everything that the interface uses but does not make itself."""

    store: Store
    settings: Settings
    settings_path: Path
    palettes: Mapping[str, Palette]
    engine: Engine
    client: Callable[[], AnalysisClient]
    """Makes the client of the analysis process; is called once the event loop runs."""
    now: Callable[[], datetime]
    bindings: Bindings
    """The commands and their keys."""
    opener: Opener = field(default_factory=Opener)
    """Opens web addresses."""
    clipboard: Clipboard = field(default_factory=Clipboard)
    """Copies where OSC 52 would not reach the terminal."""
    profile: DisplayProfile = field(default_factory=DisplayProfile)
    """Colours, signs and bandwidth."""
    keep_view: Callable[[SavedScreen], None] = lambda picture: None
    """Called every second while the screen shows just what a start would show."""
    notices: Sequence[str] = ()
    """Messages for the first picture, such as a broken theme or a read-only library."""
