"""Nothing that a log, a name of a metric or a name of a file holds is more than text where it comes out."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.hostile.payloads import ALL, controls, log_with, unsafe
from tests.hostile.process import trainwatch

from tui.cli.entry import run

COMMANDS = (
    ("--once", "--no-gpu"),
    ("summary",),
    ("summary", "--json"),
    ("records",),
    ("report",),
    ("alerts",),
    ("alerts", "--json"),
    ("check",),
    ("check", "--json"),
    ("status",),
    ("export", "--to", "csv", "-o", "-"),
    ("export", "--to", "jsonl", "-o", "-"),
)
NAMES = [name for name, text in ALL.items() if "\0" not in text]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)


def said(command: tuple[str, ...], log: Path, capture: pytest.CaptureFixture[bytes]) -> tuple[int, bytes, bytes]:
    """Exit code, output and errors of a command, run in this process."""
    capture.readouterr()
    code = run([*command, os.fspath(log)])
    return code, *capture.readouterr()


@pytest.mark.parametrize("payload", ALL)
def test_no_command_prints_what_a_terminal_would_act_on(
    payload: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    log = tmp_path / "run.log"
    log.write_bytes(log_with(ALL[payload]))
    for command in COMMANDS:
        code, out, err = said(command, log, capfdbinary)
        assert code in (0, 1, 3), (command, err)
        assert out, command
        assert unsafe(out) + unsafe(err) == [], command


@pytest.mark.parametrize("payload", NAMES)
def test_the_name_of_a_file_is_text_too(
    payload: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    name = f"{ALL[payload]}\n.log".replace("/", "_")
    log, absent = tmp_path / name, tmp_path / f"absent{name}"
    log.write_bytes(log_with("x"))
    for command in COMMANDS:
        _, out, err = said(command, log, capfdbinary)
        assert unsafe(out) + unsafe(err) == [], command
    code, out, err = said(("summary",), absent, capfdbinary)
    assert (code, out, err.count(b"\n")) == (2, b"", 1)
    assert unsafe(err) == []


def test_a_script_gets_the_very_name_of_the_file_back(tmp_path: Path) -> None:
    log = tmp_path / "a\u202eb\x9b31m\udcff.log"
    log.write_bytes(log_with("x"))
    ended = trainwatch("summary", "--json", os.fsencode(log), folder=tmp_path)
    assert json.loads(ended.out)["runs"][0]["source"] == str(log)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.binary(max_size=400), st.text(max_size=30))
@example(b"\x1b]52;c;", "\x1b]0;x\x07")
@example(b"\xff\xfe\x1b\0[\x003\x001\0m\0", "\x9b")
def test_whatever_the_bytes_are_the_output_has_no_control_characters(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, raw: bytes, name: str
) -> None:
    log = tmp_path / "any.log"
    record = json.dumps({"step": 1, "loss": 0.5, name: 0.25}).encode()
    log.write_bytes(b"step 1 loss 0.5\n" + raw + b"\nstep 2 loss 0.4\n" + record + b"\n" + record + b"\n" + raw)
    for command in (*COMMANDS[:4], *COMMANDS[5:7]):
        code, out, err = said(command, log, capfdbinary)
        assert code in (0, 1, 2, 3), err
        assert unsafe(out) + unsafe(err) == [], command


def test_no_cell_of_an_export_is_a_formula(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    log = tmp_path / "run.log"
    names = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]
    log.write_text(
        "".join(json.dumps({"step": k, "loss": 1 / k, **dict.fromkeys(names, k / 3)}) + "\n" for k in range(1, 9))
    )
    _, out, _ = said(("export", "--to", "csv", "-o", "-"), log, capfdbinary)
    header, *rows = csv.reader(io.StringIO(out.decode()))
    assert len(header) > len(names)
    assert [cell for cell in header if cell[:1] in "=+-@\t\r"] == []
    assert rows


def test_a_report_holds_no_tag_and_no_link_of_the_log(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    log = tmp_path / "<b>run.log"
    log.write_bytes(log_with(ALL["HTML"] + ALL["Markdown"]))
    _, out, _ = said(("report",), log, capfdbinary)
    bare = re.sub(r"`[^`\n]*`", "", out.decode())  # what stands in a code span is text
    assert "script" in out.decode() or "&#60;" in out.decode()
    assert re.findall(r"<\w|</|\]\(|!\[", bare) == []


def test_a_command_of_watch_gets_the_log_as_data(tmp_path: Path) -> None:
    from tui.cli.watch import _runner
    from tui.report.herald import News

    text = ALL["a shell command"]
    told = tmp_path / "told"
    _runner(f'printf %s "$TRAINWATCH_ALERT_MESSAGE" > {told}')("run.log", News("nan", "critical", text, text))
    assert told.read_text() == text
    assert not (tmp_path / "owned").exists()


def test_a_notification_cannot_add_a_header_to_a_mail() -> None:
    pytest.importorskip("apprise")
    from tui.cli.watch import _notifier
    from tui.report.herald import News

    told: list[str] = []
    tell = _notifier(("json://localhost",))
    service = tell.__closure__[1].cell_contents  # type: ignore[index, attr-defined]
    service.notify = lambda title, body: told.extend((title, body)) or True
    tell("a\r\nBcc: evil.log", News("nan", "critical", "loss\x1b[31m is NaN"))
    assert [controls(text, allowed="") for text in told] == [[], []]
