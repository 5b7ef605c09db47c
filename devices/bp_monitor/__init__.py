"""The lobby's blood-pressure monitor: results that it sends by itself.  We listen and never start a cuff.

events.py        what a monitor can tell: `Reading`, `MonitorError`, `Refusal`, `Noise`
plausibility.py  limits that a reading must keep, and what is worth a second look
codecs/          one file per maker's protocol, bytes to events, no I/O
driver.py        `BloodPressureMonitor`: a line plus a codec; drops repeats
"""
