"""One file family per protocol: bytes to values and back, without any input or output."""
