"""The kinds of alert as they are typed: `nan,divergence`."""

from __future__ import annotations

import click

from tui.analysis.alerts import KINDS

ENDS = ("failed", "finished")  # what `watch` tells besides alerts


def kinds(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:  # noqa: ARG001
    """The kinds of alert in a list with commas; `all` is every one. Hyphens may stand for underscores."""
    return _among(KINDS, value)


def kinds_and_ends(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:  # noqa: ARG001
    """The same, with `failed` and `finished`."""
    return _among((*KINDS, *ENDS), value)


def _among(known: tuple[str, ...], value: str) -> tuple[str, ...]:
    named = tuple(word.strip().lower().replace("-", "_") for word in value.split(",") if word.strip())
    if named == ("all",):
        return known
    wrong = next((word for word in named if word not in known), None)
    if wrong is not None or not named:
        raise click.BadParameter(f"{wrong or value!r} is none of {', '.join(known)} or all")
    return named
