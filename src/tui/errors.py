"""What a user must be told, in one sentence."""


class TrainwatchError(Exception):
    """Something the user can act on: its text is one sentence, printed on stderr, and the exit code is 2."""


class UsageError(TrainwatchError):
    """The command line or the settings say something that cannot be done."""


class UnreadableError(TrainwatchError):
    """A source cannot be read: absent, a directory without logs, no permission, not text."""
