"""Lines that tell of an event: checkpoints, resumes, ends, errors."""

from __future__ import annotations

import re

_RULES: tuple[tuple[str, str], ...] = (
    ("oom", r"out of memory|OutOfMemoryError|CUDA_ERROR_OUT_OF_MEMORY|ResourceExhaustedError|\bOOM\b(?!\s*[=:]?\s*0)(?=.*kill|\b)|oom-kill|MemoryError\b|RESOURCE_EXHAUSTED"),
    ("killed", r"^Killed$|\bKilled\s+python|CANCELLED AT .*(?:TIME LIMIT|PREEMPTION|\d{4}-)|DUE TO TIME LIMIT|slurmstepd: error|Received (?:signal|SIGTERM|SIGINT)|SIGTERM received|"
               r"Signal \d+ \(SIG|exitcode\s*: -\d+|KeyboardInterrupt|preempted|Terminated$"),
    ("error", r"^Traceback \(most recent call last\)|^\s*[\w.]*(?:Error|Exception|Interrupt)(?::\s|$)|CUDA error|CUBLAS_STATUS|CUDNN_STATUS|NCCL (?:error|WARN.*(?:fail|abort))|ncclSystemError|"
              r"ncclInternalError|ncclUnhandledCudaError|Watchdog caught collective operation timeout|device-side assert|Segmentation fault|core dumped|"
              r"ChildFailedError|AssertionError|Xid \(PCI|Bus error|illegal memory access|fatal error|No space left on device|Fatal Python error"),
    ("early-stop", r"[Ee]arly[ -]?[Ss]topp?(?:ing|ed)?\b(?!\(|\s*(?:patience|_|=|:\s*(?:None|False|True|\d)))(?=.*(?:trigger|stop|no improv|did not improve|patience|epoch|best|\W*$))|[Ss]topp(?:ing|ed) early|EarlyStopping: Stopping"),
    ("resume", r"[Rr]esum(?:ing|ed)\b.*(?:from|at|epoch|step|checkpoint|training)|[Ll]oad(?:ed|ing) checkpoint|[Rr]estor(?:ed|ing) (?:from|checkpoint)|[Cc]ontinuing (?:from|training)|successfully loaded checkpoint"),
    ("best", r"[Nn]ew best|[Ss]av(?:ed|ing)\b.*\bbest\b|[Bb]est (?:model|checkpoint).*sav|improved from .* to .*|sav(?:ed|ing) improved"),
    ("checkpoint", r"[Ss]av(?:ed|ing)\b.*(?:checkpoint|\bmodel\b|weights|state|snapshot|\.pt\b|\.pth\b|\.ckpt|\.safetensors|\.params|\.npz|\.h5|\.keras|\.bin\b|adapter)|"
                   r"[Ss]napshotting to|[Cc]heckpoint.*\b(?:saved|written)|[Ww]rit(?:ing|ten) checkpoint|^Configuration saved in"),
    ("overflow", r"OVERFLOW!|[Oo]verflow detected|[Gg]radient overflow|[Gg]rad overflow"),
    ("end", r"[Tt]raining (?:is )?(?:complete|completed|finished|done|ended)|[Ff]inished [Tt]raining|[Dd]one training|Training completed\.|^\W*Optimization Done|"
            r"\btrain(?:ing)? done\b|^\W*(?:All done|DONE|Done)[.!]?\W*$|[Tt]otal training time|training finished|'train_runtime':|训练(?:完成|结束)|学習(?:完了|終了)|`Trainer\.fit` stopped:|"
            r"(?<!\d)\d++ epochs completed in"),
    ("evaluation", r"(?<!\*)\*{3,}+ ?(?:Running|Start)?\s*[Ee]val|Running (?:eval|valid|predict)|^\W*[Ee]valuating\b|begin validation|Start(?:ing)? (?:validation|evaluation)|^\W*Eval begin"),
    ("warning", r"\bloss is (?:nan|inf)|[Nn]on-?finite|skipping (?:batch|step)"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _RULES)
# One search that most lines fail: the words that any rule needs.
_ANY = re.compile(
    r"(?i:error|traceback|memory|oom|kill|cancel|time limit|signal|sigterm|interrupt|preempt|terminat|exitcode|exception|cuda|cudnn|cublas|nccl|watchdog|"
    r"segmentation|core dumped|xid|early|stopping|resum|load|restor|continuing|best|improv|sav(?:ed|ing)|snapshot|checkpoint|overflow|train|done|"
    r"optimization|evaluat|\beval\b|valid|predict|finite|skipping|completed|no space|assert|bus err|loss is)|训练|学習"
)
_SEARCHED = 1000  # characters: an event is told at the start of a line, and the rules are quadratic in its length
_NOISE = re.compile(r"WARN|INFO.*[Ll]oading|DEBUG")


def notice_kind(text: str) -> str | None:
    """The kind of event a line tells of: one of `events.NOTICES`, or "end"; `None` for most lines."""
    text = text[:_SEARCHED]
    if _ANY.search(text) is None:
        return None
    for kind, pattern in _COMPILED:
        if pattern.search(text):
            return kind
    return None
