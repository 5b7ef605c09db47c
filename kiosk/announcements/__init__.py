"""What the office wants everybody to read: one text, many channels, with its source, its author and its end.

A draft becomes live when somebody publishes it, and stops at its end or when it is withdrawn; nothing is ever deleted.
"""
