"""Finds the spaCy pipeline that an installed package holds, and loads it if the rules can work with it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import get_model_meta

from reader.model.errors import AnalysisError

_META, _CONFIG = "meta.json", "config.cfg"
"""The two files of every folder that holds a pipeline."""
_DEPTH = 2
"""How many folders below a package its pipeline may lie; spaCy's own packages have it one below."""
_DETAIL = 200
"""The code points of another library's message that are passed on."""
_PROBE = "Karin Lund of Oslo said that the pier was safe."
_NEEDED = {
    "DEP": "parser",
    "ENT_IOB": "entity recogniser",
    "TAG": "tagger",
    "POS": "tagger of parts of speech",
    "LEMMA": "lemmatizer",
}
"""What the rules read of every token, and the component that sets it."""
_SCHEME = frozenset(("nsubj", "dobj", "pobj", "ccomp"))
"""Labels that the rules look for; a pipeline trained on Universal Dependencies has others for objects."""


class ModelError(AnalysisError):
    """A language model cannot be used; the message says why on one line."""


def load_language_model(name: str) -> Language:
    """Load the English pipeline in the installed package `name`, its name for pip or for import.

    Raises ModelError if the package is not installed or holds no pipeline, or one that the rules cannot use, and
    MemoryError.
    """
    package, folder = _found(name)
    try:
        if get_model_meta(folder)["lang"] != "en":
            raise _refusal(name, "it is not for English")
        # A package may define components of its pipeline.
        import_module(package)
        model = spacy.load(folder)
        probe = model(_PROBE)
    except (ModelError, MemoryError):
        raise
    except Exception as error:
        raise _refusal(name, f"it cannot be loaded ({_short(error)})") from error
    if lacks := [component for attribute, component in _NEEDED.items() if not probe.has_annotation(attribute)]:
        raise _refusal(name, f"it has no {', no '.join(lacks)}")
    if not any(set(labels) >= _SCHEME for labels in model.pipe_labels.values()):
        raise _refusal(name, "its parser does not use the labels of spaCy's English pipelines")
    return model


def _found(name: str) -> tuple[str, Path]:
    """The import name of an installed package, and the folder of the pipeline in it."""
    packages = dict(_packages(name))
    if not packages:
        raise _refusal(name, "no package of this name is installed beside reader")
    held = [(package, folder) for package, root in packages.items() for folder in _pipelines(root)]
    if not held:
        raise _refusal(name, "the package of this name holds no spaCy pipeline")
    if len(held) > 1:
        raise _refusal(name, f"the package holds {len(held)} spaCy pipelines; reader takes one with a single one")
    return held[0]


def _packages(name: str) -> Iterator[tuple[str, Path]]:
    """The import packages of a name, each with its folder: those of a distribution, and the one so called."""
    try:
        brought = {file.parts[0] for file in metadata.files(name) or () if len(file.parts) > 1}
    except (metadata.PackageNotFoundError, ValueError):
        brought = set()
    for package in sorted(brought | {name.replace("-", "_")}):
        if package.isidentifier() and package[:2] != "__" and (spec := find_spec(package)) is not None:
            yield from ((package, Path(folder)) for folder in spec.submodule_search_locations or ())


def _pipelines(root: Path) -> Iterator[Path]:
    """The folders in a package that hold a pipeline."""
    for depth in range(_DEPTH + 1):
        for found in root.glob("*/" * depth + _CONFIG):
            if (found.parent / _META).is_file():
                yield found.parent


def _refusal(name: str, reason: str) -> ModelError:
    return ModelError(f"the language model {name!r} cannot be used: {reason}")


def _short(error: Exception) -> str:
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return words if len(words) <= _DETAIL else words[: _DETAIL - 1] + "…"
