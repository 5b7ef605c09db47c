"""The one-time notice: which papers a case needs, told once and completely, on the screen and on paper."""
