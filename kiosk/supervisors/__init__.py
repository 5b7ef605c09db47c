"""One thread per device: opens its line, lives with it, and opens it again.  The only place that catches device errors.

Retry lives here and nowhere else; a change is logged once, when it happens.
"""
