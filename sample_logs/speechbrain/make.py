"""SpeechBrain's train_log.txt. Form: speechbrain/speechbrain, `speechbrain/utils/train_logger.py` (FileTrainLogger)."""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS = 20


def logs() -> list[SampleLog]:
    log = SampleLog(
        "speechbrain/train_log.txt",
        axis="epoch",
        primary=["valid error", "valid loss", "valid WER"],
        source="speechbrain/speechbrain speechbrain/utils/train_logger.py",
        notes="epoch: 1, lr: 1.00e-03 - train loss: 3.5 - valid loss: 3.2, valid CER: 0.8; a test line without its epoch at the end",
    )
    run = Invented(521, EPOCHS)
    for epoch in range(1, EPOCHS + 1):
        log.at(epoch)
        rate, train, valid = run.rate(epoch, 1e-3, 0.1), run.loss(epoch, 4.1, 0.4), run.loss(epoch, 3.9, 0.9)
        log.line(
            f"epoch: {epoch}, lr: {log.value('lr', rate, '.2e')} - train loss: {log.value('train loss', train, '.2f')} - valid loss: {log.value('valid loss', valid, '.2f')}, valid CER: {log.value('valid CER', run.loss(epoch, 60, 4), '.2f')}, valid WER: {log.value('valid WER', run.loss(epoch, 99, 11), '.2f')}"
        )
    log.line(
        f"Epoch loaded: {EPOCHS} - test loss: {log.value('test loss', 0.93, '.2f')}, test CER: {log.value('test CER', 4.41, '.2f')}, test WER: {log.value('test WER', 11.62, '.2f')}"
    )
    return [log]
