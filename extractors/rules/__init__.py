"""The rule extractor: a module per table over shared scanners."""
