"""Slips that belong to no single feature's tables: booking, rating code, opinion receipt, and the printer's own test.

Pure: facts in, `devices.printer.slip.Slip` out, in Chinese plus the visitor's language (face.md section 15).
"""
