"""Knows bytes and hardware; knows no kiosk, no screen, no database, no thread.

`devices` is the lowest floor of the house: nothing in it imports `kiosk` or `screens`.  A device has a *codec* (bytes to
events and back, no I/O), a *driver* (the timing of one request on one line) and a *simulator* that sits at the far end of
a real line and speaks bytes written from the manual.  Retrying and threads belong to `kiosk.supervisors`.
"""
