"""Steps are told to whoever listens, also where the work fails half way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from marketbook.steps import listen, step, track


class Noted:
    """A listener that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def begin(self, step: str) -> None:
        self.told.append(step)

    def advance(self, done: int, of: int) -> None:
        self.told.append(f"{done} of {of}")

    def end(self) -> None:
        self.told.append("end")


def test_without_a_listener_nothing_is_told() -> None:
    with step("read"):
        assert list(track("write", "ab", 2)) == ["a", "b"]


def test_steps_hold_others() -> None:
    with listen(noted := Noted()), step("read"):
        assert list(track("write", "ab", 2)) == ["a", "b"]
    assert noted.told == ["read", "write", "1 of 2", "2 of 2", "end", "end"]
    with step("read"):
        pass
    assert noted.told[-1] == "end"
    assert len(noted.told) == 6


def test_a_step_that_fails_ends() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError

    with listen(noted := Noted()), pytest.raises(ValueError):
        list(track("write", items(), 2))
    assert noted.told == ["write", "1 of 2", "end"]
