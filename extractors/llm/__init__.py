"""Extraction by a language model, through instructor: held to the same schemas and the same gate as the rules."""
