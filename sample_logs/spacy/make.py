# spacy==3.8.18 numpy==2.4.6
"""spaCy's train table (spacy.ConsoleLogger.v3) and init messages: a blank pipeline, random texts of two kinds."""

import random
import tempfile
from pathlib import Path

import spacy
from spacy.cli.init_config import fill_config
from spacy.cli.train import train
from spacy.tokens import DocBin

from sample_logs.capture import HERE, captured
from sample_logs.writing import SampleLog

CONFIG = """
[nlp]
lang = "en"
pipeline = ["tok2vec","textcat"]
batch_size = 32
[components]
[components.tok2vec]
factory = "tok2vec"
[components.tok2vec.model]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 16
depth = 1
embed_size = 200
window_size = 1
maxout_pieces = 2
subword_features = true
[components.textcat]
factory = "textcat"
[components.textcat.model]
@architectures = "spacy.TextCatBOW.v3"
exclusive_classes = true
ngram_size = 1
no_output_layer = false
[corpora]
[corpora.train]
@readers = "spacy.Corpus.v1"
path = "{folder}/train.spacy"
[corpora.dev]
@readers = "spacy.Corpus.v1"
path = "{folder}/dev.spacy"
[training]
max_steps = 300
eval_frequency = 20
patience = 0
[training.batcher]
@batchers = "spacy.batch_by_words.v1"
size = 120
[training.logger]
@loggers = "samples.Remembering.v1"
"""
LOG = SampleLog(
    "spacy/train.log",
    axis="step",
    primary=["CATS_SCORE", "SCORE", "LOSS TEXTCAT"],
    source="spacy 3.8.18 train, run on the CPU",
    notes="columns E, #, LOSS ..., SCORE; '#' is the step; the header stands once",
    made_here=False,
)


@spacy.registry.loggers("samples.Remembering.v1")
def remembering():
    """spaCy's own console logger, with what it is told kept."""
    console = spacy.registry.loggers.get("spacy.ConsoleLogger.v3")()

    def setup(nlp, stdout, stderr):
        log_step, finalize = console(nlp, stdout, stderr)

        def step(info):
            log_step(info)
            if info is not None:
                LOG.at(info["step"])
                for pipe in ("tok2vec", "textcat"):
                    LOG.saw(f"LOSS {pipe.upper()}", round(info["losses"][pipe], 2))
                LOG.saw("CATS_SCORE", round(100 * info["other_scores"]["cats_score"], 2))
                LOG.saw("SCORE", round(info["score"], 2))

        return step, finalize

    return setup


def corpus(path: Path, count: int, rng: random.Random) -> None:
    words = {
        "WARM": ["sun", "beach", "hot", "summer", "light", "sand"],
        "COLD": ["snow", "ice", "winter", "frost", "dark", "wind"],
    }
    nlp, docs = spacy.blank("en"), DocBin()
    for _ in range(count):
        kind = rng.choice(list(words))
        doc = nlp.make_doc(
            " ".join(rng.choice(words[kind if rng.random() < 0.6 else rng.choice(list(words))]) for _ in range(8))
        )
        doc.cats = {k: float(k == kind) for k in words}
        docs.add(doc)
    docs.to_disk(path)


def main() -> None:
    rng = random.Random(8)
    with tempfile.TemporaryDirectory() as folder:
        corpus(Path(folder) / "train.spacy", 200, rng)
        corpus(Path(folder) / "dev.spacy", 60, rng)
        (Path(folder) / "base.cfg").write_text(CONFIG.replace("{folder}", folder))
        fill_config(Path(folder) / "config.cfg", Path(folder) / "base.cfg")
        with captured(LOG.file):
            train(Path(folder) / "config.cfg", Path(folder) / "model")
    path = HERE / LOG.file
    path.write_bytes(path.read_bytes().replace(folder.encode(), b"out"))
    LOG.save_expectation()


if __name__ == "__main__":
    main()
