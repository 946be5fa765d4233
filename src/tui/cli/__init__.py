"""The command line: arguments become settings, settings start a front end, and its end becomes an exit code."""

from tui.cli.entry import main

__all__ = ["main"]
