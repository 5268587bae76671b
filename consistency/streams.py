"""Standard output, whatever became of it: a terminal, a pipe whose reader left, a closed stream.

And the lines of standard error, which stay lines whatever a message holds.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import IO

import click

from consistency.errors import SettingsError, cause


def hold() -> None:
    """Put nothing in the place of streams that were closed before the start.

    Else the next file that is opened, the cache say, would be standard output for some library.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with contextlib.suppress(OSError):
                os.open(os.devnull, os.O_RDWR)  # takes the lowest free number: this one


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether a stream is there and is a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def show(text: str) -> None:
    """To standard output as UTF-8, or in the terminal's own encoding as far as that goes.

    Raises `SettingsError` where it is closed or full.
    """
    out = sys.stdout
    if out is None or out.closed:
        raise SettingsError("standard output is closed; open it, or write a file with -o")
    encoding = (out.encoding if is_terminal(out) else None) or "utf-8"
    data = text.encode(encoding, "replace")
    with quiet_pipe(), _writable():
        out.flush()
        if hasattr(out, "buffer"):
            out.buffer.write(data)
        else:  # a caller's own stream
            out.write(data.decode(encoding))
        out.flush()


def flush() -> None:
    """Write out what waits. Raises `SettingsError` where that fails, but for a reader that left."""
    if sys.stdout is None or sys.stdout.closed:
        return
    with _writable():
        sys.stdout.flush()


@contextlib.contextmanager
def _writable() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        discard()
        raise SettingsError(
            f"standard output can't be written ({cause(error)}); make room, or write elsewhere"
            " with -o"
        ) from error


@contextlib.contextmanager
def quiet_pipe() -> Iterator[None]:
    """A reader that has gone away (`| head`) is no error and changes no exit code."""
    try:
        yield
    except BrokenPipeError:
        discard()


def discard() -> None:
    """Point standard output at nothing, so that the interpreter's last flush is quiet too."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def notice(message: str) -> None:
    """Something to know about a run that goes on, as a line on standard error."""
    tell(f"notice: {message}")


def tell(message: str) -> None:
    """One line on standard error. A message that holds a file's name may hold anything."""
    line = " ".join("".join(c if c.isprintable() else " " for c in message).split())
    with contextlib.suppress(OSError, ValueError):
        click.echo(f"consistency: {line.encode('utf-8', 'replace').decode()}", err=True)
