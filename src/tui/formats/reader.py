"""Reader: lines in, events out. Asks bars, records, tables, the special formats and the structural reader in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tui.formats import bars
from tui.formats.base import Format
from tui.formats.columns import Columns
from tui.formats.dialect import Dialect
from tui.formats.document import Document
from tui.formats.draft import CERTAIN, Draft, proves_training, strength
from tui.formats.grid import Grid
from tui.formats.notices import notice_kind
from tui.formats.plans import planned
from tui.formats.prefix import split_prefix, stamp_seconds
from tui.formats.records import RecordReader, flatten, parse_object, plain_numbers, to_draft
from tui.formats.registry import special_formats
from tui.formats.roads import Road, Roads
from tui.formats.structure.lines import Context, LineReader
from tui.formats.structure.shapes import Owners, shape_key
from tui.formats.structure.template import make_template
from tui.formats.tokens import CUT
from tui.model import names
from tui.model.events import Ended, Event, Line, Metrics, Notice, Plan, Progress

_ENOUGH = 12  # losses without any place that prove a training
_LONGEST_RECORD = 65_536  # characters; what is longer is text or data, and is not searched
_LONGEST_NOTICE = 1_000  # characters of a line that tells of an event
_WORDS = re.compile(r"[^\W\d_]{3}")  # a row of numbers may be of a table whose head is still to come
_DULL_LIMIT = 50_000
_WAITING_LIMIT = 20_000  # records held until something proves that this is a training at all


class Reader:
    """Reads one source. Lines come in order; one thread calls. Nothing here raises on any text.

    `only` is the name of one format to use ("structure" switches every special format off). `own` are the user's formats,
    asked before all others. `records` counts lines that gave metrics, `unparsed` lines with text that gave nothing, `frames` the states of bars.
    """

    def __init__(self, only: str | None = None, own: Sequence[Format] = ()) -> None:
        self.records = 0
        self.unparsed = 0
        self.frames = 0
        self.proved = False
        self._context = Context()
        self._owners = Owners()
        self._lines = LineReader(self._owners, self._context)
        self._records = RecordReader(self._owners, self._context)
        self._columns = Columns()
        self._grid = Grid()
        self._document: Document | None = Document()
        self._formats: list[Format] = [*own, *special_formats(only)]
        self._waiting: list[Event] = []
        self._used: dict[str, int] = {}
        self._bar_at: tuple[float | None, float] = (None, 0.0)
        self._bar_is_whole = False
        self._dialect = Dialect()
        self._stamp_text = ""
        self._block_time: float | None = None
        self._roads = Roads()
        self._expects_next = False  # a special format claims the next line whatever it is
        self._placed = 0  # records in a row with a place that rose
        self._placed_names: tuple[str, ...] = ()
        self._placed_at = (0.0, 0.0)
        self._placeless = 0  # losses seen without a place
        self._dull: dict[
            str, tuple[str | None, bool]
        ] = {}  # shapes that gave nothing: the event their text tells, and whether they may become records

    @property
    def format_name(self) -> str:
        """The dialect that gave most records, "" before there are any."""
        special = {k: v for k, v in self._used.items() if k not in _GENERAL}
        pool = special or self._used
        return max(pool, key=lambda name: pool[name]) if pool else ""

    def read(self, lines: Sequence[Line]) -> list[Event]:
        """The events of some lines, in order."""
        out: list[Event] = []
        road: Road | None = None
        for line in lines:
            taken = self._by_road(line)
            if road is not None and taken is not road:
                self._leave(road, out)
            road = taken
            if taken is not None:
                continue
            if self._document is not None:
                self._in_document(line, out)
                continue
            before = len(out)
            self._line(line, out)
            if len(out) > before and not line.transient:
                self._roads.learn(line.text, out[before:])
        if road is not None:
            self._leave(road, out)
        return self._prove(out)

    def _by_road(self, line: Line) -> Road | None:
        """The road that takes the line, where nothing said before can change its meaning."""
        if (
            not self.proved
            or line.transient
            or self._context.evaluating
            or self._context.section is not None
            or self._expects_next
        ):
            return None
        return self._roads.take(line.text, line.number)

    def _leave(self, road: Road, out: list[Event]) -> None:
        """Hand on what a road took in, and stand where its last line stood."""
        self.records += len(road.lines)
        events = road.events()
        self._context.passed(events[-1])
        self._close_grid(out)
        out.extend(events)

    def finish(self) -> list[Event]:
        """The events still held back: the source will not grow, or has been idle. May be called again later."""
        out: list[Event] = []
        document, self._document = self._document, None
        if document is not None:
            drafts = document.drafts() if document.lines() else []
            if drafts is None:
                for number, text in enumerate(document.lines(), 1):
                    self._line(Line(text, number), out)
            else:
                self._emit_records(drafts, "json-document", out)
        self._close_grid(out)
        for special in self._formats:
            kept = special.finish()
            out.extend(kept)
            for _ in (e for e in kept if isinstance(e, Metrics)):
                self._count(special.name)
                self.proved = True
        if self.proved:
            self._emit(self._lines.finish(), "structure", out)
        return self._prove(out)

    # one line

    def _in_document(self, line: Line, out: list[Event]) -> None:
        document = self._document
        if document is not None and not line.transient and document.take(line.text):
            return
        self._document = None
        for number, text in enumerate(document.lines() if document else (), 1):
            self._line(Line(text, number), out)
        self._line(line, out)

    def _line(self, line: Line, out: list[Event]) -> None:
        text = line.text
        if not text or text.isspace():
            self._context.section = None
            self._close_grid(out)
            return
        if len(text) > _LONGEST_RECORD:
            self.unparsed += 1
            return
        before = len(out)
        if self._formats and self._special(text, line, out):
            return
        if bars.looks_like_bar(text):
            text = self._bar(line, out)
            if not text:
                return
        rank, text = self._dialect.rank(text)
        prefix = split_prefix(text)
        rest = plain_numbers(self._dialect.numbers(prefix.rest.rstrip()))
        rank = prefix.rank if rank is None else rank
        self._stamp_text, block = prefix.stamp, self._context.block
        if rest is line.text or not self._special(rest, line, out):
            self._message(rest, text, line, out)
        if self._context.block is not block:
            self._block_time = self._time()  # the lines of a block have the time of its head
        if len(out) > before:
            _stamp(out, before, self._time(), rank)
        if len(out) == before and not line.transient:
            self.unparsed += 1

    def _special(self, rest: str, line: Line, out: list[Event]) -> bool:
        for special in self._formats:
            events = special.parse(rest, line.number)
            self._expects_next = special.expects_next
            if events is not None:
                if any(isinstance(e, Metrics) for e in events):
                    self._count(special.name)
                    self.proved = True
                for event in events:
                    self._note_place(event)
                out.extend(events)
                return True
        return False

    def _note_place(self, event: Event) -> None:
        if isinstance(event, Progress) and event.unit == "epoch":
            self._context.epoch, self._context.saw_clock = event.done, True
        elif isinstance(event, Metrics):
            context = self._context
            context.saw_clock = context.saw_clock or event.epoch is not None or event.step is not None
            context.epoch = context.epoch if event.epoch is None else event.epoch
            context.step = context.step if event.step is None else event.step

    def _message(self, rest: str, text: str, line: Line, out: list[Event]) -> None:
        """Read a message: a known shape goes straight to its reader, a new one is offered to all."""
        pieces = CUT.split(rest)
        key = shape_key(pieces)
        entry = self._lines.confirmed(key)
        if entry is not None:
            self._close_grid(out)
            self._emit([self._lines.record(entry, pieces, line.number)], "structure", out)
            return
        known = self._dull.get(key)
        if known is not None:
            self._close_grid(out)
            kind, may_become = known
            if may_become:
                self._emit(self._lines.read(pieces, line.number), "structure", out)
            if kind is not None:
                self._tell(kind, rest, line, out)
            return
        before = len(out)
        if self._offer(rest, text, pieces, line, out):
            return
        kind = self._notice(rest, line, out)
        if (
            len(pieces) > 1
            and len(out) - before <= (kind is not None)
            and not rest.endswith("}")
            and _WORDS.search(key)
        ):
            if len(self._dull) >= _DULL_LIMIT:
                self._dull.clear()
            self._dull[key] = (kind, not self._lines.is_useless(key))

    def _offer(self, rest: str, text: str, pieces: Sequence[str], line: Line, out: list[Event]) -> bool:
        """True when the line is a record, a place, or part of a table."""
        if rest.endswith("}") and "{" in rest and self._object(rest, line, out):
            return True
        belongs, closed = self._grid.read(rest, line.number)
        if closed is not None:
            self._emit_records([closed], "table", out)
        if belongs:
            return True
        header = self._columns.header
        row = self._columns.read(text if prefix_free(text, rest) else rest, line.number)
        if self._columns.header is not header:
            self._dull.clear()  # what was no row may be one now
            self._roads.clear()
        if row is not None:
            by_blanks = self._columns.header is not None and self._columns.header.cut in ("|", " ", "  ")
            self._emit_records([row], "table" if by_blanks else "csv", out)
            return True
        if len(pieces) == 1:
            self._lines.heading(rest)
            return False
        drafts = self._lines.read(pieces, line.number)
        if not drafts:
            return False
        self._emit(drafts, "structure", out)
        return any(d.values for d in drafts)

    def _object(self, rest: str, line: Line, out: list[Event]) -> bool:
        start = rest.find("{")
        found = parse_object(rest[start:])
        if found is None:
            return False
        draft = to_draft(flatten(found), line.number)
        label = rest[:start].strip(" :=-|>").rsplit(" ", 1)[-1]
        if label and set(draft.values) == {"value"}:
            draft.values = {label: draft.values["value"]}
        elif draft.split is None:
            draft.split = names.split_of(names.words(label))
        self._emit_records([draft], "json-lines" if start == 0 and rest[1:2] == '"' else "dict", out)
        return True

    def _close_grid(self, out: list[Event]) -> None:
        closed = self._grid.close()
        if closed is not None:
            self._emit_records([closed], "table", out)

    def _notice(self, rest: str, line: Line, out: list[Event]) -> str | None:
        plan = planned(rest, line.number)
        if plan is not None:
            out.append(plan)
        kind = notice_kind(rest)
        if kind is not None:
            self._tell(kind, rest, line, out)
            self._context.evaluating = self._context.evaluating or kind == "evaluation"
        return kind

    def _tell(self, kind: str, rest: str, line: Line, out: list[Event]) -> None:
        if line.transient:
            return
        said, time = rest.strip()[:_LONGEST_NOTICE], self._time()
        out.append(
            Ended("finished", said, line.number, time) if kind == "end" else Notice(kind, said, line.number, time)
        )

    def _time(self) -> float | None:
        """The time of the present line: its own stamp, or that of the head of its block."""
        if self._stamp_text:
            return stamp_seconds(self._stamp_text)
        return self._block_time if self._context.block is not None else None

    # bars

    def _bar(self, line: Line, out: list[Event]) -> str:
        """Read a bar; returns the text that was glued behind it, or the whole line when it is no bar."""
        bar = bars.read_bar(line.text)
        if bar is None:
            return line.text
        self.frames += 1
        epoch = bar.epoch
        if epoch is not None:
            self._context.epoch, self._context.saw_clock = epoch, True
            if not line.transient or bar.epoch_total:
                out.append(Progress(epoch, bar.epoch_total, "epoch", line=line.number))
        unit = bar.role
        if unit == "batch" and bar.epoch is None and self._context.epoch is None:
            unit = "step"
        if unit == "step" and self._context.epoch is not None and not bar.label and not self._goes_on(bar):
            unit = "batch"
        out.append(
            Progress(
                bar.done,
                bar.total,
                unit,
                bar.rate,
                bar.elapsed,
                bar.seconds_left,
                bar.label,
                transient=line.transient,
                line=line.number,
            )
        )
        for special in self._formats:
            special.saw_bar(bar)
        if bar.postfix or any(c.isdigit() for c in bar.label):
            self._postfix(bar, unit, line, out)
        return bar.rest

    def _goes_on(self, bar: bars.Bar) -> bool:
        """True for an unlabelled bar that did not start again when the epoch changed: it counts the whole run."""
        epoch, done = self._bar_at
        self._bar_at = (self._context.epoch, bar.done)
        if epoch is not None and epoch != self._context.epoch:
            self._bar_is_whole = bar.done > done
        return self._bar_is_whole

    def _postfix(self, bar: bars.Bar, unit: str, line: Line, out: list[Event]) -> None:
        draft = Draft()
        for text in (bar.label, bar.postfix):
            pieces = CUT.split(text)
            found = make_template(pieces).read(pieces) if len(pieces) > 1 else Draft()
            draft.values.update(
                {k: v for k, v in found.values.items() if text is bar.postfix or strength(k) == CERTAIN}
            )
            draft.step = found.step if text is bar.postfix and found.step is not None else draft.step
        draft.values = {k: v for k, v in draft.values.items() if not _is_bar_furniture(k)}
        if not draft.values or unit == "data":
            return
        draft.line = line.number
        stated = draft.step is not None  # the postfix itself counts steps
        if bar.epoch is not None or draft.epoch is None:
            draft.epoch = bar.epoch if bar.epoch is not None else self._context.epoch
        split = bar.split or ("val" if unit == "eval" else None)
        by_total = f"bar{'' if bar.label else bar.total}"
        renames = self._owners.settle(draft.values, f"{by_total}{split or ''}", [split or "val"])
        draft.values = {renames[k]: v for k, v in draft.values.items()}
        if unit == "step" and not stated:
            draft.step = bar.done
        elif not stated:
            draft.step = None
        self._count("bar")
        if proves_training(draft) or unit in ("step", "batch"):
            self.proved = True
        out.append(draft.metrics(bar=True))

    # from drafts to events

    def _emit_records(self, drafts: Sequence[Draft], dialect: str, out: list[Event]) -> None:
        for draft in drafts:
            self._emit(self._records.read(draft), dialect, out)

    def _emit(self, drafts: Sequence[Draft], dialect: str, out: list[Event]) -> None:
        for draft in drafts:
            if draft.values:
                self._count(dialect)
                self._weigh(draft)
            held = dialect == "structure" and not self.proved
            target = self._waiting if held else out
            target.extend(_places(draft))
            if draft.values:
                target.append(draft.metrics())

    def _weigh(self, draft: Draft) -> None:
        """A loss with a place, or a loss in a log that has places, or a loss again and again, shows that this is a training."""
        if self.proved:
            return
        if not proves_training(draft):
            self._count_placed(draft)
            return
        self._placeless += 1
        self.proved = (draft.has_place and not draft.carried) or self._context.saw_clock or self._placeless >= _ENOUGH

    def _count_placed(self, draft: Draft) -> None:
        """Records with a place that rises, again and again, are a training's even if nobody knows their names."""
        if not draft.has_place or draft.carried:
            return
        place, names_now = (draft.epoch or 0.0, draft.step or draft.batch or 0.0), tuple(draft.values)
        if names_now == self._placed_names and place > self._placed_at:
            self._placed += 1
        elif names_now == self._placed_names and place < self._placed_at:
            self._placed = 0
        self._placed_names, self._placed_at = names_now, place
        self.proved = self._placed >= _ENOUGH

    def _count(self, dialect: str) -> None:
        self.records += 1
        self._used[dialect] = self._used.get(dialect, 0) + 1

    def _prove(self, out: list[Event]) -> list[Event]:
        """Hold metrics back until one of them shows that a training wrote this log."""
        if self.proved:
            if self._waiting:
                out = [*self._waiting, *out]
                self._waiting = []
            return out
        if not any(isinstance(e, Metrics) for e in out) and not self._waiting:
            return out
        self._waiting.extend(e for e in out if isinstance(e, Metrics))
        del self._waiting[:-_WAITING_LIMIT]
        return [e for e in out if not isinstance(e, Metrics)]


_GENERAL = frozenset(("structure", "bar", "table", "csv", "json-lines", "json-document", "dict"))
_FURNITURE = frozenset(("v_num", "eta", "it/s", "s/it", "ms/step", "s/step", "s/epoch", "us/step", "min/epoch"))


def _is_bar_furniture(name: str) -> bool:
    return name.lower() in _FURNITURE or names.meaning(name).kind == "time"


def prefix_free(text: str, rest: str) -> bool:
    """True when nothing but blanks stands before the message."""
    return len(text.strip()) == len(rest.strip())


def _places(draft: Draft) -> Iterator[Event]:
    if draft.plan_steps is not None or draft.plan_epochs is not None:
        yield Plan(draft.plan_steps, draft.plan_epochs, line=draft.line)
    if draft.epoch is not None and (draft.epoch_total is not None or not draft.values):
        yield Progress(draft.epoch, draft.epoch_total, "epoch", line=draft.line)
    if draft.step is not None and (draft.step_total is not None or draft.seconds_left is not None or not draft.values):
        within = draft.epoch is not None and (draft.epoch_total or 1) > 1
        unit = "batch" if within else "step"
        yield Progress(draft.step, draft.step_total, unit, seconds_left=draft.seconds_left, line=draft.line)
    if draft.batch is not None and draft.batch_total is not None:
        yield Progress(draft.batch, draft.batch_total, "batch", line=draft.line)


def _stamp(out: list[Event], start: int, time: float | None, rank: int | None) -> None:
    """Give the events of a line its time stamp and rank."""
    for k in range(start, len(out)):
        event = out[k]
        if isinstance(event, Metrics):
            out[k] = replace(
                event,
                time=event.time if event.time is not None else time,
                rank=rank if rank is not None else event.rank,
            )
        elif isinstance(event, (Progress, Notice, Ended)) and event.time is None:
            out[k] = replace(event, time=time)
