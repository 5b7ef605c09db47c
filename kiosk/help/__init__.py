"""A visitor calls a volunteer: raised at once, heard on every staff page, answered, and louder where nobody answers.

The call is durable before the visitor is told that somebody knows.  Escalation is a question of time, asked anew by
whoever looks, so no process has to be alive for it.  `static/help/bell.wav` was made for this project: three sine tones.
"""
