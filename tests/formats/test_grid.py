"""Grids of name and value, a row each."""

from __future__ import annotations

from tests.formats.told import curves

BOX = """\
----------------------------------
| rollout/           |           |
|    ep_len_mean     | {length}  |
|    ep_rew_mean     | {reward}  |
| time/              |           |
|    fps             | 1000      |
|    total_timesteps | {steps}   |
| train/             |           |
|    loss            | {loss}    |
----------------------------------
"""
METRIC_VALUE = """\
Epoch {epoch}
+----------+--------+
| Metric   | Value  |
+----------+--------+
| loss     | {loss} |
| accuracy | 0.9    |
+----------+--------+
"""
SIDES = """\
Epoch {epoch}/3
           |  Training |  Validation
accuracy   |     0.900 |  0.800
loss       |     {loss} |  0.600
"""


def test_a_box_of_sections_is_one_record() -> None:
    text = "".join(BOX.format(length=20 + k, reward=10.5 * k, steps=2048 * k, loss=1 / k) for k in (1, 2, 4))
    found = curves(text)
    assert found["rollout/ep_rew_mean"] == [(2048, 10.5), (4096, 21.0), (8192, 42.0)]
    assert found["train/loss"] == [(2048, 1.0), (4096, 0.5), (8192, 0.25)]
    assert "time/total_timesteps" not in found


def test_a_grid_of_metric_and_value_belongs_to_the_epoch_above_it() -> None:
    found = curves("".join(METRIC_VALUE.format(epoch=e, loss=1 / e) for e in (1, 2, 4)))
    assert found["loss"] == [(1, 1.0), (2, 0.5), (4, 0.25)]
    assert found["accuracy"] == [(1, 0.9), (2, 0.9), (4, 0.9)]


def test_a_grid_with_a_column_for_each_side_gives_both() -> None:
    found = curves("".join(SIDES.format(epoch=e, loss=1 / e) for e in (1, 2)))
    train = next(v for k, v in found.items() if k.lower().startswith("train") and k.endswith("loss"))
    valid = next(v for k, v in found.items() if k.lower().startswith("val") and k.endswith("loss"))
    assert [y for _, y in train] == [1.0, 0.5]
    assert [y for _, y in valid] == [0.6, 0.6]


def test_a_grid_at_the_end_of_the_file_is_read() -> None:
    text = "".join(METRIC_VALUE.format(epoch=e, loss=1 / e) for e in (1, 2))
    cut = text[: text.rindex("+---")].rstrip("\n")
    assert curves(cut)["loss"] == [(1, 1.0), (2, 0.5)]


def test_a_grid_of_settings_is_no_record() -> None:
    text = "| Setting | Value |\n|---------|-------|\n| hidden | 128 |\n| layers | 4 |\n| heads | 8 |\n"
    assert curves(text) == {}
