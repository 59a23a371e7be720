"""Shell completion and the manual page, which are made from the parser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.commands import SHELLS
from reader.cli.completion import completion
from reader.cli.main import run
from reader.cli.manual import FILES, manual
from reader.cli.parser import ENVIRONMENT, STATUSES, make_parser

TYPED = """
source "$1"
COMP_WORDS=("${@:2}")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_shtab_reader
printf '%s\\n' "${COMPREPLY[@]}"
"""
PARSERS = {"bash": ["bash", "-n"], "zsh": ["zsh", "-n"], "fish": ["fish", "--no-execute"]}


def needs(program: str) -> str:
    """The program's path; skip where it is not installed."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


def offered(folder: Path, *words: str) -> set[str]:
    """What bash offers for the last of the words, in a folder."""
    bash = needs("bash")
    script = folder.parent / "reader.bash"
    script.write_text(completion("bash"), encoding="utf-8")
    done = subprocess.run(
        [bash, "--norc", "-c", TYPED, "bash", str(script), *words],
        **{"capture_output": True, "text": True, "check": True, "cwd": folder},
    )
    assert done.stderr == ""
    return set(done.stdout.split())


def test_bash_completes_commands_options_choices_and_files(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "harbour.txt").touch()
    assert offered(folder, "reader", "ex") == {"export"}
    assert offered(folder, "reader", "") >= set(make_parser().commands)
    assert offered(folder, "reader", "export", "--st") == {"--statements"}
    assert offered(folder, "reader", "export", "--format", "m") == {"markdown"}
    assert offered(folder, "reader", "show", "har") == {"harbour.txt"}
    assert offered(folder, "reader", "completion", "z") == {"zsh"}
    assert offered(folder, "reader", "--lo") == {"--low-bandwidth"}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_names_every_command_and_option(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    for name, parser in make_parser().commands.items():
        assert re.search(rf"\b{name}\b", script)
        for option in (option for action in parser._actions for option in action.option_strings):
            word = option.lstrip("-") if shell == "fish" else option
            assert re.search(rf"{word}\b", script)
    files = {"bash": "-o default -F _shtab_reader", "zsh": "_files\n", "fish": "a file or folder to open"}
    assert files[shell] in script


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_can_read_its_script(shell: str, tmp_path: Path) -> None:
    needs(shell)
    script = tmp_path / "script"
    script.write_text(completion(shell), encoding="utf-8")
    done = subprocess.run([*PARSERS[shell], str(script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_only_completion_imports_what_makes_it() -> None:
    code = (
        "import sys\nfrom reader.cli.main import run\n"
        "run(['completion', 'bash']); assert 'shtab' in sys.modules\n"
        "heavy = {'textual', 'rich', 'spacy', 'sqlite3', 'pygments', 'asyncio'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    code = "import sys\nfrom reader.cli.main import run\nrun(['man'])\nassert 'shtab' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)


def test_the_manual_names_every_command_option_variable_file_and_status() -> None:
    page = manual().replace(r"\-", "-")
    parser = make_parser()
    for name, command in parser.commands.items():
        assert f'.SS "reader {name}' in page
        for action in command._actions:
            shown = [option for option in action.option_strings if option not in ("-h", "--help")]
            assert all(option in page for option in shown)
    for word in (*ENVIRONMENT, *FILES, *map(str, STATUSES), "--help", "--version", "--low-bandwidth"):
        assert f'.B "{word}' in page or word in page
    for section in (
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "COMMANDS",
        "OPTIONS",
        "ENVIRONMENT",
        "FILES",
        '"EXIT STATUS"',
    ):
        assert f"\n.SH {section}\n" in page
    requests = {line.split()[0] for line in page.splitlines() if line.startswith((".", "'"))}
    assert requests <= {".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".br"}
    assert page.isascii()


@pytest.mark.parametrize("command", [["groff", "-man", "-ww", "-z"], ["mandoc", "-T", "lint", "-W", "error"]])
def test_man_reads_the_page_without_a_warning(command: list[str], tmp_path: Path) -> None:
    needs(command[0])
    page = tmp_path / "reader.1"
    page.write_text(manual(), encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run([*command, str(page)], capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
