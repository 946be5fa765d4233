"""The one table of keys: footer, help, command palette and the app's bindings all come from it.

No Textual here, so that `--help` and the README can print the table too.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One action and its keys. `keys` are Textual's names, the first one is the one shown.

    `action` is an action of the app, "" for a key that a pane itself handles. `label` is one or two words for the
    footer, "" keeps it out of the footer. `where` is a place of `WHERE`, "" for everywhere.
    """

    keys: tuple[str, ...]
    action: str
    label: str
    text: str
    where: str = ""


PANES = ("curves", "steps", "epochs", "alerts", "gpu", "log")

KEYS: tuple[Key, ...] = (
    Key(("1",), "pane('curves')", "curves", "Curves: go there, again to fill the screen"),
    Key(("2",), "pane('steps')", "steps", "Steps: go there, again to fill the screen"),
    Key(("3",), "pane('epochs')", "epochs", "Epochs: go there, again to fill the screen"),
    Key(("4",), "pane('alerts')", "alerts", "Alerts, kept and withdrawn"),
    Key(("5",), "pane('gpu')", "gpu", "GPUs: go there, again to fill the screen"),
    Key(("6",), "pane('log')", "log", "The log itself: go there, again to fill the screen"),
    Key(("slash",), "search", "filter", "Keep the metrics whose name has this in it; in the log: search"),
    Key(("x",), "axis", "axis", "What x counts: step, epoch, time"),
    Key(("s",), "smooth", "smooth", "Smooth the curves more; the raw curve stays behind"),
    Key(("S", "shift+s"), "smooth_off", "", "No smoothing"),
    Key(("y",), "log_y", "log", "Logarithmic y axis on and off"),
    Key(("o",), "outliers", "", "Fit the y axis to the 1st to 99th percentile, or to everything"),
    Key(("R", "shift+r"), "rank", "", "Metrics of the next process, where a log has those of several ranks"),
    Key(("p",), "freeze", "freeze", "Hold the screen still; reading goes on and nothing is lost"),
    Key(("question_mark", "f1", "h"), "help", "help", "This help"),
    Key(("ctrl+p", "colon"), "command_palette", "", "Command palette: every action by name"),
    Key(("escape",), "back", "", "One step back; never quits"),
    Key(("q", "ctrl+c", "ctrl+q"), "quit", "", "Quit"),
    Key(("z",), "zoom", "", "Fill the screen with this pane, and back"),
    Key(("tab",), "next_pane(1)", "", "Next pane"),
    Key(("shift+tab",), "next_pane(-1)", "", "Previous pane"),
    Key(("enter",), "open", "", "Open what is selected: a curve, the line of an alert"),
    Key(("e",), "alert(1)", "", "Next alert, with its line in the log"),
    Key(("E", "shift+e"), "alert(-1)", "", "Previous alert, with its line in the log"),
    Key(("a",), "acknowledge", "", "Acknowledge the alerts: the line at the top goes away until there is a new one"),
    Key(("A", "shift+a"), "mute", "", "Mute this kind of alert for this kind of log, and back"),
    Key(("m",), "mark", "", "Bookmark the line at hand, and back"),
    Key(("apostrophe",), "marks", "", "List of bookmarks"),
    Key(("i",), "integrity", "", "Was everything read? Bytes, lines, generations of the file"),
    Key(("left_square_bracket",), "run(-1)", "", "Previous run"),
    Key(("right_square_bracket",), "run(1)", "", "Next run"),
    Key(("c",), "copy", "", "Copy the selected row or value (OSC 52: also over SSH)"),
    Key(("C", "shift+c"), "copy_all", "", "Copy the whole screen's facts as plain text"),
    Key(("ctrl+l",), "plain", "", "The same facts as plain text, for copying and screen readers"),
    Key(("r",), "report", "", "Write the report beside the log's name in this directory"),
    Key(("ctrl+s",), "save_svg", "", "Save a picture of the screen (SVG)"),
    Key(("t",), "theme", "", "Next theme"),
    Key(("ctrl+z",), "suspend_process", "", "Leave for a moment; the shell's fg comes back"),
    Key(("f2",), "mouse", "", "Mouse on and off: off lets the terminal select text"),
    Key(("f5",), "reread", "", "Read the file again from its first byte"),
    Key(("f", "F", "shift+f"), "follow", "", "Follow the end of the log on and off"),
    # within a pane
    Key(("j", "down"), "", "down", "Down", "log"),
    Key(("k", "up"), "", "up", "Up", "log"),
    Key(("g", "home"), "", "top", "Top", "log"),
    Key(("G", "end"), "", "end", "Bottom, and follow", "log"),
    Key(("space", "pagedown"), "", "", "A page down", "log"),
    Key(("b", "pageup"), "", "", "A page up", "log"),
    Key(("ctrl+d",), "", "", "Half a page down", "log"),
    Key(("ctrl+u",), "", "", "Half a page up", "log"),
    Key(("slash",), "", "search", "Search", "log"),
    Key(("n",), "", "next", "Next match of the search", "log"),
    Key(("N",), "", "previous", "Previous match of the search", "log"),
    Key(("w",), "", "warning", "Next warning or error", "log"),
    Key(("W",), "", "", "Previous warning or error", "log"),
    Key(("l", "right"), "", "", "To the right, for long lines", "log"),
    Key(("h", "left"), "", "", "To the left", "log"),
    Key(("left", "h"), "", "cursor", "Move the cursor to an earlier point; with shift ten times as far", "curve"),
    Key(("right", "l"), "", "cursor", "Move the cursor to a later point; with shift ten times as far", "curve"),
    Key(("plus",), "", "zoom in", "Zoom in around the cursor", "curve"),
    Key(("minus",), "", "out", "Zoom out", "curve"),
    Key(("0",), "", "all", "The whole curve", "curve"),
    Key(("n", "down", "j"), "", "next", "Next metric", "curve"),
    Key(("N", "up", "k"), "", "previous", "Previous metric", "curve"),
    Key(("asterisk",), "", "", "This chart first, and back; remembered for this kind of log", "curve"),
    Key(("d",), "", "", "Hide this chart; remembered for this kind of log", "curve"),
    Key(("G",), "", "", "Lower, higher or neither is better for this metric", "curve"),
    Key(("D",), "", "", "Show every chart again", "curve"),
    Key(("enter",), "", "alone", "This curve alone, and back", "curve"),
    Key(("space", "pagedown"), "", "", "Next page of charts", "curve"),
    Key(("b", "pageup"), "", "", "Previous page of charts", "curve"),
    Key(("enter",), "", "log line", "The line of this row in the log", "list"),
    Key(("j", "down"), "", "down", "Down", "list"),
    Key(("k", "up"), "", "up", "Up", "list"),
    Key(("g", "home"), "", "newest", "The newest row, and follow", "list"),
    Key(("G", "end"), "", "oldest", "The oldest row", "list"),
    Key(("pagedown",), "", "", "A page down", "list"),
    Key(("pageup",), "", "", "A page up", "list"),
    Key(("l", "right"), "", "columns", "Columns further to the right", "list"),
    Key(("h", "left"), "", "", "Columns further to the left", "list"),
    # a replay
    Key(("space",), "play", "pause", "Pause and go on", "replay"),
    Key(("left",), "seek(-1)", "", "Back by a fiftieth of the run", "replay"),
    Key(("right",), "seek(1)", "seek", "Forward by a fiftieth of the run", "replay"),
    Key(("less_than_sign",), "speed(-1)", "", "Slower", "replay"),
    Key(("greater_than_sign",), "speed(1)", "speed", "Faster", "replay"),
)

WHERE = {
    "": "Everywhere",
    "log": "In the log",
    "curve": "In the curves",
    "list": "In a table or the alerts",
    "replay": "In a replay",
}
# pane -> where in the table its keys are
KEYS_OF_PANE = {"log": "log", "curves": "curve", "alerts": "list", "steps": "list", "epochs": "list"}

_SHOWN = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "plus": "+",
    "minus": "-",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "apostrophe": "'",
    "asterisk": "*",
    "f1": "F1",
    "f2": "F2",
    "f5": "F5",
}

_BACK = (Key(("escape",), "", "back", ""),)


def shown(key: str) -> str:
    """A key as a person reads it: `left_square_bracket` is `[`."""
    return _SHOWN.get(key, key)


def keys_text(key: Key) -> str:
    """All keys of an action as a person reads them; a capital is written once, not also as shift and letter."""
    return " ".join(shown(k) for k in key.keys if not k.startswith("shift+") or k == "shift+tab")


def footer_keys(pane: str = "", *, replay: bool = False) -> tuple[Key, ...]:
    """What the footer shows: the keys of the pane that has the focus, or of the replay; then the usual ones."""
    where = KEYS_OF_PANE.get(pane, "replay" if replay else "")
    own = tuple(key for key in KEYS if key.label and where and key.where == where)
    usual = tuple(key for key in KEYS if key.label and not key.where)
    return (*own, *_BACK, *usual[-1:]) if where and where != "replay" else (*own, *usual)


def matching(words: str) -> tuple[Key, ...]:
    """The keys whose text, keys or place hold every one of `words`; all of them for no words."""
    wanted = words.lower().split()
    return tuple(key for key in KEYS if all(word in _searched(key) for word in wanted))


def _searched(key: Key) -> str:
    return f"{key.label} {key.text} {keys_text(key)} {WHERE[key.where]}".lower()
