"""How much work a call is, in calls of functions: other load on the machine does not change it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import wait
from cProfile import Profile
from typing import Any, TypeVar

T = TypeVar("T")


def calls(run: Callable[[], T]) -> tuple[T, int]:
    """What a function returns, and how many calls of functions it took."""
    profile = Profile()
    result = profile.runcall(run)
    return result, sum(entry.callcount for entry in profile.getstats())


def assert_linear(run: Callable[[T], object], size: int, made: Callable[[int], T]) -> None:
    """Four times the input takes little more than four times the calls; quadratic work takes 16.

    What `made` does to make an input of a size isn't counted.
    """
    run(made(size // 8 + 1))  # word lists load and caches fill once
    small, large = made(size), made(4 * size)
    _, less = calls(lambda: run(small))
    _, more = calls(lambda: run(large))
    assert more < 6 * less + 10 * size, (less, more)  # few calls a unit may be many more than few


def settled(client: Any) -> None:
    """Let the checks end that a test has begun: one that is cut off tells of it wherever it is."""
    wait([job.future for job in client.app.state.desk.jobs.values()], timeout=60)
