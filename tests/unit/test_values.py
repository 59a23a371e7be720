"""Value classes are in all respects what frozen dataclasses are."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from inspect import signature

import pytest

from reader.model.values import value_class


@value_class(frozen=True, slots=True, order=True)
class Place:
    """Where."""

    start: int
    end: int = 3
    names: tuple[str, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("backwards")


@dataclass(frozen=True, slots=True, order=True)
class Standard:
    start: int
    end: int = 3
    names: tuple[str, ...] = field(default_factory=tuple)


@value_class(frozen=True)
class Loose:
    """With a cache."""

    inner: Place
    label: str = field(default="x")

    @cached_property
    def twice(self) -> str:
        return self.label * 2


def test_it_is_made_compared_and_shown_as_a_dataclass() -> None:
    assert Place(1) == Place(1, 3, ()) != Place(1, 4)
    assert Place(1).__eq__(Standard(1)) is NotImplemented
    assert hash(Place(1)) == hash(Place(1, 3)) == hash(Standard(1))
    assert sorted([Place(2), Place(1, 9), Place(1)]) == [Place(1), Place(1, 9), Place(2)]
    assert repr(Place(1)) == repr(Standard(1)).replace("Standard", "Place")
    with pytest.raises(ValueError, match="backwards"):
        Place(5)
    with pytest.raises(TypeError):
        Place()  # type: ignore[call-arg]  # the error is what is tried
    match Place(1, 2):
        case Place(start, end):
            assert (start, end) == (1, 2)


def test_its_init_is_compiled_when_the_first_is_made() -> None:
    @value_class(frozen=True)
    class Late:
        name: str

    class Later(Late):
        def __init__(self) -> None:
            super().__init__("later")

    before = vars(Late)["__init__"]
    assert Later().name == "later"
    assert vars(Late)["__init__"] is not before
    assert Late("late").name == "late"
    assert Later().name == "later"


def test_it_cannot_be_changed() -> None:
    for value, name in ((Place(1), "start"), (Place(1), "other"), (Loose(Place(1)), "label")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, 2)
    with pytest.raises(FrozenInstanceError):
        del Place(1).start
    assert not hasattr(Place(1), "__dict__")
    assert Loose(Place(1)).twice == "xx"


def test_the_functions_of_dataclasses_know_it() -> None:
    assert is_dataclass(Place)
    assert [each.name for each in fields(Place)] == [each.name for each in fields(Standard)]
    assert replace(Loose(Place(1)), label="y") == Loose(Place(1), "y")
    assert asdict(Loose(Place(1))) == {"inner": asdict(Standard(1)), "label": "x"}
    assert list(signature(Place).parameters) == list(signature(Standard).parameters)


def test_it_can_be_copied_and_pickled() -> None:
    for value in (Place(1, 4, ("a",)), Loose(Place(1), "y")):
        assert copy.deepcopy(value) == copy.copy(value) == pickle.loads(pickle.dumps(value)) == value


def test_what_it_does_not_support_is_refused() -> None:
    with pytest.raises(TypeError, match="inherit"):
        value_class(frozen=True)(type("Deeper", (Loose,), {}))
    with pytest.raises(TypeError, match="frozen"):
        value_class(frozen=False)


@pytest.mark.parametrize("option", ["init", "repr", "compare"])
def test_a_field_that_is_left_out_somewhere_is_refused(option: str) -> None:
    left_out = field(default="", **{option: False})  # type: ignore[call-overload]  # one of its options
    with pytest.raises(TypeError, match="name: a field"):
        value_class(frozen=True)(type("Odd", (), {"__annotations__": {"name": "str"}, "name": left_out}))


@pytest.mark.parametrize("annotation", ["ClassVar[int]", "InitVar[int]", "KW_ONLY"])
def test_what_is_no_field_of_a_dataclass_is_refused(annotation: str) -> None:
    with pytest.raises(TypeError, match="name: a value class has only fields"):
        value_class(frozen=True)(type("Odd", (), {"__annotations__": {"name": annotation}, "name": 1}))
