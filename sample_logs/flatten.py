"""Copy every sample into one flat folder with numbered names, and its expectation beside it in another.

    python -m sample_logs.flatten OUT        writes OUT/raw/NNN__program__file and OUT/truth/NNN.json

so that a scorer that knows one log and one truth a number can be run over them. `primary` becomes the first acceptable
name, the rest goes into `also_primary`.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
SUFFIX = ".expect.json"


def samples(folder: Path = HERE) -> list[Path]:
    """Every log that has an expectation, in the order of their names: the place in this list is the number."""
    return sorted(path.with_name(path.name.removesuffix(SUFFIX)) for path in folder.rglob(f"*{SUFFIX}"))


def expectation(log: Path) -> dict[str, object]:
    """What the .expect.json file of `log` says."""
    loaded: dict[str, object] = json.loads(log.with_name(log.name + SUFFIX).read_text(encoding="utf-8"))
    return loaded


def flatten(out: Path) -> int:
    """Write the flat copy under `out` and return how many logs there are."""
    raw, truth = out / "raw", out / "truth"
    raw.mkdir(parents=True, exist_ok=True)
    truth.mkdir(parents=True, exist_ok=True)
    for number, log in enumerate(samples()):
        wanted = expectation(log)
        names = wanted.pop("primary")
        assert isinstance(names, list)
        wanted = {"id": f"{number:03}", **wanted, "primary": names[0] if names else None, "also_primary": names[1:]}
        shutil.copyfile(log, raw / f"{number:03}__{'__'.join(log.relative_to(HERE).parts)}")
        (truth / f"{number:03}.json").write_text(json.dumps(wanted, indent=1, ensure_ascii=False), encoding="utf-8")
    return len(samples())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m sample_logs.flatten OUT")
    print(flatten(Path(sys.argv[1])), "samples")
