"""Paper that is still to come: jobs, durable before any byte leaves, printed once.

A job's life::

    waiting --> sending --> confirmed
       |           |-----> held       paper out or cover open: the printer has the data, its proof may still come;
       |           |               staff can settle it only once its power was off or the line lost (unsure)
       |           |-----> unsure     line or power lost after the first byte: a person decides
       |           `-----> waiting    a fault found before the first byte
       |-----> expired                too old to be of use to anybody
       `-----> failed                 our own mistake; never tried again

`sending` is committed before the first byte, so a crash and a pulled plug end the same way: `unsure`.
"""
