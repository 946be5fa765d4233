"""Every action in the command palette, with its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.views.bindings import KEYS, Key, keys_text

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator


class ActionCommands(Provider):
    """The table of keys as commands. A replay's own are offered in a replay only."""

    def _keys(self) -> Iterator[Key]:
        replaying = bool(getattr(self.app, "is_replay", False))
        return (key for key in KEYS if key.action and (key.where != "replay" or replaying))

    async def discover(self) -> Hits:
        for key in self._keys():
            yield DiscoveryHit(key.text, self._run(key), help=keys_text(key))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for key in self._keys():
            score = matcher.match(key.text)
            if score > 0:
                yield Hit(score, matcher.highlight(key.text), self._run(key), help=keys_text(key))

    def _run(self, key: Key) -> partial[Coroutine[Any, Any, bool]]:
        return partial(self.app.run_action, key.action)
