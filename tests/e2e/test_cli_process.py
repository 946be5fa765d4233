"""The program as a process: exit codes, pipes, signals, and what it leaves on the terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tui.demo import write

LIMIT = 30.0  # seconds until a condition must have come true


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample run, written whole."""
    path = tmp_path_factory.mktemp("log") / "run.log"
    write(path, seed=0, speed=0)
    return path


@pytest.fixture
def surroundings(tmp_path: Path) -> Mapping[str, str]:
    """An environment without the user's own files and without a terminal."""
    own = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    return {**os.environ, **own, "TERM": "dumb", "PYTHONWARNINGS": "error"}


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(surroundings: Mapping[str, str]) -> Iterator[Start]:
    """Start `trainwatch` with some arguments; whatever still runs at the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: object, stdin: int = subprocess.DEVNULL, **added: str) -> subprocess.Popen[str]:
        call = [sys.executable, "-m", "tui", *map(str, arguments)]
        pipe = subprocess.PIPE
        child = subprocess.Popen(
            call,
            stdin=stdin,
            stdout=pipe,
            stderr=pipe,
            text=True,
            env={**surroundings, **added},
            start_new_session=True,
        )
        running.append(child)
        return child

    yield begin
    for child in running:
        if child.poll() is None:
            child.kill()
        child.communicate()


def until(condition: Callable[[], bool]) -> bool:
    """Wait for a condition, but not for ever."""
    end = time.monotonic() + LIMIT
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def ended(child: subprocess.Popen[str], given: str | None = None) -> tuple[int, str, str]:
    """Exit code, output and errors."""
    out, err = child.communicate(given, timeout=LIMIT)
    return child.returncode, out, err


def test_a_summary_of_a_run_with_a_nan_ends_with_1(start: Start, log: Path) -> None:
    code, out, err = ended(start("summary", "--json", log))
    assert (code, err) == (1, "")
    (run,) = json.loads(out)["runs"]
    assert run["metrics"]["loss"]["count"] == 1200


def test_several_processes_say_the_same_as_one_and_in_order(start: Start, log: Path, tmp_path: Path) -> None:
    logs = [log, tmp_path / "b.log", tmp_path / "c.log"]
    for seed, path in enumerate(logs[1:], 1):
        write(path, seed, speed=0)
    one = ended(start("summary", "--json", "--jobs", 1, *logs))
    many = ended(start("summary", "--json", "--jobs", 3, *logs))
    alone, together = (
        [(run["source"], run["metrics"]) for run in json.loads(out)["runs"]] for _, out, _ in (one, many)
    )
    assert [source for source, _ in alone] == list(map(str, logs))
    assert alone == together


def test_a_log_comes_through_standard_input_too(start: Start, log: Path) -> None:
    code, out, _ = ended(start("summary", "--json", "-", stdin=subprocess.PIPE), log.read_text())
    assert code == 1
    assert json.loads(out)["runs"][0]["metrics"]["loss"]["count"] == 1200


def test_a_pipe_needs_no_dash(start: Start, log: Path) -> None:
    code, out, _ = ended(start(stdin=subprocess.PIPE), log.read_text())
    assert code == 0
    assert "step 1200 of 1200" in out


def test_a_log_that_is_not_there_is_one_sentence_and_exit_code_2(start: Start, tmp_path: Path) -> None:
    for command in ("summary", "records", "report", "check", "alerts", "--once"):
        code, out, err = ended(start(command, tmp_path / "absent.log"))
        assert (code, out, err.count("\n")) == (2, "", 1), command
        assert "absent.log" in err


def test_a_terminal_that_cannot_draw_gets_plain_text(start: Start, log: Path) -> None:
    code, out, err = ended(start(log))
    assert (code, err) == (0, "")
    assert "step 1200 of 1200" in out
    assert "\x1b" not in out


def test_records_into_a_pipe_that_closes_end_quietly(start: Start, log: Path) -> None:
    child = start("records", log)
    assert child.stdout is not None
    json.loads(child.stdout.readline())
    child.stdout.close()
    assert child.wait(LIMIT) == 141
    assert child.stderr is not None
    assert child.stderr.read() == ""


def test_records_follow_a_growing_log_line_by_line_until_interrupted(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    path.write_text("".join(f"step {k} loss {2 - k / 10:.1f}\n" for k in range(5)))
    child = start("records", "--follow", path)
    assert child.stdout is not None
    got = [json.loads(child.stdout.readline()) for _ in range(5)]
    for k in range(5, 8):
        with path.open("a") as file:
            file.write(f"step {k} loss {2 - k / 10:.1f}\n")
        got.append(json.loads(child.stdout.readline()))
    assert [one["step"] for one in got] == list(range(8))
    child.send_signal(signal.SIGINT)
    assert ended(child) == (130, "", "")


def test_check_says_fine_found_or_nothing_there(start: Start, log: Path, tmp_path: Path) -> None:
    assert ended(start("check", log))[0] == 1
    assert ended(start("check", log, "--fail-on", "oom"))[0] == 0
    silent = tmp_path / "silent.log"
    silent.write_text("downloading\nunpacking\ndone\n" * 20)
    code, out, _ = ended(start("check", "--json", silent))
    assert code == 3
    assert json.loads(out)["metrics"] == 0


def test_alerts_come_in_the_order_of_their_lines(start: Start, log: Path) -> None:
    code, out, _ = ended(start("alerts", "--json", log))
    lines = [json.loads(text)["line"] for text in out.splitlines()]
    assert code == 0
    assert lines == sorted(lines)
    assert "nan" in out


def test_watch_runs_a_command_with_what_happened_as_data_and_not_as_code(start: Start, tmp_path: Path) -> None:
    path, told = tmp_path / "run.log", tmp_path / "told.txt"
    steps = "".join(f"step {k} loss {2 - k / 100:.2f}\n" for k in range(20))
    path.write_text(steps)
    child = start(
        "watch", path, "--on", "nan", "--run", f'echo "$TRAINWATCH_ALERT_KIND $TRAINWATCH_ALERT_STEP" >> {told}'
    )
    assert child.stdout is not None
    assert child.stdout.readline().startswith("watching ")
    with path.open("a") as file:
        file.write("step 20 loss nan\n")
    assert until(lambda: told.exists() and told.read_text() == "nan 20\n")
    child.send_signal(signal.SIGINT)
    assert ended(child)[0] == 130


def test_status_is_one_line_and_remembers_for_the_user_alone(
    start: Start, log: Path, surroundings: Mapping[str, str]
) -> None:
    lines = [ended(start("status", log)) for _ in range(2)]
    assert lines[0] == lines[1]
    assert lines[0][1].count("\n") == 1
    (note,) = Path(surroundings["XDG_STATE_HOME"], "trainwatch").glob("status-*.json")
    assert note.stat().st_mode & 0o777 == 0o600


def test_the_demo_prints_itself_where_no_screen_can_be(start: Start) -> None:
    code, out, err = ended(start("demo", "--once"))
    assert (code, err) == (0, "")
    assert "grad_norm" in out


def test_a_pattern_of_the_settings_reads_what_it_says(start: Start, tmp_path: Path) -> None:
    path, odd = tmp_path / "mine.toml", tmp_path / "odd.log"
    path.write_text("[patterns]\nmine = 'it (?P<step>\\d+) gives (?P<loss>\\S+)'\n")
    odd.write_text("".join(f"it {k} gives {1 / k:.3f} and {k * 7}\n" for k in range(1, 9)))
    _, out, _ = ended(start("summary", "--json", "--config", path, odd))
    (run,) = json.loads(out)["runs"]
    assert (run["format"], list(run["metrics"]), run["x"]["step"]["last"]) == ("mine", ["loss"], 8)


def test_a_settings_file_can_be_given(start: Start, log: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[names.loss]\ngoal = "max"\n')
    _, out, _ = ended(start("summary", "--json", "--config", path, log))
    assert json.loads(out)["runs"][0]["metrics"]["loss"]["goal"] == "max"
