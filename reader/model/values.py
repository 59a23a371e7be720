"""Value classes: what the standard library's frozen dataclasses are, at a fraction of the time they take to make.

Every start makes some eighty of them. A dataclass compiles each of its methods from text; a value class compiles
the one that is called most, `__init__`, and not before a value is made. The others are shared, and what
`dataclasses.fields` and `replace` read is made when one of them first asks.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from functools import partial
from operator import attrgetter, ge, gt, le, lt
from types import MethodType
from typing import TYPE_CHECKING, Any

__all__ = ["value_class"]

if TYPE_CHECKING:
    from dataclasses import dataclass as value_class
else:

    def value_class(*, frozen, slots=False, order=False):
        """A decorator that takes the fields of a class as `dataclasses.dataclass` does; it is always frozen."""
        if not frozen:
            raise TypeError("a value is frozen")
        return lambda cls: _made(cls, slots, order)


_FIELDS = "__dataclass_fields__"
_ORDERS = {"lt": lt, "le": le, "gt": gt, "ge": ge}
_GIVEN = object()
"""What stands for a default that a factory makes."""
_NO_FIELDS = ("ClassVar", "InitVar", "KW_ONLY")
"""How annotations begin of what a dataclass takes for something else than a field."""


class _WhenAsked:
    """An attribute of a value class that is made when it is first asked for."""

    def __init__(self, owner: type, name: str, make: Callable[[], Any]) -> None:
        self._owner = owner
        self._name = name
        self._make = make

    def __get__(self, instance: object, owner: type) -> Any:
        made = self._make()
        setattr(self._owner, self._name, made)
        return MethodType(made, instance) if instance is not None and callable(made) else made


def _made(cls: type, slots: bool, order: bool) -> type:
    if cls.__bases__ != (object,):
        raise TypeError(f"{cls.__name__}: a value inherits from nothing")
    annotations: dict[str, Any] = vars(cls).get("__annotations__", {})
    defaults = {name: cls.__dict__[name] for name in annotations if name in cls.__dict__}
    _refuse_what_is_no_plain_field(cls, annotations, defaults)
    methods = _methods(tuple(annotations), order)
    if slots:
        left_out = {*annotations, "__dict__", "__weakref__"}
        body = {name: member for name, member in cls.__dict__.items() if name not in left_out}
        made = type(cls.__name__, cls.__bases__, {**body, **methods, "__slots__": tuple(annotations)})
    else:
        made = cls
        for name, default in defaults.items():
            if isinstance(default, dataclasses.Field):
                delattr(cls, name)
        for name, method in methods.items():
            setattr(cls, name, method)
    for name, make in (("__init__", _init), (_FIELDS, _fields)):
        setattr(made, name, _WhenAsked(made, name, partial(make, made, annotations, defaults)))
    return made


def _refuse_what_is_no_plain_field(cls: type, annotations: dict[str, Any], defaults: dict[str, Any]) -> None:
    for name, annotation in annotations.items():
        if str(annotation).startswith(_NO_FIELDS):
            raise TypeError(f"{cls.__name__}.{name}: a value has nothing but fields")
        given = defaults.get(name)
        if isinstance(given, dataclasses.Field) and not (given.init and given.repr and given.compare):
            raise TypeError(f"{cls.__name__}.{name}: a field is given to a value, shown and compared")


def _fields(cls: type, annotations: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """The fields as `dataclasses` reads them: those of a standard dataclass of the same make-up."""
    names = {
        "__annotations__": annotations,
        "__module__": cls.__module__,
        "__doc__": cls.__doc__ or "-",
        **defaults,
    }
    # Of its methods none is made: they would only take time.
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False)(type(cls.__name__, (), names))
    found: dict[str, Any] = getattr(made, _FIELDS)
    return found


def _methods(names: tuple[str, ...], order: bool) -> dict[str, Any]:
    read: Callable[[object], object] = attrgetter(*names) if names else lambda _: ()

    def __eq__(self: object, other: object) -> bool:
        return read(self) == read(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:
        return hash(read(self))

    ordered = {f"__{name}__": _compared(read, by) for name, by in _ORDERS.items()} if order else {}
    return {
        **ordered,
        "__eq__": __eq__,
        "__hash__": __hash__,
        "__repr__": _repr,
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__getstate__": _state,
        "__setstate__": _set_state,
        "__match_args__": names,
    }


def _compared(read: Callable[[object], Any], by: Callable[[Any, Any], bool]) -> Callable[[object, object], bool]:
    def compare(self: object, other: object) -> bool:
        return by(read(self), read(other)) if other.__class__ is self.__class__ else NotImplemented

    return compare


def _init(cls: type, annotations: dict[str, Any], defaults: dict[str, Any]) -> Callable[..., None]:
    parameters, lines, given = [], [], {"_set": object.__setattr__, "_given": _GIVEN}
    for name in annotations:
        worth, default = name, defaults.get(name, dataclasses.MISSING)
        if isinstance(default, dataclasses.Field):
            if default.default_factory is not dataclasses.MISSING:
                given[f"_make_{name}"] = default.default_factory
                worth, default = f"_make_{name}() if {name} is _given else {name}", _GIVEN
            else:
                default = default.default
        given[f"_default_{name}"] = default
        parameters.append(name if default is dataclasses.MISSING else f"{name}=_default_{name}")
        lines.append(f"  _set(self, {name!r}, {worth})")
    if "__post_init__" in cls.__dict__:
        lines.append("  self.__post_init__()")
    text = f"def made({', '.join(given)}):\n def __init__(self, {', '.join(parameters)}):\n"
    found: dict[str, Any] = {}
    exec(text + "\n".join(lines) + "\n return __init__", vars(sys.modules[cls.__module__]), found)
    init: Callable[..., None] = found["made"](*given.values())
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = {**annotations, "return": None}
    return init


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{self.__class__.__qualname__}({shown})"


def _refuse_to_set(self: object, name: str, _: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, name) for name in self.__match_args__]


def _set_state(self: Any, state: list[object]) -> None:
    for name, each in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, each)
