"""trainwatch: watch any training log from a terminal."""

__version__ = "0.1.0"
