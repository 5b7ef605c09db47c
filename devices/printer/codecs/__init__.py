"""Printer languages, without any input or output of their own."""
