"""What the server does with sockets, signals and checks that run too long."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeVar

from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from consistency.errors import InputError, SettingsError, cause

if TYPE_CHECKING:
    import asyncio
    from types import FrameType

    from starlette.applications import Starlette

T = TypeVar("T")

_QUIET: Final = 10.0  # seconds that a connection may take to send a whole request's head
_BUSY: Final = 120.0  # seconds that one request may take; checks run beside it
_LATEST: Final = 1.7  # seconds after a signal in which the process ends


class Stopped(BaseException):
    """Raised inside a check that was told to stop; no `except Exception` on its way holds it."""


class Work:
    """One call in a thread of a pool that can be stopped from outside, wherever it is.

    Python hears of it between two of its instructions, so that a call into C ends first.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._thread: int | None = None
        self._over = False

    def run(self, call: Callable[[], T]) -> T:
        """What the call returns. Raises `InputError` if it took too long or was stopped."""
        with self._lock:
            if self._over:
                raise InputError("The server is ending: check the articles again")
            self._thread = threading.get_ident()
        timer = threading.Timer(self._seconds, self.stop)
        timer.daemon = True
        timer.start()
        try:
            try:
                return call()
            finally:
                timer.cancel()
                with self._lock:
                    self._thread = None
                # Python hears of a stop at a jump back: here at the latest, so that one that came
                # too late for this call does not meet the pool's next. Taking it back instead
                # would leave the interpreter looking for it after every instruction.
                for _ in range(2):
                    pass
        except Stopped:
            raise InputError(
                f"The check took over {self._seconds:.0f} seconds and was stopped: give less text"
            ) from None

    def stop(self) -> None:
        """Stop the call, or keep it from beginning."""
        with self._lock:
            if self._thread is not None and not self._over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(self._thread), ctypes.py_object(Stopped)
                )
            self._over = True


# --------------------------------------------------------------------------------------- sockets


class Patient(H11Protocol):
    """HTTP that waits for no client for ever: not for a request's head, and not for its end."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._since = time.monotonic()
        self._was_busy = False
        self.loop.call_later(_QUIET / 4, self._watch)

    def _watch(self) -> None:
        if self.transport.is_closing():
            return
        cycle = self.cycle
        busy = cycle is not None and not cycle.response_complete
        now = time.monotonic()
        if busy != self._was_busy:
            self._was_busy, self._since = busy, now
        if now - self._since > (_BUSY if busy else _QUIET):
            self.transport.abort()
            return
        self.loop.call_later(_QUIET / 4, self._watch)


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises `SettingsError` where that can't be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it lets two servers share a port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(128)
    except (OSError, ValueError, OverflowError) as error:
        made.close()
        raise SettingsError(
            f"can't listen on {host}:{port} ({cause(error)}); choose another --host or --port"
        ) from error
    made.set_inheritable(True)
    return made


class _Ending(Server):
    """A server that is gone soon after a signal, whatever its threads are at."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        timer = threading.Timer(_LATEST, _gone, (128 + sig,))
        timer.daemon = True
        timer.start()


def _gone(code: int) -> None:
    """End the process without waiting for its threads: nothing that it holds is to be kept."""
    with contextlib.suppress(Exception):
        sys.stderr.flush()
    os._exit(code)


def run(application: Starlette, listening: socket.socket) -> None:
    """Serve until a signal ends the process."""
    config = Config(
        application,
        log_level="warning",
        access_log=False,
        http=Patient,
        ws="none",
        timeout_keep_alive=5,
        timeout_graceful_shutdown=1,
    )
    try:
        with _no_noise():
            _Ending(config).run(sockets=[listening])
    except KeyboardInterrupt:
        _gone(130)


@contextlib.contextmanager
def _no_noise() -> Iterator[None]:
    """uvicorn tells of connections that it cut off at the end as of errors."""

    def quiet(record: logging.LogRecord) -> bool:
        return "graceful shutdown" not in record.getMessage()

    log: Any = logging.getLogger("uvicorn.error")
    log.addFilter(quiet)
    try:
        yield
    finally:
        log.removeFilter(quiet)
