"""Blood pressure in the lobby: consent, a session, its readings, a level; anonymous by default.

The kiosk listens to the monitor, it never drives the cuff and never diagnoses.  Readings are append-only:
the database itself refuses to change or remove one, and a correction is a new row.  What no consenting
visitor stands behind is not stored. Values never reach a log: they are kept out of every `repr`.
"""
