"""Numbers: taken once, never lost, never given twice; called from a counter, told to the whole hall.

The life of a ticket is the table of `kiosk.queues.states`; `steps` alone moves one, and every step is an event row: who, when,
where.  A day is a day: nothing of an earlier one is called, shown or open, and the caretaker ends what was left at a counter
(done, by the event `day_end`).
"""
