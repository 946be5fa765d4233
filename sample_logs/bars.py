"""A progress bar as tqdm draws it into a file: ten cells, no terminal width known."""

from __future__ import annotations

EIGHTHS = " ▏▎▍▌▋▊▉"


def clock(seconds: float) -> str:
    """`mm:ss`, or `h:mm:ss` from an hour on."""
    minutes, secs = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{secs:02}" if hours else f"{minutes:02}:{secs:02}"


def rate(per_second: float, unit: str = "it") -> str:
    """`19.12it/s`, or `1.63s/it` when slower than one a second; five characters wide."""
    return f"{per_second:5.2f}{unit}/s" if per_second >= 1 else f"{1 / per_second:5.2f}s/{unit}"


def bar(done: int, total: int, elapsed: float, label: str = "", postfix: str = "", unit: str = "it") -> str:
    """One frame, without its carriage return."""
    cells = int(80 * done / total)
    full, part = divmod(cells, 8)
    picture = ("█" * full + (EIGHTHS[part] if full < 10 else "")).ljust(10)
    head = f"{label}: " if label else ""
    tail = f", {postfix}" if postfix else ""
    if not done:
        return f"{head}  0%|{picture}| 0/{total} [00:00<?, ?{unit}/s{tail}]"
    speed = done / elapsed
    left = clock((total - done) / speed)
    return (
        f"{head}{100 * done // total:3}%|{picture}| {done}/{total} [{clock(elapsed)}<{left}, {rate(speed, unit)}{tail}]"
    )
