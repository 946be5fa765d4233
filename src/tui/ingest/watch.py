"""The only importer of watchdog: sets an event when something about a file changed. A hint, never the truth."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

_TELLING = frozenset({"created", "modified", "moved", "deleted", "closed"})  # not "opened": that would be ourselves


class Watch:
    """Watches the directory of each path, and the one its links lead to: a watch on a file can go silent.

    `renew` and `stop` belong to one thread.
    """

    def __init__(self, wake: Event) -> None:
        self._wake = wake
        self._observer: BaseObserver | None = None
        self._names: set[str] = set()
        self._watching: dict[str, int] = {}  # directory -> its inode, since it may be removed and made again

    def renew(self, paths: Iterable[Path]) -> str:
        """Watch what the paths stand for now. Returns a sentence when the system cannot; nothing is watched then."""
        paths = tuple(paths)
        self._names.update(name for path in paths for name in (path.name, os.path.basename(os.path.realpath(path))))
        wanted = _directories(paths)
        if wanted == self._watching:
            return ""
        self.stop()
        try:
            self._start(wanted)
        except OSError as error:
            self.stop()
            return f"no file events ({error.strerror or error}): the file is looked at by the clock alone"
        self._watching = wanted
        return ""

    def stop(self) -> None:
        """End all watching; waits half a second at most."""
        observer, self._observer, self._watching = self._observer, None, {}
        if observer is not None and observer.is_alive():
            observer.stop()
            observer.join(0.5)

    def _start(self, directories: Iterable[str]) -> None:
        from watchdog.events import FileSystemEvent, FileSystemEventHandler  # 30 ms, not needed when polling
        from watchdog.observers import Observer

        wake, names = self._wake, self._names

        class Hint(FileSystemEventHandler):
            """A handler that raises would end all watching: this one cannot."""

            def on_any_event(self, event: FileSystemEvent) -> None:
                touched = {os.path.basename(os.fsdecode(path)) for path in (event.src_path, event.dest_path)}
                if event.event_type in _TELLING and touched & names:
                    wake.set()

        self._observer = Observer()
        self._observer.daemon = True
        self._observer.start()
        for directory in directories:
            self._observer.schedule(Hint(), directory)


def _directories(paths: Iterable[Path]) -> dict[str, int]:
    """The directories of the paths and of what they lead to, those that exist."""
    found: dict[str, int] = {}
    for path in paths:
        for directory in (os.path.dirname(os.path.abspath(path)), os.path.dirname(os.path.realpath(path))):
            try:
                found[directory] = os.stat(directory).st_ino
            except OSError:
                continue
    return found
