"""The queue's rules: pure, so that tables and properties can hold them.

`order` says who is next, `waits` how long it will take and when another counter should open, `labels` how a number is
written, `calls` when a number has lapsed, `sessions` what is admitted when, `points` what a month's cases are worth,
`served` whose number may be named in a rating.
"""

from kiosk.queues.rules.labels import label, name_and_detail
from kiosk.queues.rules.order import Chosen, Seat, Waiting, choose_next
from kiosk.queues.rules.waits import WaitRange, wait_range

__all__ = ["Chosen", "Seat", "WaitRange", "Waiting", "choose_next", "label", "name_and_detail", "wait_range"]
