"""The one table of what names mean: split, kind, unit, and which way is better."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

SPLITS = {
    "train": "train", "training": "train", "tr": "train", "trn": "train",
    "val": "val", "valid": "val", "validation": "val", "vali": "val", "dev": "val", "eval": "val", "evaluation": "val",
    "devel": "val", "holdout": "val", "validate": "val", "evaluating": "val", "validating": "val",
    "test": "test", "testing": "test", "tst": "test",
    "训练": "train", "验证": "val", "测试": "test", "評価": "val", "検証": "val", "学習": "train", "訓練": "train",
    "テスト": "test", "학습": "train", "훈련": "train", "검증": "val", "обучение": "train", "validierung": "val", "entraînement": "train", "entrenamiento": "train", "validación": "val", "treino": "train", "validação": "val", "prueba": "test", "teste": "test", "валидация": "val", "тест": "test",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a metric's name says. `goal` is "min", "max" or "none"; `split` is "train", "val", "test" or `None`."""

    kind: str
    goal: str
    split: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Overrule:
    """What the user says a metric is, in the words of `Meaning`; `None` leaves the guess."""

    kind: str | None = None
    goal: str | None = None
    split: str | None = None


# kind -> (goal, unit, words). A rule holds when all words of one of its entries are among the name's words. First rule wins.
_RULES: tuple[tuple[str, str, str | None, tuple[str, ...]], ...] = (
    ("learning_rate", "none", None, (
        "lr", "learning rate", "learningrate", "l r", "学习率", "学習率", "lernrate", "학습률", "lrs", "pg0", "pg1", "pg2", "lr0", "lr1", "lr2",
    )),
    ("gradient_norm", "none", None, (
        "grad norm", "gradient norm", "gnorm", "gradnorm", "grad", "gradients", "gradient", "norm", "梯度", "gn",
    )),
    ("loss_scale", "none", None, ("loss scale", "scale", "lossscale", "scaler")),
    ("memory", "none", None, ("mem", "memory", "memallocated", "maxmemallocated", "vram", "ram", "rss", "gpumem", "memusage")),
    ("throughput", "max", None, (
        "samples sec", "samples second", "tokens sec", "tokens second", "tokens per", "samples per", "batches per", "steps per",
        "steps second", "it s", "iters s", "iter s", "tok s", "toks", "tps", "fps", "wps", "ups", "mfu", "tflops", "tflop", "flops", "gflops",
        "throughput", "speed", "words s", "words sec", "wpb", "img s", "images sec", "imgs sec", "examples sec", "samples s", "sps",
        "tokens s", "steps s", "steps sec", "samplespersec", "runningavgsamplespersec", "currsamplespersec", "examples s", "tgs", "hfu",
        "吞吐",
    )),
    ("time", "none", "s", (
        "time", "sec", "secs", "seconds", "second", "elapsed", "duration", "ms", "eta", "wall", "dt", "runtime", "latency", "cost time",
        "data", "walltime", "step time", "msec", "minutes", "hours", "timing", "用时", "耗时", "時間", "время", "시간", "clock",
    )),
    ("perplexity", "min", None, ("ppl", "ppls", "perplexity", "pplx", "困惑度", "ppx", "perp")),
    ("reward", "max", None, (
        "reward", "rewards", "return", "returns", "rew", "ret", "episode return", "ep rew", "ep ret", "score mean", "奖励", "報酬", "보상",
        "награда", "win rate", "winrate", "success", "success rate", "elo",
    )),
    ("score", "max", None, (
        "acc", "accs", "accuracy", "accuracies", "acc1", "acc5", "top1", "top5", "top 1", "top 5", "f1", "auc", "auroc", "auprc", "roc",
        "precision", "recall", "map", "map50", "map75", "map50 95", "ap", "ap50", "ap75", "aps", "apm", "apl", "ar", "iou", "miou", "dice",
        "bleu", "bleu4", "rouge", "rouge1", "rouge2", "rougel", "meteor", "cider", "spice", "chrf", "r2", "r 2", "mcc", "kappa", "psnr", "ssim",
        "score", "correct", "hit", "hits", "hit 1", "hit 10", "mrr", "ndcg", "r 1", "r 5", "r 10", "em", "exact match", "pass 1", "spearman",
        "pearson", "corr", "correlation", "elbo", "prec", "准确率", "精度", "正解率", "正确率", "召回率", "정확도", "точность", "pq", "las", "uas",
        "fscore", "balanced accuracy", "specificity", "sensitivity", "jaccard", "likelihood", "loglik", "log likelihood", "is", "pck",
        "macro", "micro", "精确率", "適合率", "再現率", "精确度", "정밀도", "재현율", "得分", "分数", "点数", "점수", "метрика", "полнота", "ce mean words acc", "ndcg 10", "recall 1", "recall 5", "recall 10", "cosine similarity", "margins", "mdice",
        "aacc", "macc", "kendall", "auroc score", "p", "r", "oa", "mota", "idf1", "hota", "snr", "sisnr", "si snr", "sdr", "pesq", "stoi",
        "evidence", "sacrebleu", "spearmanr", "iou", "rsquared", "log prob", "logprob", "genauigkeit", "précision", "precisión", "exactitud", "exactitude", "acurácia", "accuratezza",
    )),
    ("error", "min", None, (
        "error", "err", "errors", "merror", "rmse", "mse", "mae", "mape", "wer", "cer", "per", "ter", "fid", "kid", "eer", "msle", "smape",
        "rmsle", "lpips", "rel", "abs rel", "brier", "误差", "誤差", "オーダー", "ошибка", "오차", "epe", "der", "fid50k", "bpb", "bpc", "bits", "fad",
        "mpjpe", "chamfer", "hausdorff", "hd95", "ece", "rejected", "logloss", "mlogloss", "poisson",
    )),
    ("loss", "min", None, (
        "loss", "losses", "cost", "nll", "ce", "xent", "bce", "kl", "kld", "crossentropy", "cross entropy", "crossentropyloss", "entropy loss",
        "objective", "nelbo", "penalty", "trl", "tel", "损失", "損失", "ロス", "손실", "потери", "лосс", "critic loss", "l1", "l2", "mlm", "huber",
        "focal", "hinge", "contrastive", "reconstruction", "recon", "regularization", "commit", "vloss", "tloss", "rnnlm", "energy loss",
        "kl divergence", "divergence", "td error", "bellman", "hlg", "lossiter", "verlust", "perte", "pérdida", "perda", "perdita",
    )),
    ("count", "none", None, (
        "count", "num", "tokens", "samples", "examples", "timesteps", "frames", "episodes", "steps", "updates", "instances", "total",
        "size", "length", "len", "bsz", "batch", "consumed", "words", "iterations", "epochs", "paths", "remaining", "percentage", "percent",
        "ratio", "bad epochs", "patience", "n", "skipped", "trajectories", "filtered", "total flos", "total weights", "total count", "pid", "sen", "tp", "fp", "fn", "tn",
    )),
)  # fmt: skip

KINDS = (*(kind for kind, *_ in _RULES), "other")
GOALS = ("min", "max", "none")

_LOSS_NAMES_WITH_SUFFIX = re.compile(r"(?:loss|nll|crossentropy|perplexity|[rm]mse|logloss)$")


def words(name: str) -> tuple[str, ...]:
    """The words of a metric name, lower case: `valLoss/top-1` -> val, loss, top, 1."""
    spaced = _CHUNK.sub(lambda m: m[0] if m[0].lower() in _WHOLE else _CAMEL.sub(" ", m[0]), name)
    spaced = _GERMAN.sub(r"\1 \2", spaced)
    if not name.isascii():
        spaced = _known_words().sub(r" \1 ", spaced)
    return tuple(re.findall(r"[^\W_]+", spaced.lower()))


_CHUNK = re.compile(r"[A-Za-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WHOLE = frozenset(("iou", "miou", "chrf", "cider", "tflops", "gflops", "sacrebleu", "spearmanr", "psnr", "wps"))
_GERMAN = re.compile(r"(?i)\b(training|validierung|test)s?(verlust|genauigkeit|fehler)")


@lru_cache(maxsize=1)
def _known_words() -> re.Pattern[str]:
    """Words of languages that are written without blanks, longest first."""
    known = {*SPLITS, *(entry for rule in _RULES for entry in rule[3])}
    dense = sorted((w for w in known if not w.isascii()), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, dense)) + ")", re.IGNORECASE)


_ACTS = frozenset(
    ("evaluating", "evaluation", "validating", "eval")
)  # "evaluating test": the test is what is evaluated


def split_of(parts: tuple[str, ...]) -> str | None:
    for part in parts:
        if part in SPLITS and part not in _ACTS:
            return SPLITS[part]
    for part in parts:
        if part in SPLITS:
            return SPLITS[part]
        bare = part.rstrip("0123456789")
        if bare in ("val", "train", "valid", "test", "validation", "eval", "dev"):
            return SPLITS[bare]
    return None


def _compile() -> dict[str, list[tuple[int, tuple[str, ...], int]]]:
    table: dict[str, list[tuple[int, tuple[str, ...], int]]] = {}
    for order, (_, _, _, entries) in enumerate(_RULES):
        for entry in entries:
            parts = tuple(entry.split())
            table.setdefault(parts[0], []).append((order, parts, len(parts)))
    return table


_TABLE = _compile()
_LOSS = next(i for i, rule in enumerate(_RULES) if rule[0] == "loss")
_ERROR = next(i for i, rule in enumerate(_RULES) if rule[0] == "error")
_SCORE = next(i for i, rule in enumerate(_RULES) if rule[0] == "score")


def vocabulary() -> frozenset[str]:
    """Every word that a metric's name is known by, and the splits."""
    return frozenset(
        (*SPLITS, *_TABLE, *(word for entries in _TABLE.values() for _, entry, _ in entries for word in entry))
    )


def _rule_of(parts: tuple[str, ...]) -> int | None:
    """The rule that fits: the last matching word decides between loss and the rest, since `cls_loss` is a loss."""
    if parts and parts[-1] in ("loss", "losses"):
        return _LOSS
    if {"err", "error", "errors"} & set(parts) and not {"loss", "losses"} & set(parts):
        return _ERROR
    content = tuple(p for p in parts if p not in SPLITS) or parts
    found: list[tuple[int, int]] = []
    for at, part in enumerate(content):
        for order, entry, size in _TABLE.get(part, ()):
            if content[at : at + size] == entry:
                found.append((order, at))
    if not found:
        return _LOSS if any(_LOSS_NAMES_WITH_SUFFIX.search(p) for p in content) else None
    if any(order == _LOSS for order, _ in found) and "loss" in content and not any(order < 3 for order, _ in found):
        return _LOSS
    return min(found)[0]


@lru_cache(maxsize=4096)
def meaning(name: str, split: str | None = None) -> Meaning:
    """What `name` says; `split` is the context's word for it and is used where the name is silent."""
    parts = words(name)
    own = split_of(parts)
    rule = _rule_of(parts)
    side = own or split
    if rule is None:
        return Meaning("other", "none", side, None)
    kind, goal, unit, _ = _RULES[rule]
    return Meaning(kind, goal, side, unit)


def overruled(means: Meaning, by: Overrule | None) -> Meaning:
    """The guess, with what the user says in place of it."""
    if by is None:
        return means
    return Meaning(by.kind or means.kind, by.goal or means.goal, by.split or means.split, means.unit)


NO_SPLIT_KINDS = frozenset(("learning_rate", "gradient_norm", "throughput", "time", "memory", "loss_scale", "count"))


@lru_cache(maxsize=4096)
def with_split(name: str, split: str | None) -> str:
    """The name with the split in front, where only the context tells it and where a split means anything."""
    if split is None:
        return name
    means = meaning(name)
    return name if means.split is not None or means.kind in NO_SPLIT_KINDS else f"{split}/{name}"


_TOTAL_WORDS = frozenset(
    [
        "loss",
        "losses",
        "total",
        "main",
        "crossentropyloss",
        "crossentropy",
        "cross",
        "entropy",
        "ce",
        "trl",
        "tel",
        "nll",
        "cost",
        "mlogloss",
        "logloss",
        "ppl",
        "ppls",
        "perplexity",
        "xent",
        "function",
        "objective",
        "avg",
        "average",
        "mean",
        "set",
        "overall",
        "valid",
        "softmax",
        "epoch",
        "step",
        "running",
        "model",
        "lm",
        "token",
        "per",
        "损失",
        "損失",
        "ロス",
        "손실",
        "потери",
        "binary",
        "rmse",
        "mse",
        "mae",
        "mape",
        "error",
        "err",
        "wer",
        "cer",
        "l1",
        "l2",
        "elbo",
        "nelbo",
        "smooth",
        "smoothed",
        "ema",
        "interval",
        "final",
    ]
)


def quality(name: str, means: Meaning) -> int:
    """How much a person wants to see this metric first: 0 is most.

    The order is the one in which people say how a run went: the reward of reinforcement learning, the validation loss, the
    training loss, the validation score, the parts of a loss, and what only describes the run. Validation goes before training.
    """
    side = {"val": 0, "test": 1, None: 2, "train": 3}[means.split]
    content = [w for w in words(name) if w not in SPLITS]
    if means.kind == "reward":
        return (0 if content[:1] != ["rewards"] else 42) + side
    if means.kind in ("loss", "perplexity", "error"):
        if all(w in _TOTAL_WORDS or w.isdigit() for w in content):
            return (10 if side < 2 else 18) + side + (0 if means.kind == "loss" else 4)
        return 38 + side
    if means.kind == "score":
        return 28 + side
    return 90 + (
        "learning_rate",
        "gradient_norm",
        "other",
        "throughput",
        "loss_scale",
        "memory",
        "time",
        "count",
    ).index(means.kind)
