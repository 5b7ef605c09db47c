"""What the office does: one Django app per feature, and the commands, settings and supervisors round them.

A feature's only door is its `services.py`; its rules are pure (`rules.py`); its tables are in `models.py`.  Screens, views,
supervisors and commands all go through the same door.
"""
