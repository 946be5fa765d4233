from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.ingest.gpu.parse import (
    FIELDS,
    complaint,
    no_device,
    parse_gpus,
    parse_processes,
    refused_field,
    visible,
)
from tui.model.hardware import Gpu

A = "GPU-5a2f0c11-93d1-0a7e-6b0d-0c8e0f7a1b01"
B = "GPU-5a2f0c11-93d1-0a7e-6b0d-0c8e0f7a1b02"


def row(index: object = 0, uuid: str = A, name: str = "NVIDIA H200", util: str = "97", mig: str = "Disabled") -> str:
    return f"{index}, {uuid}, {name}, {util}, 61203, 143771, 54, 512.35, 700.00, 1980, [N/A], {mig}"


def one(text: str) -> Gpu:
    gpus = parse_gpus(text)
    assert len(gpus) == 1
    return gpus[0]


def test_a_row_gives_every_value_in_its_unit() -> None:
    assert one(row()) == Gpu(
        index=0,
        name="NVIDIA H200",
        uuid=A,
        utilisation=97.0,
        memory_used_mb=61203.0,
        memory_total_mb=143771.0,
        temperature_c=54.0,
        power_w=512.35,
        power_limit_w=700.0,
        clock_mhz=1980.0,
    )


def test_sixteen_gpus_keep_their_order_and_their_indices() -> None:
    gpus = parse_gpus("\n".join(row(index, f"GPU-{index:04}") for index in range(16)))
    assert [gpu.index for gpu in gpus] == list(range(16))
    assert len({gpu.identity for gpu in gpus}) == 16


@pytest.mark.parametrize("word", ["[N/A]", "N/A", "[Not Supported]", "[Not Available]", "", "-"])
def test_what_the_driver_does_not_tell_is_none_and_no_news(word: str) -> None:
    gpu = one(row(util=word))
    assert gpu.utilisation is None
    assert gpu.note == ""
    assert gpu.memory_used_mb == 61203.0


@pytest.mark.parametrize(
    ("word", "note"),
    [
        ("[GPU is lost]", "GPU is lost"),
        ("[Unknown Error]", "Unknown Error"),
        ("[Insufficient Permissions]", "Insufficient Permissions"),
        ("[GPU requires reset]", "GPU requires reset"),
        ("ERR!", "driver error"),
    ],
)
def test_an_error_in_a_cell_becomes_a_note(word: str, note: str) -> None:
    gpu = one(row(util=word))
    assert (gpu.utilisation, gpu.note) == (None, note)


def test_a_gpu_cut_into_instances_has_no_utilisation_rather_than_none_of_it() -> None:
    gpu = one(row(util="[N/A]", mig="Enabled"))
    assert (gpu.mig, gpu.utilisation, gpu.note) == (True, None, "n/a (MIG)")


def test_a_name_may_hold_commas() -> None:
    assert one(row(name="NVIDIA Tesla, rev. B, 80GB")).name == "NVIDIA Tesla, rev. B, 80GB"
    assert one(row(name="Tesla,80GB")).name == "Tesla,80GB"


def test_headers_messages_and_blank_lines_are_passed_over() -> None:
    header = ", ".join(f"{field} [x]" for field in FIELDS)
    text = f"\n{header}\r\n{row()}\r\n\nWARNING: infoROM is corrupted at gpu 0000:00:1E.0\n"
    assert one(text).name == "NVIDIA H200"


def test_a_torn_row_is_no_gpu() -> None:
    text = row(0, A) + "\n" + row(1, B)[:60]
    assert [gpu.uuid for gpu in parse_gpus(text)] == [A]


def test_units_and_decimal_commas_are_read_all_the_same() -> None:
    gpu = one(
        f"0, {A}, NVIDIA A10, 12 %, 100 MiB, 200 MiB, 54, 60,35 W, 150,00 W, 210 MHz, 30 %, [N/A]".replace(",35", ".35")
    )
    assert (gpu.utilisation, gpu.memory_used_mb, gpu.power_w, gpu.fan_percent) == (12.0, 100.0, 60.35, 30.0)
    assert gpu.power_limit_w == 150.0


def test_rows_without_blanks_after_the_commas_are_read() -> None:
    assert one(row().replace(", ", ",")).utilisation == 97.0


def test_impossible_values_are_unknown() -> None:
    gpu = one(f"0, {A}, X, 255, -1, 18446744073709551615, 54, nan, inf, 1e9, 0, [N/A]")
    assert gpu.utilisation is None
    assert (gpu.memory_used_mb, gpu.memory_total_mb, gpu.power_w, gpu.power_limit_w) == (None, None, None, None)


def test_a_name_brings_no_escape_sequence_along() -> None:
    assert one(row(name="A\x1b[31mB")).name == "A[31mB"


def test_a_row_without_the_refused_column_is_read() -> None:
    fields = tuple(field for field in FIELDS if field != "mig.mode.current")
    gpus = parse_gpus(row().removesuffix(", Disabled"), fields)
    assert [(gpu.utilisation, gpu.mig) for gpu in gpus] == [(97.0, False)]


def test_processes_belong_to_their_gpu_and_the_largest_comes_first() -> None:
    text = (
        f"{A}, 41, /usr/bin/python3, 300\n{A}, 42, python train.py --names a, b, 61000\n{B}, 43, [Not Found], [N/A]\n"
    )
    found = parse_processes(text)
    assert [(p.pid, p.name, p.memory_mb) for p in found[A]] == [
        (42, "python train.py --names a, b", 61000.0),
        (41, "/usr/bin/python3", 300.0),
    ]
    assert [(p.pid, p.memory_mb) for p in found[B]] == [(43, None)]


def test_no_processes_is_an_empty_answer() -> None:
    assert parse_processes("No running processes found\n") == {}


def test_the_refused_column_is_named() -> None:
    assert refused_field('Field "mig.mode.current" is not a valid field to query.\n\n') == "mig.mode.current"
    assert refused_field(row()) is None


def test_a_lost_gpu_is_not_taken_for_a_machine_without_one() -> None:
    assert no_device("No devices were found\n")
    assert not no_device(
        "Unable to determine the device handle for GPU0000:07:00.0: Unknown Error\nNo devices were found\n"
    )


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        (
            "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that ...",
            9,
            "nvidia-smi: the NVIDIA driver is not running.",
        ),
        (
            "Unable to determine the device handle for GPU 0000:02:00.0: GPU is lost.  Reboot the system to recover",
            15,
            "nvidia-smi: a GPU is lost: the driver asks for a restart of the machine.",
        ),
        (
            "Failed to initialize NVML: Driver/library version mismatch",
            18,
            "nvidia-smi: driver and library are of different versions until the next restart.",
        ),
        ("Segmentation fault\n", 139, "nvidia-smi ended with exit code 139: Segmentation fault."),
        ("", 3, "nvidia-smi ended with exit code 3."),
        ("", 0, "nvidia-smi told nothing of use."),
    ],
)
def test_what_went_wrong_is_one_sentence(text: str, code: int, sentence: str) -> None:
    assert complaint(text, code) == sentence


@pytest.mark.parametrize(
    ("wanted", "indices"),
    [
        (None, [0, 1, 2]),
        ("", []),
        ("1", [1]),
        ("2,0", [0, 2]),
        ("0,-1,2", [0]),
        ("GPU-bb", [1]),
        ("MIG-1234", [0, 1, 2]),
        ("NoDevFiles", []),
    ],
)
def test_cuda_visible_devices_says_which_gpus_count(wanted: str | None, indices: list[int]) -> None:
    gpus = (Gpu(0, "x", "GPU-aa1"), Gpu(1, "x", "GPU-bb2"), Gpu(2, "x", "GPU-cc3"))
    shown = visible(gpus, wanted)
    assert [gpu.index for gpu in gpus if gpu.identity in shown] == indices


cells = st.sampled_from(
    ["0", "1", A, "X, Y", "97", "[N/A]", "ERR!", "[GPU is lost]", "1e999", "-5", "9" * 5000, "٣", "", "\x1b[0m"]
)
noisy = st.lists(st.lists(cells, max_size=16).map(", ".join) | st.text(max_size=80), max_size=20).map("\n".join)


@given(noisy, st.lists(st.sampled_from(FIELDS), unique=True, min_size=1))
def test_no_output_makes_the_parser_raise_or_tell_what_is_no_number(text: str, fields: list[str]) -> None:
    for gpu in parse_gpus(text, fields):
        told = (gpu.utilisation, gpu.memory_used_mb, gpu.memory_total_mb, gpu.temperature_c, gpu.power_w, gpu.clock_mhz)
        assert all(value is None or isfinite(value) for value in told)
        assert gpu.name.isprintable()
        assert gpu.note.isprintable()
    for processes in parse_processes(text).values():
        assert all(process.name.isprintable() for process in processes)


@given(noisy, st.integers(-64, 255))
def test_every_failure_is_told_in_one_printable_sentence(text: str, code: int) -> None:
    sentence = complaint(text, code)
    assert sentence.isprintable()
    assert sentence.endswith(".")
