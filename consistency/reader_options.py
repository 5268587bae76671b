"""The options that say what reads linked sentences together, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from consistency.cache import Cache, Memory
    from consistency.embed import Encoder
    from consistency.pipeline import Reader

F = TypeVar("F", bound=Callable[..., Any])

_INSTEAD: Final = {
    "--judge": "--judge is now --reader: an NLI cross-encoder works there as before",
    "--no-judge": "--no-judge is now --no-reader",
}


def _gone(_: click.Context, parameter: click.Parameter, value: object) -> None:
    if value:
        raise click.UsageError(_INSTEAD[parameter.opts[0]])


def reader_options() -> list[Callable[[F], F]]:
    """`--reader` and `--no-reader`; those that they took the place of say so."""
    gone: dict[str, Any] = {"hidden": True, "expose_value": False, "callback": _gone}
    return [
        click.option(
            "--reader",
            metavar="NAME_OR_PATH|http://HOST/v1#MODEL",
            help="What reads linked sentences instead of the packaged reader: an NLI cross-encoder,"
            " or a language model on a server that speaks OpenAI's protocol.",
        ),
        click.option(
            "--no-reader", is_flag=True, help="Read no sentences together: typed facts alone."
        ),
        click.option("--judge", **gone),
        click.option("--no-judge", is_flag=True, **gone),
    ]


def settle(options: dict[str, Any], named: frozenset[str]) -> dict[str, Any]:
    """The options after a settings file was read; the command line's word on readers goes first.

    `named` are the options that the command line has.
    """
    options = dict(options)
    if "no_reader" in named and "reader" not in named and options["no_reader"]:
        options["reader"] = None
    if "reader" in named and "no_reader" not in named and options["reader"]:
        options["no_reader"] = False
    return options


def check_one(name: str | None, none: bool) -> None:
    """Raises `UsageError` where a reader is named and none is wanted."""
    if name and none:
        raise click.UsageError("--reader and --no-reader exclude each other")


def load(
    name: str | None, none: bool, encoder: Encoder, cache: Cache | Memory | None
) -> Reader | None:
    """What reads linked sentences: the reader that is named, or else the packaged one.

    None with `none`; and beside an encoder without a model, where none is named.
    """
    from consistency import embed, pipeline

    check_one(name, none)
    if none or (not name and encoder.name == embed.LEXICAL):
        return None
    return pipeline.load_reader(name or pipeline.PACKAGED, cache=cache)
