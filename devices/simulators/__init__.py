"""Simulated machines, shipped with the product.

They sit at the far end of real lines and speak bytes from the manuals. No simulator imports our codecs or
drivers, so that a misread manual shows.  Unlike the rest of `devices` they may run threads: they are machines
of their own.  `python -m devices.simulators --home DIR` runs them all.
"""
