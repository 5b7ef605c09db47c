"""A bench for trying the product without hardware: paper, sign, monitor and touch screen, live, and their faults.

Only in a demo.  It imports no simulator and no screen: it speaks to their sockets in the home's `run` folder, one JSON
object per line.
"""
