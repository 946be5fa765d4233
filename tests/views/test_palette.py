"""Colours by meaning."""

from __future__ import annotations

import pytest

from tui.views.palette import HUES, Ground, styles

LIGHT = Ground(False, "#e0e0e0", "#1f1f1f", "#0178d4")


def contrast(role: str, ground: Ground) -> float:
    """The contrast ratio of a role's text and the background (WCAG 2.1)."""
    colour = styles(ground)[role].color
    assert colour is not None
    light, dark = sorted((_luminance(tuple(colour.get_truecolor())), _luminance(_rgb(ground.background))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _rgb(text: str) -> tuple[int, ...]:
    return tuple(int(text[k : k + 2], 16) for k in (1, 3, 5))


def _luminance(rgb: tuple[int, ...]) -> float:
    linear = [c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ground", [Ground(), LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("role", [*(f"hue{k}" for k in range(HUES)), "look", "broken", "good", "strong"])
def test_every_colour_can_be_read_on_its_ground(role: str, ground: Ground) -> None:
    assert contrast(role, ground) >= 3.9


@pytest.mark.parametrize("ground", [Ground(), LIGHT], ids=["dark", "light"])
def test_context_is_quieter_than_text_and_still_readable(ground: Ground) -> None:
    assert 2.9 < contrast("dim", ground) < contrast("strong", ground)


def test_sixteen_colours_have_every_role_and_no_colour_of_their_own() -> None:
    sixteen = styles(Ground(ansi=True))
    assert sixteen.keys() == styles(Ground()).keys()
    assert all(s.color is None or s.color.is_system_defined for s in sixteen.values())


def test_red_and_amber_are_kept_for_what_needs_a_person() -> None:
    hues = [styles(Ground(ansi=True))[f"hue{k}"].color for k in range(HUES)]
    assert not {"red", "yellow"} & {hue.name for hue in hues if hue is not None}
