"""The errors that extractors raise: one base, so that a caller can tell them from faults in the program."""


class ExtractorError(Exception):
    """Something that was asked to be extracted cannot be; the message says what, where, and what to do."""


class DumpError(ExtractorError):
    """A dump cannot be read: it is empty, or no reader knows its format."""
