"""The terms of a lease. Only the database's clock decides about time."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Terms:
    lease: timedelta = timedelta(seconds=90)
    renew_every: timedelta = timedelta(seconds=20)
    deadline: timedelta = timedelta(minutes=10)  # for one report, from its claim
    alone_after_leases_lost: int = 2  # then it is handed out alone: it can hurt no neighbour a third time
    # An outage of store or database: how long to wait the first times, then hourly, and when to give up.
    backoff: tuple[timedelta, ...] = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
    backoff_after: timedelta = timedelta(hours=1)
    outage_at_most: timedelta = timedelta(hours=6)


TERMS = Terms()
