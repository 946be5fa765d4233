"""Making a run from a seed: shape, noise, timing and at most one fault, as the events a reader would have given."""

from __future__ import annotations

from itertools import pairwise
from math import exp, sqrt
from random import Random

from tests.bench.runs import shapes
from tests.bench.runs.faults import FAULTS, Fault, fault
from tests.bench.runs.noise import Noise, noise
from tests.bench.runs.shapes import Shape, log_uniform
from tests.bench.runs.timing import Timing, timing
from tests.bench.runs.truth import Made, Truth

from tui.model.events import Ended, Event, Metrics, Notice, Plan, Started

HEALTHY = ("loss", "loss", "loss", "loss", "fine-tune", "small-batch", "multi-task", "rl", "gan", "resume", "epochs")
START = 1_750_000_000.0
_BROKEN = {"divergence", "plateau", "spike", "overfit", "nan"}
_TEXTS = {
    "oom": "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.50 GiB",
    "nccl": "Watchdog caught collective operation timeout: WorkNCCL(OpType=ALLREDUCE) ran for 600031 milliseconds",
}


def make(seed: int) -> Made:
    """The run of a seed: every second one is healthy, the others go through the faults in turn."""
    kind = "" if seed % 2 == 0 else FAULTS[seed // 2 % len(FAULTS)]
    plan = HEALTHY[seed // 2 % len(HEALTHY)] if not kind else "loss"
    return _Maker(seed, plan, kind).make()


class _Maker:
    """Draws everything from one seeded source, in a fixed order."""

    def __init__(self, seed: int, plan: str, fault_name: str) -> None:
        self.random = random = Random(seed * 7919 + 13)
        self.plan = plan
        self.records = int(log_uniform(random, 50, 200) if plan == "epochs" else log_uniform(random, 200, 1600))
        self.every = 1 if plan == "epochs" else random.choice([1, 5, 10, 50, 100])
        self.shape = self._shape()
        self.sigma = log_uniform(random, 0.003, 0.03) if plan == "epochs" else log_uniform(random, 0.004, 0.08)
        self.sigma = random.uniform(0.1, 0.3) if plan == "small-batch" else self.sigma
        self.noise_name, self.noise = noise(random, self.sigma)
        self.timing = timing(random, self.records)
        self.fault = fault(random, fault_name, self.records) if fault_name else None
        total = float(self.records * self.every)
        self.made = Made(seed, self.shape.name if plan == "loss" else plan, fault_name, total, random.random() < 0.75)
        self.has_rate, self.has_norm = random.random() < 0.7, random.random() < 0.6 or fault_name == "inf-norm"
        self.has_scale = random.random() < 0.15 or fault_name == "loss-scale"
        self.has_rate = self.has_rate or (fault_name == "plateau-rate" and random.random() < 0.5)
        self.val_noise: Noise = noise(random, self.sigma / 4)[1]
        self.time = START + seed * 1e5
        self.made.started_at = self.time
        self._prepare_fault()

    def _shape(self) -> Shape:
        if self.plan == "fine-tune":
            return shapes.fine_tune(self.random)
        return self.random.choice(shapes.LOSSES)(self.random)

    def _prepare_fault(self) -> None:
        made, random = self.made, self.random
        if made.fault.startswith("plateau"):
            self._make_plateau_visible()
        if self.plan == "resume":
            made.tolerated.add("stall")  # the machine was down
        if self.plan == "fine-tune":
            made.info_tolerated.add("plateau")
        if self.fault is None:
            return
        if self.fault.name in ("oom", "nccl", "stall") and not (self.fault.name == "stall" and self.fault.length):
            made.completes = False
        if self.fault.name == "overfit" and (
            not self.timing.evaluation_every or self.records // self.timing.evaluation_every < 10
        ):
            self.timing.evaluation_every = max(2, self.records // random.randint(12, 40))
        if self.fault.name in ("nan", "inf-norm") and self.fault.extra.get("lag", 0):
            self.has_norm = True

        if self.fault.name == "overfit":
            self.fault.begin -= self.fault.begin % self.timing.evaluation_every

    def _make_plateau_visible(self) -> None:
        """Draw shapes until the loss would have fallen visibly, and as little scatter as a person needs to see it
        stop.
        """
        random = self.random
        for _ in range(200):
            self.fault = here = fault(random, self.made.fault, self.records)
            self.shape = random.choice(shapes.LOSSES)(random)
            at, width = here.begin / self.records, 0.06
            marks = [self.shape.level(at - width * k) for k in (3, 2, 1, 0)]
            promised = min(a - b for a, b in pairwise(marks))
            if promised > 0.01 * marks[-1]:
                break
        self.made.shape = self.shape.name
        seen = promised / marks[-1] * sqrt(width * self.records) / sqrt(12)
        self.sigma = min(self.sigma, seen / random.uniform(9, 30))
        self.noise_name, self.noise = noise(random, self.sigma)

    # the run, record by record

    def make(self) -> Made:
        made = self.made
        self._emit([Started("start")])
        if made.planned:
            epochs = self.plan == "epochs"
            self._emit(
                [
                    Plan(epochs=made.total_steps)
                    if epochs
                    else Plan(steps=made.total_steps, devices=self.random.choice([1, 8]))
                ]
            )
        self.time += self.timing.start_seconds
        record = 1
        resume_at = int(self.records * self.random.uniform(0.3, 0.8)) if self.plan == "resume" else 0
        while record <= self.records:
            if record == resume_at:
                record, resume_at = self._resume(record), 0
            if not self._record(record):
                break
            record += 1
        if made.completes:
            self._emit([Ended("finished", "Training complete")])
        made.quiet_until = max(made.quiet_until, self.time)
        return made

    def _emit(self, events: list[Event]) -> None:
        self.made.records.append((self.time, events))

    def _resume(self, record: int) -> int:
        """A crash of the machine, an hour of nothing, and training again from the last checkpoint."""
        self.time += self.random.uniform(60, 7200)
        back = max(1, record - self.random.randint(1, max(2, self.records // 12)))
        self._emit(
            [Started("start again"), Notice("resume", "Resuming from checkpoint", line=self._line(), time=self.time)]
        )
        self.time += self.timing.start_seconds
        return back

    def _line(self) -> int:
        return len(self.made.records) + 1

    def _record(self, record: int) -> bool:
        """One logged record, with the pause after it; false when the log ends here."""
        slow = self.fault is not None and self.fault.name == "slowdown" and record >= self.fault.begin
        seconds = self.timing.record(record / self.records)
        self.time += seconds * (self.fault.size if slow and self.fault is not None else 1)
        self._truth_at(record)
        if self.fault is not None and record == self.fault.begin and not self._at_fault(record):
            return False
        self._emit([self._metrics(record)])
        pause = self.timing.pause(record)
        if pause:
            self._evaluate(record, pause)
        return True

    def _metrics(self, record: int) -> Metrics:
        if self.plan == "rl":
            values = self._rl(record)
        elif self.plan == "gan":
            values = self._gan(record)
        else:
            values = self._losses(record)
        return self._placed(values, record, None)

    def _placed(self, values: dict[str, float], record: int, split: str | None) -> Metrics:
        if self.plan == "epochs":
            return Metrics(values, epoch=float(record), split=split, time=self.time, line=self._line())
        return Metrics(values, step=float(record * self.every), split=split, time=self.time, line=self._line())

    def _losses(self, record: int) -> dict[str, float]:
        share = record / self.records
        curve = self.shape.level((self.fault.frozen(record) if self.fault else record) / self.records)
        value = self.noise(curve)
        if self.fault is not None:
            value = self.fault.loss(record, value, curve, self.sigma)
        values = {"loss": value}
        if self.plan == "multi-task":
            parts = [self.noise(curve * part) for part in (0.5, 0.3, 0.2)]
            values = {"loss": sum(parts), "loss_mask": parts[0], "loss_box": parts[1], "loss_cls": parts[2]}
        if self.has_norm:
            norm = self.random.lognormvariate(0, 0.25)
            values["grad_norm"] = self.fault.norm(record, norm) if self.fault is not None else norm
        if self.has_rate:
            out = self.fault is not None and self.fault.name == "plateau-rate" and record >= self.fault.begin
            values["learning_rate"] = 0.0 if out else self._rate(share)
        if self.has_scale:
            values["loss_scale"] = self._scale(record)
        return values

    def _rate(self, share: float) -> float:
        """With a plateau by learning rate zero, the schedule is a cosine that ends too early."""
        if self.fault is not None and self.fault.name == "plateau-rate":
            return self.shape.rate(min(1.0, share * self.records / self.fault.begin))
        return self.shape.rate(share)

    def _scale(self, record: int) -> float:
        if self.fault is not None and self.fault.name == "loss-scale" and record >= self.fault.begin:
            return max(1.0, 65536.0 / float(2 ** min(40, record - self.fault.begin)))
        return 65536.0 * float(2 ** max(0, 10 - record))

    def _rl(self, record: int) -> dict[str, float]:
        share = record / self.records
        return {
            "episode_reward": -200 + 400 * share**0.7 + self.random.gauss(0, 60) * self.random.choice([1, 1, 1, 4]),
            "policy_loss": self.random.gauss(0, 0.02),
            "value_loss": exp(self.random.gauss(2 + 2 * share, 0.6)),
            "entropy_loss": -1.4 + 0.9 * share,
        }

    def _gan(self, record: int) -> dict[str, float]:
        share = record / self.records
        return {
            "loss_G": abs(0.7 + 3 * share + 0.6 * self.random.gauss(0, 1)),
            "loss_D": abs(0.69 - 0.3 * share + 0.15 * self.random.gauss(0, 1)),
        }

    def _evaluate(self, record: int, pause: float) -> None:
        self.time += pause
        evaluates = self.timing.evaluation_every and record % self.timing.evaluation_every == 0
        if not evaluates or self.plan in ("rl", "gan"):
            return
        level = 1.05 * self.shape.level((self.fault.frozen(record) if self.fault else record) / self.records)
        if self.fault is not None and self.fault.name == "overfit" and record > self.fault.begin:
            begin_level = 1.05 * self.shape.level(self.fault.begin / self.records)
            rises = (record - self.fault.begin) / self.timing.evaluation_every
            slope = max(0.012, 2.2 * self.sigma / 4)
            level = begin_level * (1 + slope * rises * self._steepness())
        elif self.fault is not None and self.fault.name in ("divergence",) and record >= self.fault.begin:
            level *= self.fault.size
        self._emit([self._placed({"val_loss": self.val_noise(level)}, record, "val")])

    def _steepness(self) -> float:
        return 1 + (self.made.seed % 5) * 0.5

    # faults with a moment of their own

    def _truth_at(self, record: int) -> None:
        here = self.fault
        if here is None or record != here.begin:
            return
        step, total, each = float(record * self.every), self.made.total_steps, float(self.every)
        tolerated = {
            "nan": {"spike"},
            "divergence": {"spike", "plateau", "overfit"},
            "spike": {"divergence"} if here.length > 20 else set(),
            "plateau-rate": {"overfit"},
            "plateau-saturation": {"overfit"},
            "nccl": {"stall"},
            "oom": {"stall"},
        }.get(here.name, set())
        self.made.tolerated |= tolerated
        self.made.truths += _truths(here, step, self.time, total, each, self.timing)

    def _at_fault(self, record: int) -> bool:
        """False when the log ends with the fault."""
        here = self.fault
        if here is None:
            return True
        if here.name == "nccl":
            self.time += self.random.uniform(600, 1800)
        if here.name in _TEXTS:
            kind = "oom" if here.name == "oom" else "error"
            first = self._line()
            ranks = [Notice(kind, f"[rank{k}]: {_TEXTS[here.name]}", line=first + k, time=self.time) for k in range(4)]
            self._emit([*ranks, Ended("finished", "done", line=first + 4)])
            return False
        if here.name == "stall":
            return self._stall(record, here)
        return True

    def _stall(self, record: int, here: Fault) -> bool:
        seconds = max(3600.0, 40 * self.longest_habit())
        self.made.truths[-1] = Truth(
            "stall", float((record - 1) * self.every), self.made.records[-1][0], 0.0, 4.0 * self.every
        )
        if here.length:
            self.time = self.made.records[-1][0] + seconds
            return True
        self.made.quiet_until = self.made.records[-1][0] + seconds
        return False

    def longest_habit(self) -> float:
        """The longest gap that the run makes by habit, seconds."""
        longest = self.timing.record_seconds
        done = self.fault.begin if self.fault is not None else self.records
        if self.timing.evaluation_every and done > 2 * self.timing.evaluation_every:
            longest = max(longest, self.timing.evaluation_seconds)
        if self.timing.checkpoint_every and done > 2 * self.timing.checkpoint_every:
            longest = max(longest, self.timing.checkpoint_seconds)
        return longest


def _truths(here: Fault, step: float, time: float, total: float, each: float, pauses: Timing) -> list[Truth]:
    """What should be told of a fault, by when."""
    if here.name == "nan":
        late = step + here.extra["lag"] * each
        loss = Truth("nan", late, time, late, 0.0, "loss", bool(here.length))
        return [Truth("nan", step, time, step, 0.0, "grad_norm"), loss] if here.extra["lag"] else [loss]
    if here.name == "overfit":
        evaluation = pauses.evaluation_every
        best = here.begin // evaluation * evaluation * each
        return [Truth("overfit", best, time, best + 3 * evaluation * each, 4 * evaluation * each)]
    table = {
        "inf-norm": Truth("nan", step, time, step, 0.0, "grad_norm", True),
        "spike": Truth("spike", step, time, step + 4 * each, 2 * each, "loss", True),
        "divergence": Truth("divergence", step, time, step + 0.1 * total, 0.05 * total),
        "plateau-rate": Truth("plateau", step, time, step + 0.1 * total, 0.15 * total),
        "plateau-saturation": Truth("plateau", step, time, step + 0.1 * total, 0.15 * total),
        "slowdown": Truth("slowdown", step, time, step + 0.1 * total, 0.05 * total),
        "stall": Truth("stall", step, time, step, 0.0),
        "oom": Truth("oom", step - each, time, step, 2 * each),
        "nccl": Truth("error", step - each, time, step, 2 * each),
        "loss-scale": Truth("divergence", step, time, step + 10 * each, 10 * each, "loss_scale"),
    }
    return [table[here.name]]
