"""The reader of logs nobody described: a metric line is a line whose shape comes back with other numbers."""
