"""Columns under a header."""

from __future__ import annotations

import pytest
from tests.formats.told import curves, metrics

LOSS = [(1.0, 0.5), (2.0, 0.4), (3.0, 0.3)]
TABLES = {
    "CSV": "epoch,loss,acc\n1,0.5,0.7\n2,0.4,0.8\n3,0.3,0.9",
    "CSV with blanks": "epoch, loss, acc\n1, 0.5, 0.7\n2, 0.4, 0.8\n3, 0.3, 0.9",
    "CSV with quotes": '"epoch","loss","acc"\n1,0.5,0.7\n2,0.4,0.8\n3,"0.3",0.9',
    "CSV with semicolons": "epoch;loss;acc\n1;0.5;0.7\n2;0.4;0.8\n3;0.3;0.9",
    "TSV": "epoch\tloss\tacc\n1\t0.5\t0.7\n2\t0.4\t0.8\n3\t0.3\t0.9",
    "pipes": "epoch | loss | acc\n1 | 0.5 | 0.7\n2 | 0.4 | 0.8\n3 | 0.3 | 0.9",
    "pipes around": (
        "| epoch | loss | acc |\n|-------|------|-----|\n| 1 | 0.5 | 0.7 |\n| 2 | 0.4 | 0.8 |\n| 3 | 0.3 | 0.9 |"
    ),
    "a drawn frame": (
        "┏━━━━━━━┳━━━━━━┳━━━━━┓\n"
        "┃ epoch ┃ loss ┃ acc ┃\n"
        "┡━━━━━━━╇━━━━━━╇━━━━━┩\n"
        "│ 1     │ 0.5  │ 0.7 │\n"
        "│ 2     │ 0.4  │ 0.8 │\n"
        "│ 3     │ 0.3  │ 0.9 │"
    ),
    "blanks": "  epoch    loss     acc\n      1     0.5     0.7\n      2     0.4     0.8\n      3     0.3     0.9",
    "blanks under a rule": (
        "epoch     loss    acc\n"
        "-------  ------  ------\n"
        "      1     0.5     0.7\n"
        "      2     0.4     0.8\n"
        "      3     0.3     0.9"
    ),
    "a header said again": "epoch,loss,acc\n1,0.5,0.7\nepoch,loss,acc\n2,0.4,0.8\nepoch,loss,acc\n3,0.3,0.9",
    "a header said again over blanks": (
        "epoch  loss  acc\n1  0.5  0.7\n\nepoch  loss  acc\n2  0.4  0.8\n\nepoch  loss  acc\n3  0.3  0.9"
    ),
    "talk between the rows": (
        "epoch,loss,acc\n1,0.5,0.7\nSaving model to out/model.pt\n2,0.4,0.8\nwarning: slow\n3,0.3,0.9"
    ),
    "fractions": "epoch  loss  acc\n1/3  0.5  0.7\n2/3  0.4  0.8\n3/3  0.3  0.9",
    "percent": "epoch | loss | acc\n1 | 0.5 | 0.7%\n2 | 0.4 | 0.8%\n3 | 0.3 | 0.9%",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES.keys())
def test_a_table_gives_a_record_a_row(text: str) -> None:
    assert curves(text) == {"loss": LOSS, "acc": [(1.0, 0.7), (2.0, 0.8), (3.0, 0.9)]}


def test_each_row_is_told_with_its_own_line() -> None:
    assert [m.line for m in metrics(TABLES["CSV"])] == [2, 3, 4]


def test_an_empty_cell_has_no_value() -> None:
    text = "epoch,step,train_loss,val_loss\n0,10,0.5,\n0,20,0.4,\n0,20,,0.6\n1,30,0.3,\n1,30,,0.5"
    assert curves(text) == {
        "train_loss": [(10.0, 0.5), (20.0, 0.4), (30.0, 0.3)],
        "val_loss": [(20.0, 0.6), (30.0, 0.5)],
    }


def test_nan_in_a_cell_is_a_value() -> None:
    found = curves("epoch,loss\n1,0.5\n2,nan\n3,inf")
    assert [repr(y) for _, y in found["loss"]] == ["0.5", "nan", "inf"]


def test_a_length_of_time_in_a_cell_is_in_seconds() -> None:
    found = curves("epoch  train_loss  valid_loss  time\n0  0.5  0.6  00:12\n1  0.4  0.5  01:02")
    assert [y for _, y in found["time"]] == [12.0, 62.0]


def test_a_new_header_begins_a_new_table() -> None:
    found = curves("epoch,loss\n1,0.5\n2,0.4\n\nepoch,val_acc,val_loss\n1,0.7,0.6\n2,0.8,0.5")
    assert found["loss"] == [(1.0, 0.5), (2.0, 0.4)]
    assert found["val_acc"] == [(1.0, 0.7), (2.0, 0.8)]


@pytest.mark.parametrize(
    "text",
    [
        "name,age,city\nAnn,12,Rome\nBob,30,Oslo\nEve,31,Bonn",
        "PID  USER  CPU  MEM\n1  root  0.5  0.1\n2  root  0.4  0.2\n3  root  0.4  0.2",
        "x,y,z\n1,2,3\n4,5,6\n7,8,9",
        "Filesystem  Size  Used  Avail\n/dev/sda1  100G  50G  50G\n/dev/sdb1  200G  10G  190G",
        "the error rate is high\n1 0.5 0.7 3\n2 0.4 0.8 3",
        "Layer,Params,Size\nconv1,100,3\nconv2,200,3",
    ],
    ids=["people", "processes", "letters", "disks", "a sentence", "a model"],
)
def test_a_table_that_is_not_of_a_training_gives_nothing(text: str) -> None:
    assert curves(text) == {}


def test_columns_without_a_place_are_counted() -> None:
    falling = [1 / k for k in range(1, 21)]
    assert curves("\n".join(["loss,acc", *(f"{value},0.5" for value in falling)]))["loss"] == list(enumerate(falling))
