"""Characters that act on the text around them: they are shown, and never obeyed."""

_RANGES = (
    *((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F)),  # controls, but for tab and line feed
    *((0x061C, 0x061C), (0x200B, 0x200B), (0x200E, 0x200F)),  # marks of direction, a space of no width; joiners are letters' own
    *((0x2028, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF)),  # ends of lines, embeddings, overrides, isolates, what nobody sees
)

CONTROLS = "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES)
"""The inside of a class of a regular expression, in Python, Rust and JavaScript alike."""
