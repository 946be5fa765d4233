# gensim==4.4.0 numpy==2.4.6
"""gensim's logging: LDA's perplexity and topic differences, Word2Vec's epochs; random words."""

import logging
import random
import sys

from gensim.corpora import Dictionary
from gensim.models import LdaModel

from sample_logs.capture import captured
from sample_logs.writing import SampleLog


def main() -> None:
    log = SampleLog(
        "gensim/lda.log",
        axis="step",
        primary=["perplexity estimate", "per-word bound", "topic diff"],
        source="gensim 4.4.0 LdaModel, run on the CPU",
        not_metrics=["topic #0", "rho"],
        notes="-7.123 per-word bound, 139.4 perplexity estimate: values before their names; topics are printed as sums of weights",
        made_here=False,
    )
    rng = random.Random(1)
    texts = [
        [f"w{rng.choice([k, k + 5]) * 7 + rng.randrange(7)}" for _ in range(30)]
        for k in (rng.randrange(5) for _ in range(150))
    ]
    words = Dictionary(texts)
    corpus = [words.doc2bow(text) for text in texts]

    class Keeping(logging.Handler):
        """Reads the arguments of gensim's own messages, not their text."""

        def emit(self, record):
            if "per-word bound" in str(record.msg):
                log.saw("per-word bound", float(f"{record.args[0]:.3f}"))
                log.saw("perplexity estimate", float(f"{record.args[1]:.1f}"))
            if str(record.msg).startswith("topic diff"):
                log.saw("topic diff", float(f"{record.args[0]:f}"))

    with captured(log.file):
        logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s : %(levelname)s : %(message)s")
        logging.getLogger("gensim.models.ldamodel").addHandler(Keeping())
        LdaModel(
            corpus, num_topics=4, id2word=words, passes=15, eval_every=1, random_state=1, update_every=1, chunksize=150
        )
    log.save_expectation()


if __name__ == "__main__":
    main()
