"""Text in, rows out: readers of dumps, extractors, the gate that all rows pass, and the scorer."""
