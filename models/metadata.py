"""Every table, registered: import this where the whole schema is needed."""

from models import checkins, coaching, identity, recovery, reports, strength, system, training
from models.base import Base

MODULES = (identity, training, recovery, checkins, strength, coaching, reports, system)
TABLES = Base.metadata.sorted_tables
