"""Settings: defaults < settings files < environment < arguments, each read by a small pure function.

Every function but `load` is pure. What cannot be understood is told in one sentence and left out; the rest goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from math import isfinite, nan
from pathlib import Path

from tui.errors import UsageError
from tui.model.names import GOALS, KINDS, Overrule

PREFIX = "TRAINWATCH_"
LOCAL_FILE = ".trainwatch.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has chosen. `deadline` is a time of day, "18:00"; `poll`: look by heartbeat alone.

    `thresholds` go to the judge by name, `names` overrule what metric names mean, `patterns` are the user's own
    formats: a regular expression by format name, whose named groups are the metrics.
    """

    theme: str = ""
    smoothing: float = 0.0
    poll: bool = False
    gpu: bool = True
    gpu_seconds: float = 2.0
    ascii: bool = False
    color: bool = True
    format: str = ""
    deadline: str = ""
    thresholds: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, Overrule] = field(default_factory=dict)
    patterns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layer:
    """What one place says: checked values by setting name, and one sentence for each thing that is not understood."""

    values: Mapping[str, object] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()


class _WrongError(ValueError):
    """What a value should have been, in a few words."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _WrongError("a text")
    return value


def _switch(value: object) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    known = value if isinstance(value, bool) else words.get(str(value).lower())
    if known is None:
        raise _WrongError("true or false")
    return known


def _between(low: float, high: float) -> Callable[[object], float]:
    def check(value: object) -> float:
        number = _number(value)
        if not low <= number <= high:
            raise _WrongError(f"a number from {low:g} to {high:g}")
        return number

    return check


def _number(value: object) -> float:
    try:
        number = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else nan
    except (ValueError, OverflowError):
        number = nan
    if not isfinite(number):
        raise _WrongError("a number")
    return number


def _time_of_day(value: object) -> str:
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", _text(value))
    if match is None:
        raise _WrongError("a time of day such as 18:00")
    return f"{int(match[1]):02}:{match[2]}"


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise _WrongError("a table")
    return value


def _thresholds(value: object) -> Mapping[str, float]:
    """Thresholds by name, whole where the judge counts."""
    from tui.analysis.alerts import Thresholds

    defaults = asdict(Thresholds())
    table = _table(value)
    for unknown in table.keys() - defaults.keys():
        raise _WrongError(f"a table of thresholds, and {unknown!r} is none{_near(unknown, defaults)}")
    return {name: type(defaults[name])(_number(number)) for name, number in table.items()}


def _overrules(value: object) -> Mapping[str, Overrule]:
    return {name: _overrule(_table(said)) for name, said in _table(value).items()}


def _overrule(said: Mapping[str, object]) -> Overrule:
    allowed = {"goal": GOALS, "kind": KINDS, "split": ("train", "val", "test")}
    for key, word in said.items():
        if word not in allowed.get(key, ()):
            choices = " or ".join(allowed.get(key, ("goal, kind", "split")))
            raise _WrongError(f"a table of what each metric is, and {key} there {choices}")
    return Overrule(**{key: _text(word) for key, word in said.items()})


def _patterns(value: object) -> Mapping[str, str]:
    found = {name: _text(pattern) for name, pattern in _table(value).items()}
    for name, pattern in found.items():
        try:
            groups = re.compile(pattern).groupindex
        except re.error as error:
            raise _WrongError(f"regular expressions ({name}: {error})") from None
        if not groups:
            raise _WrongError(f"regular expressions with named groups, (?P<loss>...); {name} has none")
    return found


_CHECKS: Mapping[str, Callable[[object], object]] = {
    "theme": _text,
    "smoothing": _between(0, 0.999),
    "poll": _switch,
    "gpu": _switch,
    "gpu_seconds": _between(0.5, 3600),
    "ascii": _switch,
    "color": _switch,
    "format": _text,
    "deadline": _time_of_day,
    "thresholds": _thresholds,
    "names": _overrules,
    "patterns": _patterns,
}


def from_table(table: Mapping[str, object], where: str) -> Layer:
    """Check what `where` says, key by key."""
    values: dict[str, object] = {}
    complaints: list[str] = []
    for key, value in table.items():
        check = _CHECKS.get(key)
        if check is None:
            complaints.append(f"{where} says {key!r}, which is not a setting{_near(key, _CHECKS)}")
            continue
        try:
            values[key] = check(value)
        except _WrongError as wrong:
            complaints.append(f"{where} sets {key} to {value!r}; it must be {wrong}")
    return Layer(values, tuple(complaints))


def _near(key: str, known: Iterable[str]) -> str:
    import difflib

    close = difflib.get_close_matches(key, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def from_text(text: str, where: str) -> Layer:
    """What a settings file in TOML says. A file that is not TOML is one complaint and no settings."""
    import tomllib

    try:
        return from_table(tomllib.loads(text), where)
    except tomllib.TOMLDecodeError as error:
        return Layer(complaints=(f"{where} is not TOML and was left out: {error}",))


def from_environment(environ: Mapping[str, str]) -> Layer:
    """TRAINWATCH_THEME and the like; NO_COLOR as no-color.org has it. Tables are for files."""
    said = {
        key.removeprefix(PREFIX).lower(): value
        for key, value in environ.items()
        if key.startswith(PREFIX) and not key.startswith(f"{PREFIX}ALERT_")  # those are what `watch` tells its commands
    }
    layer = from_table(said, "the environment")
    return Layer({"color": False, **layer.values}, layer.complaints) if environ.get("NO_COLOR") else layer


def from_arguments(arguments: Mapping[str, object]) -> Layer:
    """What was typed; `None` was not typed. What cannot be is an error here, since the user is there to mend it."""
    layer = from_table({key: value for key, value in arguments.items() if value is not None}, "the command line")
    if layer.complaints:
        raise UsageError(layer.complaints[0])
    return layer


def settled(layers: Iterable[Layer]) -> Settings:
    """Later layers win; tables are joined key by key."""
    values: dict[str, object] = {}
    for layer in layers:
        for key, value in layer.values.items():
            before = values.get(key)
            values[key] = {**before, **value} if isinstance(before, Mapping) and isinstance(value, Mapping) else value
    return Settings(**values)  # type: ignore[arg-type]  # each value was made by the check of its key


def load(
    arguments: Mapping[str, object], environ: Mapping[str, str], folder: Path, config: Path | None = None
) -> tuple[Settings, tuple[str, ...]]:
    """The settings in force in `folder`, and what was not understood. `config` is read in place of the usual files.

    Raises `UsageError` when `config` cannot be read or an argument is wrong.
    """
    paths = [config] if config else [user_file(environ), folder / LOCAL_FILE]
    layers = [_from_file(path, must_exist=config is not None) for path in paths]
    layers += [from_environment(environ), from_arguments(arguments)]
    return settled(layers), tuple(sentence for layer in layers for sentence in layer.complaints)


def user_file(environ: Mapping[str, str]) -> Path:
    """Where the user's settings live, without the cost of platformdirs where the environment says it."""
    if chosen := environ.get("XDG_CONFIG_HOME"):
        return Path(chosen, "trainwatch", "config.toml")
    import platformdirs

    return Path(platformdirs.user_config_dir("trainwatch", appauthor=False), "config.toml")


def _from_file(path: Path, *, must_exist: bool) -> Layer:
    try:
        return from_text(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        if must_exist:
            raise UsageError(f"{path} does not exist") from None
        return Layer()
    except (OSError, UnicodeDecodeError) as error:
        if must_exist:
            raise UsageError(f"{path} cannot be read: {error}") from None
        return Layer(complaints=(f"{path} cannot be read and was left out: {error}",))
