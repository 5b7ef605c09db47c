"""A voice: sentences become sound by espeak-ng, or by recordings where the office has some, and always end.

Nothing here has a thread: `Speaker.step` is called again and again by whoever owns it.  A machine without a sound
device, or one whose sound hangs, still ends every sentence by the speaker's own timer.
"""
