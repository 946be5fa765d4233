"""Programs that write as trainings do, followed while they run: every line once, in order."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ingest.build import EchoReader
from tests.ingest.watching import until

from tui.ingest.batch import Batch
from tui.ingest.pump import Pump
from tui.ingest.sources import open_source

ROTATING = """
import logging, logging.handlers, sys, time
handler = logging.handlers.RotatingFileHandler(sys.argv[1], maxBytes=4000, backupCount=100)
log = logging.getLogger(); log.setLevel("INFO"); log.addHandler(handler)
for k in range(1000):
    log.info("step %d loss %.4f", k, 1 / (k + 1))
    if k % 10 == 0: time.sleep(0.005)
"""
BAR = """
import sys, time
with open(sys.argv[1], "w") as log:
    for k in range(200):
        log.write("\\r%3d%%|####| %d/200" % (k // 2, k)); log.flush()
        if k % 20 == 0: log.write("\\r" + " " * 20 + "\\rloss=%d\\n" % k); log.flush()
        time.sleep(0.002)
    log.write("\\n")
"""
TORN = """
import os, sys, time
out = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
for k in range(300):
    line = ("étape %d perte 0.5\\n" % k).encode()
    for part in (line[:1 + k % 7], line[1 + k % 7:]):
        os.write(out, part); time.sleep(0.001)
"""
ECHO = """
import sys, time
from tests.ingest.build import EchoReader
from tui.ingest.file_source import FileSource
source = FileSource(sys.argv[1], EchoReader)
while True:
    batch = source.step(time.time())
    for line in batch.lines if batch else ():
        print(line.text, flush=True)
    if batch and any(line.text == "end" for line in batch.lines): break
    time.sleep(0.01)
"""


class Follow:
    """The pump on a path, in real time."""

    def __init__(self, path: Path, *, poll: bool) -> None:
        self.batches: list[Batch] = []
        self.failures: list[str] = []
        self.source = open_source(str(path), EchoReader, poll=poll)
        self.pump = Pump(self.source, self.batches.append, self.failures.append)
        self.pump.start()

    @property
    def texts(self) -> list[str]:
        return [line.text for batch in list(self.batches) for line in batch.lines if not line.transient]


@pytest.fixture(params=["events", "poll"])
def follow(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Follow]:
    follow = Follow(tmp_path / "run.log", poll=request.param == "poll")
    yield follow
    assert follow.failures == []
    assert follow.pump.stop(5)


def run(program: str, path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", program, str(path)])


def test_a_logger_that_rotates_its_file_every_few_lines(follow: Follow, tmp_path: Path) -> None:
    assert run(ROTATING, tmp_path / "run.log").wait(30) == 0
    assert until(lambda: len(follow.texts) >= 1000, 20)
    assert follow.texts == [f"step {k} loss {1 / (k + 1):.4f}" for k in range(1000)]
    assert follow.batches[-1].integrity.losses == ()


def test_a_bar_and_its_records(follow: Follow, tmp_path: Path) -> None:
    assert run(BAR, tmp_path / "run.log").wait(30) == 0
    assert until(lambda: len(follow.texts) >= 11, 10)
    assert [text for text in follow.texts if text.startswith("loss")] == [f"loss={k}" for k in range(0, 200, 20)]
    frames = [line.text for batch in follow.batches for line in batch.lines if "%|" in line.text]
    assert frames == [f"{k // 2:3d}%|####| {k}/200" for k in range(200)]


def test_a_writer_that_tears_every_line_and_is_stopped_and_continued(follow: Follow, tmp_path: Path) -> None:
    writer = run(TORN, tmp_path / "run.log")
    assert until(lambda: len(follow.texts) > 20)
    for _ in range(5):
        writer.send_signal(signal.SIGSTOP)
        time.sleep(0.05)  # time in which nothing is written is what is tried here
        writer.send_signal(signal.SIGCONT)
    assert writer.wait(30) == 0
    assert until(lambda: len(follow.texts) >= 300)
    assert follow.texts == [f"étape {k} perte 0.5" for k in range(300)]


def test_a_reader_that_is_stopped_and_continued_while_the_log_rotates(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    reader = subprocess.Popen([sys.executable, "-c", ECHO, str(path)], stdout=subprocess.PIPE, text=True)
    assert reader.stdout is not None
    path.write_text("a\n")
    assert reader.stdout.readline() == "a\n"
    reader.send_signal(signal.SIGSTOP)
    for number, text in enumerate(("b", "c")):
        if number:
            path.with_name("run.log.1").rename(path.with_name("run.log.2"))
        path.rename(path.with_name("run.log.1"))
        path.write_text(f"{text}\n")
    reader.send_signal(signal.SIGCONT)
    with path.open("a") as log:
        log.write("end\n")
    assert reader.communicate(timeout=30)[0].splitlines() == ["b", "c", "end"]


def test_a_killed_writer_leaves_its_last_words(follow: Follow, tmp_path: Path) -> None:
    writer = run(TORN, tmp_path / "run.log")
    assert until(lambda: len(follow.texts) > 5)
    writer.kill()
    writer.wait(10)
    whole = (tmp_path / "run.log").read_text(errors="replace")
    committed, _, torn = whole.rpartition("\n")
    size = (tmp_path / "run.log").stat().st_size
    assert until(lambda: follow.batches[-1].integrity.bytes_read == size)
    assert "\n".join(follow.texts) == committed
    assert follow.batches[-1].partial == torn
