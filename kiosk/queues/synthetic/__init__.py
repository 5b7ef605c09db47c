"""Invented days of an office, for trials and measurements: who comes, how long they take, and what a hall makes of it.

`people` invents visitors, `play` lets a hall live through a day, `rows` turns days into rows of the database, `bulk` writes
them by the hundred thousand.  All of it follows from a seed number alone, so a measurement can be repeated.
"""
