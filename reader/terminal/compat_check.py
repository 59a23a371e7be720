"""Checks that Textual has the private names this package relies on."""

from __future__ import annotations

import inspect
from collections.abc import Callable

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from reader.terminal.textual_internals import ChopsUpdate, Compositor, LayoutUpdate

_OF_APP = ("_resize_event", "_batch_count", "_running", "_closed", "_driver", "_sync_available")
_OF_DRIVER = (
    *("_app", "_auto_restart", "_debug", "_file", "_key_thread", "_loop", "_writer_thread"),
    *("attrs_before", "exit_event", "fileno", "input_tty"),
)


class IncompatibleTextual(Exception):
    """This Textual differs from what the package relies on; the message says where."""


def check_app(app: App[None]) -> None:
    """Raise IncompatibleTextual if Textual or the application lacks what thrifty output uses."""
    _need(App, "_display", ("self", "screen", "renderable"))
    _need(App, "_check_resize", ("self",))
    _need(App, "_update_mouse_over", ("self", "screen"))
    _need(Compositor, "render_partial_update", ("self",))
    _need(Widget, "render_lines", ("self", "crop"))
    _need(LayoutUpdate, "__init__", ("self", "strips", "region"))
    _need(ChopsUpdate, "__init__", ("self", "chops", "spans", "chop_ends"))
    _need(Strip, "render_ansi", ("style", "color_system"))
    _need(Strip, "crop", ("self", "start", "end"))
    _need(Screen, "_compositor_refresh", ("self",))
    _need_attributes(app, *_OF_APP)
    _need_attributes(app.console, "_color_system")
    _need_attributes(Compositor(), "_dirty_regions", "visible_widgets", "size")
    _need_made(Screen, "_compositor", "_dirty_widgets")
    _need_made(Widget, "_dirty_regions")


def check_driver() -> None:
    """Raise IncompatibleTextual if Textual's driver lacks what the driver here builds on."""
    for name in (
        *("start_application_mode", "stop_application_mode"),
        *("disable_input", "run_input_thread", "_get_terminal_size"),
    ):
        _need(LinuxDriver, name, ("self",))
    _need(LinuxDriver, "write", ("self", "data"))
    for name in ("_sigtstp_application", "_sigcont_application"):
        _need(LinuxDriver, name, ("self", "_"))
    _need(XTermParser, "feed", ("self", "data"))
    _need_made(LinuxDriver, *_OF_DRIVER)
    _need_made(XTermParser, "_timeout_time", "mouse_pixels", "terminal_size", "terminal_pixel_size")


def _need_attributes(owner: object, *names: str) -> None:
    for name in names:
        if not hasattr(owner, name):
            raise IncompatibleTextual(f"{type(owner).__name__} has no {name}")


def _need_made(made: type, *names: str) -> None:
    """Raise unless the `__init__` methods of a class set these attributes. No instance is made."""
    codes = [
        vars(each)["__init__"].__code__ for each in made.__mro__ if hasattr(vars(each).get("__init__"), "__code__")
    ]
    for name in names:
        if not any(name in code.co_names for code in codes):
            raise IncompatibleTextual(f"{made.__name__} has no {name}")


def _need(owner: object, name: str, parameters: tuple[str, ...]) -> None:
    member: Callable[..., object] | None = getattr(owner, name, None)
    label = f"{getattr(owner, '__name__', owner)}.{name}"
    if member is None:
        raise IncompatibleTextual(f"there is no {label}")
    found = tuple(inspect.signature(member).parameters)
    if found != parameters:
        raise IncompatibleTextual(f"{label} takes ({', '.join(found)}), not ({', '.join(parameters)})")
