"""Overfitting: the validation loss rises while the training loss falls.

Early stopping's patience (Keras, HF Trainer) asks only whether the best is some evaluations old, which noise alone
brings about; here the rise must also stand out from the scatter of the validation curve, and training must still have
gained.
"""

from __future__ import annotations

from itertools import pairwise
from math import sqrt

from tui.analysis import context, numbers
from tui.analysis.alerts import Thresholds
from tui.analysis.feed import Feed
from tui.analysis.finding import Finding
from tui.analysis.robust import confidence_of, finite, mad_sigma, median, noise_sigma
from tui.analysis.trend import Trend
from tui.model.run import Run
from tui.model.series import Series

_FEWEST = 4  # evaluations before a word is said
_TRAIN_WINDOW = 256  # most training values that stand for the time of one evaluation
_CENTRE = 3  # evaluations whose middle one stands for a level
_CAUTION = 1.5
_TRUST = 0.5  # a curve that bends scatters about a line without any noise
_LINE = 8  # evaluations up to the best, along a line
_HISTORY = 40  # evaluations from which the scatter is taken


class OverfitWatch:
    """Watches one validation loss beside the training loss of the same kind."""

    def __init__(self, series: Series, thresholds: Thresholds) -> None:
        self._feed = Feed(series)
        self._limits = thresholds
        self._start = 0
        self._best = -1
        self._open: Finding | None = None
        self._caution = 1.0  # grows with every alert that was disproved
        self.findings: list[Finding] = []

    def advance(self, run: Run) -> None:
        for start, stop, restarted in self._feed.stretches(run):
            if restarted:
                self._end(start, "the run was started again")
                self._start, self._best = start, -1
            for index in range(start, stop):
                self._take(run, index)

    def _end(self, index: int, reason: str) -> None:
        if self._open is not None:
            self._open.clear(self._feed.series.rows[index], reason)
            self._open = None

    def _take(self, run: Run, index: int) -> None:
        y = self._feed.series.y
        if self._best < 0 or y[index] < y[self._best]:
            self._best = index
            if self._open is not None:
                self._caution *= _CAUTION
            self._end(index, f"{self._feed.series.name} reached a new best, {numbers.number(y[index])}")
        if self._open is None and index - self._best >= self._limits.overfit_evaluations:
            self._test(run, index)

    def _test(self, run: Run, index: int) -> None:
        """The last evaluations against those up to the best: a lucky low among ordinary values turns nothing."""
        y, best = self._feed.series.y, self._best
        history = finite(y[max(self._start, index - _HISTORY) : index + 1])
        recent = finite(y[index - _CENTRE + 1 : index + 1])
        if len(history) < _FEWEST or len(recent) < _CENTRE:
            return
        level = median(finite(y[max(self._start, best - _CENTRE + 1) : best + 1]))
        scatter = max(noise_sigma(history), _wander(finite(y[max(self._start, best - _LINE + 1) : best + 1])), 1e-12)
        least = max(self._limits.overfit_sigmas * scatter, self._limits.overfit_rise_share * abs(level)) * self._caution
        rise = median(recent) - level
        if (rise > least and min(recent) > level) or _climbs(y[best], recent, least):
            self._tell(run, index, max(rise, recent[-1] - y[best]) / scatter)

    def _tell(self, run: Run, index: int, sigmas: float) -> None:
        series = self._feed.series
        begin, told = series.rows[self._best], series.rows[index]
        before = max(0, told - 1)
        train = _training(run, series, told)
        if train is None or not _fell(train, begin, told - 1) or context.is_game(run, before):
            return
        if not context.is_main(run, series, before):
            return
        message = (
            f"{series.name} rises since {context.where(run, begin)}, from {numbers.number(series.y[self._best])} to "
            f"{numbers.number(series.y[index])}, while {train.name} does not."
        )
        better = _better_scores(run, begin, before)
        severity, also = ("info", f"{better[0]} still improves") if better else ("warning", "")
        sure = confidence_of(sigmas / 2)
        self._open = Finding("overfit", severity, series.name, begin, told, message, sure, lasts=True, also=also)
        self.findings.append(self._open)


def _wander(values: list[float]) -> float:
    """Sigma about a straight line: sees slow wandering, which differences of neighbours do not."""
    if len(values) < _LINE:
        return 0.0
    line = Trend([float(k) for k in range(len(values))], values).line(0, len(values))
    return _TRUST * mad_sigma([v - line.mean - line.slope * (k - line.centre) for k, v in enumerate(values)])


def _climbs(best: float, recent: list[float], least: float) -> bool:
    """True for a climb without a step back, from plainly above the best one: a turn after a steep fall."""
    rising = all(a < b for a, b in pairwise(recent))
    return rising and recent[0] - best > 0.7 * least and recent[-1] - best > 2 * least


def is_validation_loss(series: Series) -> bool:
    """True for a loss, perplexity or error of validation or test."""
    means = series.meaning
    return means.goal == "min" and means.kind in ("loss", "perplexity", "error") and means.split in ("val", "test")


def _training(run: Run, validation: Series, row: int) -> Series | None:
    """The training series of the same kind that had values by `row`; the longest one."""
    kind = validation.meaning.kind
    wanted = [kind] if kind != "error" else ["error", "loss"]
    found = [
        s
        for s in run.series.values()
        if s.meaning.kind in wanted
        and s.meaning.split in (None, "train")
        and s.rows
        and s.rows[0] < row
        and s.in_main_lane
    ]
    return max(found, key=lambda s: context.index_at(s, row), default=None)


def _fell(train: Series, begin: int, end: int) -> bool:
    """True when training did not get worse between the two rows, by medians of what was printed up to each."""
    first, last = context.index_at(train, begin), context.index_at(train, end)
    if first < 0 or last <= first:
        return False
    width = max(1, min((last - first) // 2, first + 1, _TRAIN_WINDOW))
    before, after = finite(train.y[first - width + 1 : first + 1]), finite(train.y[last - width + 1 : last + 1])
    if not before or not after:
        return False
    scatter = mad_sigma(after) / sqrt(len(after)) if len(after) > 4 else 0.0
    return median(after) < median(before) + scatter


def _better_scores(run: Run, begin: int, end: int) -> list[str]:
    """Validation scores whose best value lies between the two rows."""
    return [
        s.name
        for s in run.series.values()
        if s.meaning.kind == "score" and s.meaning.split in ("val", "test") and _best_lies_between(s, begin, end)
    ]


def _best_lies_between(series: Series, begin: int, end: int) -> bool:
    first, last = context.index_at(series, begin), context.index_at(series, end)
    return 0 <= first < last and max(series.y[first + 1 : last + 1]) > max(series.y[: first + 1])
