"""Any bytes, cut anywhere: the same lines, without anything a terminal would act on, in bounded memory."""

from __future__ import annotations

import unicodedata

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.ingest.build import assemble, cut

from tui.ingest.assemble import LineAssembler
from tui.ingest.clean import clean
from tui.ingest.redraw import FRAME_END, Redraws
from tui.model.events import Line

FRAGMENTS = [
    b"\n", b"\r", b"\r\n", b"\r\r\n", b"\b", b"\b" * 7, b"\b" * 8, b"\b" * 30, b"\0", b"\0" * 20, b"\t", b"\x1e",
    b"\x1b", b"\x1b[", b"\x1b[A", b"\x1b[2K", b"\x1b[K", b"\x1b[31m", b"\x1b[0m", b"\x1b[1;1H", b"\x1b]0;title\x07",
    b"\x1b]8;;http://x\x1b\\", b"\x1bP1$r", b"\x9b31m", b"\xc2\x9b", b"\x1b[12D", b"\x1b[3C", b"step 1 loss=0.5", b"x",
    "损失 0.5".encode(), "损失 0.5".encode("gbk"), "학습 손실".encode("cp949"), "█▎".encode(), b"\xff",
    b"\xfe", b"\xc3", b"\xe2\x80\xae", "\u2028\u2066\ufeff\x85".encode(), b"\xed\xa0\x80", b"12345",
]  # fmt: skip

logs = st.lists(st.sampled_from(FRAGMENTS) | st.binary(max_size=6), max_size=30).map(b"".join)
cuts = st.lists(st.integers(0, 400), max_size=12)


@given(logs, cuts)
@settings(max_examples=400)
def test_the_lines_do_not_depend_on_how_the_bytes_arrive(log: bytes, places: list[int]) -> None:
    assert assemble(*cut(log, places)) == assemble(log)


@given(logs, cuts)
def test_utf16_does_not_depend_on_it_either(log: bytes, places: list[int]) -> None:
    text = b"\xff\xfe" + log.decode("utf-8", "replace").encode("utf-16-le")
    assert assemble(*cut(text, places)) == assemble(text)


@given(logs, cuts, st.integers(1, 20))
@settings(max_examples=400)
def test_a_size_limit_cuts_the_same_wherever_the_bytes_are_cut(log: bytes, places: list[int], limit: int) -> None:
    log = log.replace(b"\0", b"")
    assert assemble(*cut(log, places), limit=limit) == assemble(log, limit=limit)


@given(logs)
def test_no_line_has_a_character_that_a_terminal_acts_on(log: bytes) -> None:
    for line in assemble(log):
        assert not [c for c in line.text if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c != "\t"]
        assert not set(line.text) & set(
            "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff"
        )


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(logs)
def test_a_line_starts_where_its_offset_says(log: bytes) -> None:
    log = log.replace(b"\b", b"")  # which may take away the character that the line began with
    for line in assemble(log):
        if line.text and line.text.isascii() and log[line.offset : line.offset + 1].isalnum():
            assert log[line.offset :].startswith(line.text[:1].encode())
        if not line.transient and line.offset:
            assert log[line.offset - 1 : line.offset] in (b"\n", b"\r", b"\0", b"\x1e") or b"\x1b" in log


@given(logs)
def test_every_line_feed_is_a_line(log: bytes) -> None:
    assume(log[:2] not in (b"\xff\xfe", b"\xfe\xff"))  # two bytes a letter: a feed alone is half a letter
    assembler = LineAssembler()
    lines = [line for line in assembler.feed(log) if not line.transient]
    assert [line.number for line in lines] == list(range(1, log.count(b"\n") + 1))
    assert assembler.lines == log.count(b"\n")


@given(logs, cuts, st.integers(4, 50))
def test_what_is_held_stays_within_the_limit(log: bytes, places: list[int], limit: int) -> None:
    assembler = LineAssembler(limit=limit)
    for chunk in cut(log, places):
        assembler.feed(chunk)
        assert assembler.held_bytes <= limit + 12


@given(logs, cuts)
def test_a_glance_at_the_unfinished_frame_doubles_nothing(log: bytes, places: list[int]) -> None:
    assembler = LineAssembler()
    seen: list[Line] = []
    for chunk in cut(log, places):
        seen += [*assembler.feed(chunk), *assembler.peek(), *assembler.peek()]
    seen += assembler.finish()
    expected = assemble(log)
    assert [line for line in seen if not line.transient] == [line for line in expected if not line.transient]
    given_out = [(line.offset, line.text, line.transient) for line in seen]
    assert len(given_out) == len(set(given_out))


@given(logs, cuts)
def test_redraws_are_marked_byte_for_byte(log: bytes, places: list[int]) -> None:
    whole, parts = Redraws(), Redraws()
    expected = whole.mark(log) + whole.flush()
    assert b"".join(parts.mark(chunk) for chunk in cut(log, places)) + parts.flush() == expected
    assert len(expected) == len(log)
    assert b"\b" * 8 not in expected
    assert FRAME_END in expected or b"\x1b[2K" not in log
