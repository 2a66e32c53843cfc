"""What scoring finds in samples, scores that fall when a threshold changes, and days that follow from instants."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FUNCTIONS = """
CREATE FUNCTION debrief_unscore_since() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  since date := CASE TG_OP
    WHEN 'INSERT' THEN NEW.valid_from
    WHEN 'DELETE' THEN OLD.valid_from
    ELSE least(OLD.valid_from, NEW.valid_from)
  END;
BEGIN
  UPDATE workouts SET scored_at = NULL
  WHERE athlete_id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.athlete_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.athlete_id END)
    AND local_date >= since AND scored_at IS NOT NULL;
  RETURN NULL;
END $$;

CREATE FUNCTION debrief_unscore_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE workouts SET scored_at = NULL WHERE athlete_id = NEW.user_id AND scored_at IS NOT NULL;
  RETURN NULL;
END $$;

CREATE FUNCTION debrief_day_of_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.local_date := (NEW.started_at AT TIME ZONE (SELECT time_zone FROM users WHERE id = NEW.athlete_id))::date;
  RETURN NEW;
END $$;

CREATE FUNCTION debrief_day_of_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.local_date := (NEW.ended_at AT TIME ZONE (SELECT time_zone FROM users WHERE id = NEW.athlete_id))::date;
  RETURN NEW;
END $$;
"""

TRIGGERS = """
CREATE TRIGGER debrief_unscore_since_new AFTER INSERT OR DELETE ON thresholds
  FOR EACH ROW EXECUTE FUNCTION debrief_unscore_since();
CREATE TRIGGER debrief_unscore_since AFTER UPDATE ON thresholds
  FOR EACH ROW WHEN (
    (OLD.athlete_id, OLD.sport, OLD.valid_from, OLD.ftp_w, OLD.lthr_bpm, OLD.max_hr_bpm, OLD.resting_hr_bpm,
     OLD.threshold_speed_m_s, OLD.css_m_s, OLD.zones)
    IS DISTINCT FROM
    (NEW.athlete_id, NEW.sport, NEW.valid_from, NEW.ftp_w, NEW.lthr_bpm, NEW.max_hr_bpm, NEW.resting_hr_bpm,
     NEW.threshold_speed_m_s, NEW.css_m_s, NEW.zones)
  ) EXECUTE FUNCTION debrief_unscore_since();
CREATE TRIGGER debrief_unscore_all AFTER UPDATE OF
    sex, ftp_w, lthr_bpm, max_hr_bpm, resting_hr_bpm, threshold_speed_m_s, css_m_s, load_preference ON athletes
  FOR EACH ROW WHEN (
    (OLD.sex, OLD.ftp_w, OLD.lthr_bpm, OLD.max_hr_bpm, OLD.resting_hr_bpm, OLD.threshold_speed_m_s, OLD.css_m_s,
     OLD.load_preference)
    IS DISTINCT FROM
    (NEW.sex, NEW.ftp_w, NEW.lthr_bpm, NEW.max_hr_bpm, NEW.resting_hr_bpm, NEW.threshold_speed_m_s, NEW.css_m_s,
     NEW.load_preference)
  ) EXECUTE FUNCTION debrief_unscore_all();
CREATE TRIGGER debrief_unscore_moved BEFORE UPDATE OF started_at, source, duplicate_of ON workouts
  FOR EACH ROW WHEN (
    (OLD.started_at, OLD.source) IS DISTINCT FROM (NEW.started_at, NEW.source)
    OR (OLD.duplicate_of IS NOT NULL AND NEW.duplicate_of IS NULL AND OLD.scored_at IS NOT DISTINCT FROM NEW.scored_at)
  ) EXECUTE FUNCTION debrief_unscore();
CREATE TRIGGER debrief_day BEFORE INSERT ON workouts
  FOR EACH ROW WHEN (NEW.local_date IS NULL) EXECUTE FUNCTION debrief_day_of_start();
CREATE TRIGGER debrief_day BEFORE INSERT ON sleep_records
  FOR EACH ROW WHEN (NEW.local_date IS NULL) EXECUTE FUNCTION debrief_day_of_end();
"""


def upgrade() -> None:
    op.add_column("workouts", sa.Column("decoupling_pct", sa.Float(), nullable=True))
    op.add_column("workouts", sa.Column("sample_notes", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.create_check_constraint(
        "decoupling_pct_plausible", "workouts", "decoupling_pct >= -1000 AND decoupling_pct <= 1000"
    )
    op.create_check_constraint("duplicate_of_another", "workouts", "duplicate_of <> id")
    op.create_index("ix_workouts_unscored", "workouts", ["athlete_id"], postgresql_where=sa.text("scored_at IS NULL"))
    op.execute(FUNCTIONS)
    op.execute(TRIGGERS)


def downgrade() -> None:
    for trigger, table in (
        ("debrief_day", "sleep_records"),
        ("debrief_day", "workouts"),
        ("debrief_unscore_moved", "workouts"),
        ("debrief_unscore_all", "athletes"),
        ("debrief_unscore_since", "thresholds"),
        ("debrief_unscore_since_new", "thresholds"),
    ):
        op.execute(f"DROP TRIGGER {trigger} ON {table}")
    for function in ("day_of_end", "day_of_start", "unscore_all", "unscore_since"):
        op.execute(f"DROP FUNCTION debrief_{function}()")
    op.drop_index("ix_workouts_unscored", "workouts")
    op.drop_constraint(op.f("ck_workouts_duplicate_of_another"), "workouts")
    op.drop_constraint(op.f("ck_workouts_decoupling_pct_plausible"), "workouts")
    op.drop_column("workouts", "sample_notes")
    op.drop_column("workouts", "decoupling_pct")
