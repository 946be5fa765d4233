"""How a log grows, by its writer's habits and its writer's mishaps: each line once, in order."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.ingest.build import EchoReader, append, assemble
from tests.ingest.watching import Watching, until

from tui.ingest.assemble import LINE_LIMIT, LineAssembler
from tui.ingest.file_source import FileSource


def test_lines_that_are_appended_come_once_and_in_order(watching: Watching, path: Path) -> None:
    append(path, "a\nb\n")
    assert watching.shows("a", "b")
    append(path, "c\n")
    append(path, "d\n")
    assert watching.shows("a", "b", "c", "d")
    assert [line.number for line in watching.lines] == [1, 2, 3, 4]
    assert [line.offset for line in watching.lines] == [0, 2, 4, 6]
    assert watching.causes == ["opened"]
    assert watching.integrity.bytes_read == watching.integrity.bytes_in_file == 8
    assert watching.integrity.losses == ()


def test_a_line_torn_at_any_byte_is_committed_once(tmp_path: Path) -> None:
    line = "損失 0.5 é█\n".encode()
    for at in range(1, len(line)):
        path = tmp_path / f"{at}.log"
        source = FileSource(str(path), EchoReader)
        append(path, line[:at])
        first = source.step(0.0)
        assert first is not None
        assert first.lines == ()
        append(path, line[at:])
        second = source.step(0.1)
        assert second is not None
        assert [line.text for line in second.lines] == ["損失 0.5 é█"]
        source.close()


def test_a_torn_line_is_shown_as_partial_and_committed_with_its_end(watching: Watching, path: Path) -> None:
    append(path, "x=1\nlos")
    assert watching.shows("x=1")
    assert watching.batches[-1].partial == "los"
    watching.later(60)
    assert watching.shows("x=1")
    append(path, "s=2\n")
    assert watching.shows("x=1", "loss=2")


def test_frames_of_a_bar_are_kept_apart_from_the_record_glued_to_them(watching: Watching, path: Path) -> None:
    append(path, "\r 10%|#   | 1/10\r 20%|##  | 2/10{'loss': 0.5}\n\r 30%|### | 3/10")
    assert watching.shows(" 20%|##  | 2/10{'loss': 0.5}")
    assert watching.frames == [" 10%|#   | 1/10"]
    watching.later(2)
    assert watching.frames == [" 10%|#   | 1/10", " 30%|### | 3/10"]
    append(path, "\r 40%|####| 4/10\r")
    watching.later(2)
    assert watching.frames == [" 10%|#   | 1/10", " 30%|### | 3/10", " 40%|####| 4/10"]
    assert watching.integrity.frames == 3


def test_zeros_that_come_before_the_data_are_waited_for(watching: Watching, path: Path) -> None:
    append(path, b"a\n" + b"\0" * 24)
    assert watching.shows("a")
    watching.later(60)
    with path.open("r+b") as file:
        file.seek(2)
        file.write(b"b 67890123456789012345c\n")
    assert watching.shows("a", "b 67890123456789012345c")
    append(path, "d\n")
    assert watching.shows("a", "b 67890123456789012345c", "d")
    assert watching.integrity.losses == ()
    assert watching.integrity.notes == ()


def test_zeros_filled_late_are_waited_for_although_text_stands_behind_them(watching: Watching, path: Path) -> None:
    append(path, b"a\n" + b"\0" * 20 + b"c\n")
    watching.later(1.0)
    assert watching.shows("a")
    with path.open("r+b") as file:
        file.seek(2)
        file.write(b"b" * 19 + b"\n")
    assert watching.shows("a", "b" * 19, "c")


def test_a_line_of_50_megabytes_is_cut_in_bounded_memory() -> None:
    assembler = LineAssembler()
    most = 0
    for _ in range(200):
        assert assembler.feed(b"9" * (1 << 18)) == []
        most = max(most, assembler.held_bytes)
    (line, after) = assembler.feed(b"\nloss=1\n")
    assert most <= LINE_LIMIT + 2
    assert len(line.text) == LINE_LIMIT
    assert (after.text, after.number, after.offset) == ("loss=1", 2, 200 * (1 << 18) + 1)
    assert assembler.cut_lines == 1


def test_a_line_that_was_cut_is_told(watching: Watching, path: Path) -> None:
    append(path, b"9" * (3 << 20) + b"\nloss=1\n")
    assert until(lambda: len(watching.lines) == 2)
    watching.at_rest()
    assert watching.texts[1] == "loss=1"
    assert watching.integrity.notes == ("1 lines over 1 MiB were cut",)
    assert watching.integrity.bytes_read == (3 << 20) + 8


@pytest.mark.parametrize(
    "raw",
    [
        "loss 損失\r\nnext\r\n".encode(),
        "\ufeffloss 損失\nnext\n".encode(),
        "\ufeffloss 損失\nnext\n".encode("utf-16-le"),
        "\ufeffloss 損失\r\nnext\r\n".encode("utf-16-be"),
        "\x1b[32mloss\x1b[0m 損失\x1b[K\nnext\n".encode(),
        "loss 損失\r\r\nnext\n".encode(),
        "\x1b]0;title\x07loss 損\x1b]8;;http://a\x1b\\失\n\u202enext\n".encode(),
    ],
    ids=["crlf", "bom", "utf-16-le", "utf-16-be", "colour", "cr cr lf", "osc and bidi"],
)
def test_encodings_and_escapes_give_the_same_two_lines(watching: Watching, path: Path, raw: bytes) -> None:
    for k in range(0, len(raw), 3):
        append(path, raw[k : k + 3])
    assert watching.shows("loss 損失", "next")
    assert watching.integrity.bytes_read == len(raw)


def test_invalid_bytes_are_replaced_one_by_one() -> None:
    assert [line.text for line in assemble(b"ok \xc3\x28 loss=1\n\xff\n")] == ["ok \ufffd( loss=1", "\ufffd"]


@pytest.mark.parametrize(
    ("encoding", "texts"),
    [
        ("gb18030", ["第1轮 训练损失: 0.5312", "验证损失 0.4312 学习率 0.001", "开始训练模型,共10轮", "模型已保存"]),
        ("cp949", ["에폭 1 학습 손실: 0.5312", "검증 정확도 0.91", "모델 저장 완료", "경고: 메모리 부족"]),
        ("shift_jis", ["エポック 1 学習損失: 0.53", "検証精度 0.91", "モデルを保存しました", "学習を開始します"]),
        ("cp1251", ["Эпоха 1 потери: 0.53", "точность 0.91", "модель сохранена", "начало обучения"]),
    ],
)
def test_another_encoding_is_guessed_where_utf8_fails(encoding: str, texts: list[str]) -> None:
    assembler = LineAssembler()
    lines = assembler.feed("".join(f"{text}\n" for text in texts).encode(encoding))
    assert [line.text for line in lines][1:] == texts[1:]
    assert assembler.encoding == encoding


def test_one_torn_character_does_not_change_the_encoding() -> None:
    assembler = LineAssembler()
    torn = "10%|███".encode()[:-1]
    assembler.feed(torn + b"loss=1\n" + "20%|█\n".encode())
    assert assembler.encoding == ""


def test_short_writes_of_a_full_disk_are_put_together(watching: Watching, path: Path) -> None:
    line = b"step 1 loss 0.5\n"
    for k in range(len(line)):  # the writer tries again with what was not taken
        append(path, line[k : k + 1])
    append(path, b"step 2 lo")  # and gives up on this one
    append(path, b"step 3 loss 0.4\n")
    assert watching.shows("step 1 loss 0.5", "step 2 lostep 3 loss 0.4")


def test_a_burst_of_100_000_lines_arrives_whole(watching: Watching, path: Path) -> None:
    append(path, b"".join(b"step %d\n" % k for k in range(100_000)))
    assert until(lambda: len(watching.lines) >= 100_000)
    watching.at_rest()
    assert watching.texts == [f"step {k}" for k in range(100_000)]
    assert watching.integrity.lines == 100_000


def test_a_last_line_without_an_end_is_counted_once(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    append(path, "loss=1\nloss=2")
    source = FileSource(str(path), EchoReader)
    first, last = source.step(0.0), source.finish(0.0)
    again = source.finish(0.0)
    assert first is not None
    assert last is not None
    assert again is not None
    assert [line.text for line in first.lines] == ["loss=1"]
    assert [line.text for line in last.lines] == ["loss=2"]
    assert again.lines == ()
    assert last.integrity.lines == 2


def test_two_ranks_that_write_by_turns_lose_nothing(watching: Watching, path: Path) -> None:
    def write(rank: int) -> None:
        for k in range(300):
            append(path, f"[rank{rank}] step {k}\n")

    ranks = [threading.Thread(target=write, args=(rank,)) for rank in range(2)]
    for rank in ranks:
        rank.start()
    for rank in ranks:
        rank.join()
    assert until(lambda: len(watching.lines) >= 600)
    for number in range(2):
        assert [t for t in watching.texts if t.startswith(f"[rank{number}]")] == [
            f"[rank{number}] step {k}" for k in range(300)
        ]
    assert len(watching.texts) == 600


def test_a_clock_set_back_stops_nothing(watching: Watching, path: Path) -> None:
    append(path, "a\n")
    assert watching.shows("a")
    watching.now -= 3600
    append(path, "b\n")
    path.rename(path.with_suffix(".1"))
    append(path, "c\n")
    watching.later(1)
    watching.now -= 3600
    watching.later(0)
    watching.later(4)
    assert watching.shows("a", "b", "c")


def test_a_named_pipe_is_read_without_blocking(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    watching = Watching(path)
    assert watching.integrity.waiting_for == "nothing has been written to it yet"
    with path.open("wb", buffering=0) as pipe:
        pipe.write(b"a\nb")
        assert watching.shows("a")
        pipe.write(b"c\n")
        assert watching.shows("a", "bc")
    with path.open("wb", buffering=0) as pipe:
        pipe.write(b"d\n")
        assert watching.shows("a", "bc", "d")
    assert watching.stop()


def test_standard_input_is_read_to_its_end() -> None:
    program = (
        "import time\nfrom tests.ingest.build import EchoReader\nfrom tui.ingest.sources import open_source, read_all\n"
        "for b in read_all(open_source('-', EchoReader), 0.0):\n    for x in b.lines: print(x.number, x.text)\n"
    )
    reader = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    assert reader.stdin is not None
    for part in (b"a\nlo", b"ss=1\nl", b"ast"):
        reader.stdin.write(part)
    out, _ = reader.communicate(timeout=20)
    assert out.decode().splitlines() == ["1 a", "2 loss=1", "3 last"]
