"""Numbers: taken once, never lost, never given twice; called from a counter, told to the whole hall.

A ticket's life::

    waiting --> called --> done
                  `-----> no_show      called and nobody came

Every step is an event row: who, when, where.
"""
