"""The account of what was read."""

from __future__ import annotations

from tui.model.integrity import Generation, Integrity


def test_what_is_unread_is_the_file_less_what_was_read() -> None:
    assert Integrity(bytes_in_file=1000, bytes_read=400).unread_bytes == 600


def test_a_file_that_shrank_leaves_nothing_unread() -> None:
    assert Integrity(bytes_in_file=100, bytes_read=400).unread_bytes == 0


def test_a_source_that_was_read_whole_lost_nothing() -> None:
    assert Integrity(generations=(Generation("opened", "run.log", 1000),)).losses == ()


def test_losses_are_told_in_the_order_they_happened() -> None:
    account = Integrity(
        generations=(
            Generation("opened", "run.log", 1000, lost="the first is gone"),
            Generation("replaced", "run.log"),
            Generation("truncated", "run.log", lost="the second is gone"),
        )
    )
    assert account.losses == ("the first is gone", "the second is gone")
