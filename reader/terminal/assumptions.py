"""What thrifty output takes for granted of Textual's inside, looked at before it is relied on."""

from __future__ import annotations

import inspect
from collections.abc import Callable

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.strip import Strip
from textual.widget import Widget

from reader.terminal.inside import ChopsUpdate, Compositor, LayoutUpdate

_OF_APP = ("_resize_event", "_batch_count", "_running", "_closed", "_driver", "_sync_available")
_OF_COMPOSITOR = ("_dirty_regions", "visible_widgets", "size")


class AssumptionError(Exception):
    """Textual is not what it was taken for; the message names what is different."""


def check(app: App[None]) -> None:
    """Raise AssumptionError where this Textual, or its application, lacks what thrifty output uses."""
    _need(App, "_display", ("self", "screen", "renderable"))
    _need(App, "_check_resize", ("self",))
    _need(App, "_update_mouse_over", ("self", "screen"))
    _need(Compositor, "render_partial_update", ("self",))
    _need(Widget, "render_lines", ("self", "crop"))
    _need(LayoutUpdate, "__init__", ("self", "strips", "region"))
    _need(ChopsUpdate, "__init__", ("self", "chops", "spans", "chop_ends"))
    _need(Strip, "render_ansi", ("style", "color_system"))
    _need(Strip, "crop", ("self", "start", "end"))
    _need(LinuxDriver, "run_input_thread", ("self",))
    _need(LinuxDriver, "disable_input", ("self",))
    for owner, names in ((app, _OF_APP), (Compositor(), _OF_COMPOSITOR)):
        for name in names:
            if not hasattr(owner, name):
                raise AssumptionError(f"{type(owner).__name__} has no {name}")


def _need(owner: object, name: str, parameters: tuple[str, ...]) -> None:
    member: Callable[..., object] | None = getattr(owner, name, None)
    label = f"{getattr(owner, '__name__', owner)}.{name}"
    if member is None:
        raise AssumptionError(f"there is no {label}")
    found = tuple(inspect.signature(member).parameters)
    if found != parameters:
        raise AssumptionError(f"{label} takes ({', '.join(found)}), not ({', '.join(parameters)})")
