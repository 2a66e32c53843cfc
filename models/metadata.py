"""Every table, registered: import this where the whole schema is needed."""

from models import checkins, coaching, deliveries, identity, recovery, reports, strength, system, training
from models.base import Base

MODULES = (identity, training, recovery, checkins, strength, coaching, reports, deliveries, system)
TABLES = Base.metadata.sorted_tables
