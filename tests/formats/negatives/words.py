"""Random pieces that look like what computers print: names, addresses, paths, times."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

MODULES = (
    "encoder",
    "decoder",
    "attention",
    "embeddings",
    "mlp",
    "norm",
    "head",
    "router",
    "cache",
    "loader",
    "tokenizer",
    "scheduler",
)
HOSTS = ("node01", "node17", "web-3", "db-primary", "gpu-worker-a", "ci-runner-12", "laptop")
SENTENCES = (
    "The committee met on the 14th of March 1887 and heard 23 witnesses.",
    "Of the 312 letters, 48 were never opened; the remaining 264 fill two boxes.",
    "He walked 12.5 miles that day, slept 4 hours, and was at the mill by 6.",
    "Prices rose by 3.2 percent in the north and fell by 0.8 percent in the south.",
    "Chapter 7 begins on page 112 and has 9 illustrations, of which 3 are in colour.",
    "At 5 degrees below zero the river froze over for the first time since 1861.",
    "The house had 4 floors, 17 windows, and a garden of 0.6 acres.",
    "She counted 1,204 steps to the summit and wrote the figure in her diary.",
    "By 1890 the town had 2,413 inhabitants, 2 banks and no railway.",
    "The temperature was 21.4 degrees at noon and 13.9 at midnight.",
)


class Pieces:
    """A seeded source of plausible pieces of text."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.now = datetime(2025, 2, 11, 3, 14, 7)

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def whole(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def real(self, low: float, high: float) -> float:
        return self.random.uniform(low, high)

    def module(self) -> str:
        return self.random.choice(MODULES)

    def host(self) -> str:
        return self.random.choice(HOSTS)

    def sentence(self) -> str:
        return self.random.choice(SENTENCES)

    def hex(self, digits: int) -> str:
        return f"{self.random.getrandbits(4 * digits):0{digits}x}"

    def address(self) -> str:
        return ".".join(str(self.whole(1, 254)) for _ in range(4))

    def version(self) -> str:
        return f"{self.whole(0, 9)}.{self.whole(0, 30)}.{self.whole(0, 12)}"

    def path(self, suffix: str = ".py") -> str:
        return f"/{self.pick('home/ann', 'opt', 'usr/lib', 'workspace')}/{self.module()}/{self.module()}_{self.whole(0, 99)}{suffix}"

    def size(self) -> str:
        return f"{self.real(1, 900):.1f}{self.pick('k', 'M', 'G')}"

    def later(self, seconds: float = 30.0) -> datetime:
        """A clock that goes on by a random time."""
        self.now += timedelta(seconds=self.real(0, seconds))
        return self.now
