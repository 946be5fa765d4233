"""The commands by name, each loaded when it is called, and the screen for everything that is not a command."""

from __future__ import annotations

from importlib import import_module

import click

from tui import __version__

SCREEN = "screen"
COMMANDS = {  # name -> what it does; the module of the same name holds it as `command`
    "summary": "What a log says, in short or as JSON.",
    "records": "One JSON object a record, as it is read.",
    "report": "What happened, as Markdown to keep.",
    "export": "All values as CSV, Parquet or JSON lines.",
    "compare": "Two runs side by side.",
    "alerts": "What would have been told, and when.",
    "watch": "Run a command or notify when something happens.",
    "check": "An exit code for scripts: is the run fine?",
    "status": "One short line, for a status bar.",
    "formats": "The kinds of log that are known.",
    "demo": "A sample run to look at.",
}


def called(arguments: list[str]) -> list[str]:
    """The arguments with the command's name in front: the screen's, where the first word is not a command."""
    if not arguments:
        return ["--help"]
    if arguments[0] in COMMANDS or arguments[0] in ("-h", "--help", "--version"):
        return arguments
    return [SCREEN, *arguments]


class Commands(click.Group):
    """`trainwatch summary run.log` is a command; `trainwatch run.log` and `trainwatch --once run.log` open the screen.

    Only the first word can be a command, so a file of the same name is given as `./summary`.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All names, in the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        if cmd_name not in COMMANDS and cmd_name != SCREEN:
            return None
        found = import_module(f"tui.cli.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the screen's name before arguments that do not begin with a command's."""
        return super().parse_args(ctx, called(args))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Both ways to call it."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] SOURCE...")
        formatter.write_usage(ctx.command_path, "COMMAND [OPTIONS] ...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The screen's options, then the commands without loading them."""
        screen = self.get_command(ctx, SCREEN)
        assert screen is not None
        screen.format_options(ctx, formatter)
        with formatter.section("Commands (`trainwatch COMMAND --help` tells more)"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="trainwatch %(version)s")
def cli() -> None:
    """Watch any training log, live or finished, with no change to the training script.

    SOURCE is a file, a directory (its newest log), a glob, or - for standard input. A file that does not exist yet is
    waited for.

    Exit codes: 0; 1 something critical was found (summary, report, check); 2 wrong usage or unreadable; 3 no metrics
    (check).
    """
