"""The thread that asks nvidia-smi, again and again, and never makes anyone else wait."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from tui.ingest.gpu.child import Child
from tui.ingest.gpu.parse import (
    FIELDS,
    PROCESS_FIELDS,
    complaint,
    no_device,
    parse_gpus,
    parse_processes,
    refused_field,
    visible,
)
from tui.model.hardware import Gpu, GpuProcess, GpuSample

_SLICE_S = 0.1  # how soon a stop is noticed while a child is listened to
_LONGEST_PAUSE_S = 30.0  # between looks that fail
_PROCESSES_EVERY = 5  # looks: each costs the machine one more start of nvidia-smi
_STOP_WAIT_S = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call printed, and its exit code: negative for a signal."""

    text: str
    code: int


class GpuProbe:
    """Asks `command` every `interval_s` seconds in a daemon thread of its own. `latest` may be called by any thread.

    There is never more than one child. One that is slow is listened to for `limit_s` seconds, and from `late_s` on the
    sample says so; then it is killed, and the next look begins when it is really gone, which a process stuck in the
    driver may never be. A look that fails keeps the GPUs of the last good one and makes the pause longer, up to half a
    minute. Where the command is absent or finds no device at the first look, the thread ends and `latest` stays `None`.
    """

    def __init__(
        self,
        command: str = "nvidia-smi",
        interval_s: float = 2.0,
        limit_s: float = 60.0,
        late_s: float = 5.0,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._command = command
        self._interval_s = interval_s
        self._limit_s = limit_s
        self._late_s = late_s
        self._now = now
        self._fields: tuple[str, ...] = FIELDS
        self._latest: GpuSample | None = None
        self._processes: dict[str, tuple[GpuProcess, ...]] = {}
        self._looks = 0
        self._failures = 0
        self._child: Child | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="gpu", daemon=True)

    @property
    def running(self) -> bool:
        """True while the thread asks; false before the start, after the end, and where there is no GPU."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin to ask. Once only."""
        self._thread.start()

    def stop(self) -> None:
        """Ask no more. Returns within half a second, whatever the child does."""
        self._stopping.set()
        child = self._child
        if child is not None:
            child.kill()
        if self._thread.is_alive():
            self._thread.join(_STOP_WAIT_S)

    def latest(self) -> GpuSample | None:
        """The newest sample; `None` before the first one, and for good where there is no GPU."""
        return self._latest

    def _work(self) -> None:
        while not self._stopping.is_set() and self._look():
            pause = self._interval_s * 2 ** min(self._failures, 10)
            self._stopping.wait(min(pause, max(_LONGEST_PAUSE_S, self._interval_s)))

    def _look(self) -> bool:
        """One look; false when there is nothing to look at, now and later."""
        try:
            answer = self._ask_gpus()
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return self._absent("nvidia-smi is not there any more.")
        except OSError as error:
            self._fail(f"nvidia-smi could not be started: {error.strerror}.")
            return True
        if answer is None:
            return True
        if no_device(answer.text):
            return self._absent("nvidia-smi finds no GPU any more.")
        gpus = parse_gpus(answer.text, self._fields)
        if gpus:
            self._succeed(gpus, answer)
        else:
            self._fail(self._killed(answer) or complaint(answer.text, answer.code))
        return True

    def _absent(self, sentence: str) -> bool:
        """No GPU: no noise, unless there was one before."""
        if self._latest is None or self._latest.good_at is None:
            self._latest = None
            return False
        self._fail(sentence)
        return True

    def _succeed(self, gpus: tuple[Gpu, ...], answer: Answer) -> None:
        self._failures = 0
        error = complaint(answer.text, answer.code) if answer.code else ""
        read_at = self._now()
        self._publish(gpus, error, read_at)
        if self._looks % _PROCESSES_EVERY == 0:
            self._look_at_processes()
            self._publish(gpus, error, read_at)
        self._looks += 1

    def _publish(self, gpus: tuple[Gpu, ...], error: str, read_at: float) -> None:
        shown = visible(gpus, os.environ.get("CUDA_VISIBLE_DEVICES"))
        known = tuple(
            replace(gpu, processes=self._processes.get(gpu.uuid, ()), visible=gpu.identity in shown) for gpu in gpus
        )
        self._latest = GpuSample(read_at, known + self._gone(known), error, read_at)

    def _gone(self, gpus: tuple[Gpu, ...]) -> tuple[Gpu, ...]:
        """GPUs seen before that are not listed now: a lost one is news, so it stays in view without values."""
        listed = {gpu.identity for gpu in gpus}
        before = self._latest.gpus if self._latest is not None else ()
        return tuple(
            Gpu(g.index, g.name, g.uuid, note="not listed any more") for g in before if g.identity not in listed
        )

    def _fail(self, sentence: str) -> None:
        self._failures += 1
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        """Publish what is wrong, beside the last good values."""
        before = self._latest or GpuSample(self._now())
        if before.error != sentence:
            self._latest = replace(before, time=self._now(), error=sentence)

    def _look_at_processes(self) -> None:
        """Learn who is on the GPUs; where that cannot be learned the list stays as it was."""
        try:
            answer = self._ask(f"--query-compute-apps={','.join(PROCESS_FIELDS)}")
        except OSError:
            return
        if answer is not None and answer.code == 0:
            self._processes = parse_processes(answer.text)

    def _ask_gpus(self) -> Answer | None:
        """Ask for every field, and again without one that this nvidia-smi does not know."""
        while True:
            answer = self._ask(f"--query-gpu={','.join(self._fields)}")
            refused = None if answer is None else refused_field(answer.text)
            if refused not in self._fields or len(self._fields) == 1:
                return answer
            self._fields = tuple(field for field in self._fields if field != refused)

    def _ask(self, query: str) -> Answer | None:
        """Call the command and listen until it is gone; `None` when the probe was stopped meanwhile."""
        child = self._child = Child([self._command, query, "--format=csv,noheader,nounits"])
        started = time.monotonic()
        while not child.listen(_SLICE_S):
            waited = time.monotonic() - started
            if self._stopping.is_set():
                child.abandon()
                return None
            if waited > self._limit_s:
                child.kill()
            if waited > self._late_s:
                self._say(f"nvidia-smi has not answered for {waited:.0f} s.")
        self._child = None
        return None if self._stopping.is_set() else Answer(child.text, child.code or 0)

    def _killed(self, answer: Answer) -> str:
        return f"nvidia-smi did not answer within {self._limit_s:g} s." if answer.code == -9 else ""
