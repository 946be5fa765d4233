"""Numbers as logs write them."""

from __future__ import annotations

from math import inf, nan

import pytest

from tui.formats.tokens import CUT, is_time_like, scale_of, seconds, to_float


def numbers(line: str) -> list[str]:
    """What is cut out of a line as a number."""
    return [piece.strip() for piece in CUT.split(line)[1::2]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0.0),
        ("12", 12.0),
        ("-3", -3.0),
        ("+3", 3.0),
        ("0.5", 0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e-3", 1e-3),
        ("1E+05", 1e5),
        ("2.5e-05", 2.5e-5),
        ("1,234", 1234.0),
        ("1,234,567.25", 1234567.25),
        ("-1,234.5", -1234.5),
        ("  7 ", 7.0),
        ("inf", inf),
        ("-inf", -inf),
        ("Infinity", inf),
        ("-Infinity", -inf),
        ("+inf", inf),
        ("1.#INF", inf),
        ("-1.#INF", -inf),
        ("1.#INF000", inf),
        ("1e400", inf),
        ("-1e400", -inf),
        ("9" * 400, inf),
        ("1_000", 1000.0),
    ],
    ids=lambda v: str(v)[:20],
)
def test_a_number_is_read_as_it_is_written(text: str, value: float) -> None:
    assert to_float(text) == value


@pytest.mark.parametrize(
    "text", ["nan", "NaN", "NAN", "-nan", "nan(ind)", "-nan(ind)", "1.#IND", "-1.#IND", "1.#QNAN", "-1.#IND00"]
)
def test_every_nan_is_a_nan(text: str) -> None:
    assert repr(to_float(text)) == repr(nan)


@pytest.mark.parametrize("text", ["", " ", "loss", "-", ".", "1.2.3", "0x1f", "1/2", "3 apples", "e5", "--1"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert to_float(text) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("loss 0.5", ["0.5"]),
        ("loss: -0.5, lr=1e-4", ["-0.5", "1e-4"]),
        ("loss=0.5;acc=0.9", ["0.5", "0.9"]),
        ("loss=-1.25e-03", ["-1.25e-03"]),
        ("tokens 1,234,567", ["1,234,567"]),
        ("1,2,3", ["1", "2", "3"]),
        ("[1, 2]", ["1", "2"]),
        ("0.5.", ["0.5"]),
        ("Loss is 0.5. Done", ["0.5"]),
        ("took 12.", ["12."]),
        ("50%", ["50"]),
        ("12/100", ["12", "100"]),
        ("(12/100)", ["12", "100"]),
        ("12 / 100", ["12", "100"]),
        ("'0.5'", ["0.5"]),
        ('"0.5"', ["0.5"]),
        ("mem 8.44GiB", ["8.44"]),
        ("1.2k", ["1.2"]),
        ("350ms", ["350"]),
        ("4.5it/s", ["4.5"]),
        ("0.5s/it", ["0.5"]),
        ("loss nan", ["nan"]),
        ("loss: -inf,", ["-inf"]),
        ("loss=NaN acc=inf", ["NaN", "inf"]),
        ("loss 1.#IND acc -1.#QNAN", ["1.#IND", "-1.#QNAN"]),
        ("loss = nan(ind)", ["nan(ind)"]),
        ("0.5 (0.6)", ["0.5", "0.6"]),
        ("loss:0.5|acc:0.9", ["0.5", "0.9"]),
        ("损失：0.5，准确率：0.9。", ["0.5", "0.9"]),
        ("第3轮", ["3"]),
        ("손실 0.5 정확도 0.9", ["0.5", "0.9"]),
        ("потери 0.5", ["0.5"]),
    ],
)
def test_the_numbers_of_a_line_are_cut_out(line: str, expected: list[str]) -> None:
    assert numbers(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "mAP50 R@1 layer4 conv2d fp16 k8s",
        "0x1f",
        "3x3",
        "2nd best",
        "v1.2.3",
        "banana nano info infinite",
        "nan_to_num(x)",
        "1.2.3.4",
    ],
)
def test_a_number_inside_a_word_is_part_of_the_word(line: str) -> None:
    assert numbers(line) == []


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-01",
        "2024-05-01 12:00:00",
        "2024-05-01T12:00:00",
        "2024/05/01 12:00:00,123",
        "2024-05-01T12:00:00.123456Z",
        "2024-05-01 12:00:00+02:00",
        "12:30",
        "1:02:03",
        "0:00:05.250",
        "1 day, 2:03:04",
        "1s194ms",
        "3h12m",
        "1m 30s",
        "1h2m3s",
    ],
)
def test_a_date_and_a_length_of_time_are_one_token(text: str) -> None:
    assert numbers(f"took {text} ok") == [text]
    assert is_time_like(text)


@pytest.mark.parametrize("text", ["0.5", "12", "-3e-4", "1,234", "nan"])
def test_a_plain_number_is_no_time(text: str) -> None:
    assert not is_time_like(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02:34", 154.0),
        ("1:02:03", 3723.0),
        ("00:00", 0.0),
        ("1 day, 2:00:00", 93600.0),
        ("2 days, 0:00:01", 172801.0),
        ("0:00:05.5", 5.5),
        ("3h12m", 11520.0),
        ("1m30s", 90.0),
        ("1m 30s", 90.0),
        ("1h2m3s", 3723.0),
        ("12s", 12.0),
        ("1.5h", 5400.0),
        ("2d", 172800.0),
        ("5min", 300.0),
    ],
)
def test_a_length_of_time_is_read_in_seconds(text: str, expected: float) -> None:
    assert seconds(text) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["", "?", "soon", "--:--", "12"])
def test_what_is_no_length_of_time_has_no_seconds(text: str) -> None:
    assert seconds(text) is None


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("k", 1e3), ("K", 1e3), ("M", 1e6), ("G", 1e9), ("B", 1e9), ("T", 1e12), ("GiB", 1.0), ("s", 1.0), ("", 1.0)],
)
def test_a_letter_glued_to_a_number_multiplies_it(unit: str, factor: float) -> None:
    assert scale_of(unit) == factor


@pytest.mark.parametrize(
    "line",
    [
        "1" * 200_000,
        "1," * 100_000,
        "1.2" * 60_000,
        "1:" * 100_000,
        "-" * 200_000,
        "1d" * 100_000,
        "nan" * 60_000,
        "1 " * 100_000,
    ],
    ids=lambda line: line[:4],
)
def test_a_very_long_line_is_cut_in_time_linear_in_its_length(line: str) -> None:
    assert "".join(CUT.split(line)) == line
