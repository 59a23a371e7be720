"""What a terminal sends by mistake does not end the program, nor take the keys away."""

from __future__ import annotations

from tests.e2e.program import FERRY, Program, wait_until_open

SEQUENCES = (
    *(b"\x1b[1;2:3A", b"\x1b[97;5:1u", b"\x1b[1114112u", b"\x1b[99999999999999999999u", b"\x1b[1;2;99999999999A"),
    *(b"\x1b[48;99999999;99999999;0;0t", b"\x1b[48;0;0;0;0t", b"\x1b[<0;99999999999;5M", b"\x1b[M\xff\xff\xff"),
    *(b"\x1b]11;rgb:1e1e", b"\x1bP1+r544e", b"\x1b_Gi=1", b"\x1b[1;2", b"\x1b[200~words"),
)


def test_broken_sequences_leave_the_keys_alive(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.send(b"".join(SEQUENCES))
        terminal.wait_until_quiet(0.8)
        terminal.send(b"\x1b")
        terminal.wait_until_quiet(0.8)
        terminal.press("1")
        terminal.wait_for_line(" LIST ")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
