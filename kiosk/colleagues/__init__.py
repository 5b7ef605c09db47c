"""What colleagues tell each other: an alarm that everybody hears, a question to the law study group, a call back promised.

`static/colleagues/siren.wav` was made for this project: two tones that alternate.
"""
