"""The themes: dark, light, one with strong contrast, and the terminal's own sixteen colours.

The hues are those of Okabe and Ito (2008, "Color Universal Design"), which people with any colour vision tell apart.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="dark",
    primary="#56b4e9",
    secondary="#3d7ea6",
    accent="#56b4e9",
    warning="#e69f00",
    error="#ff6b5e",
    success="#2fbf95",
    foreground="#d7dce2",
    background="#0e1116",
    surface="#0e1116",
    panel="#1a2028",
    dark=True,
    variables={"border": "#38424e", "border-blurred": "#2a323c", "text-muted": "#8b96a3"},
)
LIGHT = Theme(
    name="light",
    primary="#0072b2",
    secondary="#56b4e9",
    accent="#0072b2",
    warning="#a35c00",
    error="#c0392b",
    success="#00795a",
    foreground="#1d232b",
    background="#fbfbf9",
    surface="#fbfbf9",
    panel="#eceeea",
    dark=False,
    variables={"border": "#b9bfc6", "border-blurred": "#d0d5da", "text-muted": "#5c6773"},
)
CONTRAST = Theme(
    name="contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffd000",
    error="#ff8080",
    success="#00ff9c",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#202020",
    dark=True,
    variables={"border": "#ffffff", "border-blurred": "#a0a0a0", "text-muted": "#c8c8c8"},
)
OWN = (DARK, LIGHT, CONTRAST)
NAMES = (*(theme.name for theme in OWN), "ansi-dark", "ansi-light")
