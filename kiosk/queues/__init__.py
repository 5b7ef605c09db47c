"""Numbers: taken once, never lost, never given twice; called from a counter, told to the whole hall.

A ticket's life::

    waiting --> called --> done
                  `-----> no_show      called and nobody came

Every step is an event row: who, when, where.  A day is a day: nothing of an earlier one is called, shown or open, and the
caretaker ends what was left at a counter (done, by the event `day_end`).
"""
