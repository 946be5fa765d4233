"""`trainwatch formats`: the kinds of log that are known, and a line of each."""

from __future__ import annotations

import click

from tui.formats.registry import special_formats

GENERAL = (  # what needs no format of its own
    ("bar", "Epoch 2: 47%|####6     | 88/188 [00:24<00:28, 3.55it/s, loss=2.94]"),
    ("dict", "{'loss': 0.3754, 'learning_rate': 4.2e-05, 'epoch': 0.5}"),
    ("json-lines", '{"step": 10, "loss": 0.3754, "lr": 4.2e-05}'),
    ("json-document", '[{"epoch": 1, "loss": 0.51}, {"epoch": 2, "loss": 0.38}]'),
    ("csv", "step,loss,lr"),
    ("table", "| epoch | loss | acc |"),
    ("structure", "any line that comes back with other numbers in it"),
)


def known() -> tuple[tuple[str, str], ...]:
    """Name and a line of every format, the special ones first, in the order in which they are asked."""
    special = ((found.name, found.samples[0] if found.samples else "") for found in special_formats())
    return (*special, *GENERAL)


@click.command("formats")
def command() -> int:
    """The kinds of log that are known, with a line of each. What none of them knows is read by its structure."""
    rows = known()
    width = max(len(name) for name, _ in rows)
    for name, sample in rows:
        click.echo(f"{name:<{width}}  {sample.splitlines()[0][:100] if sample else ''}".rstrip())
    return 0
