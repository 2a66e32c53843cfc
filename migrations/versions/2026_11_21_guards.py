"""What the database itself refuses: illegal transitions, changes of history, deleting a person by accident."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("report_events", "delivery_events", "audit_logs")
STAMPED = (
    "athletes",
    "checkin_details",
    "checkins",
    "coach_cohort_memberships",
    "coach_notes",
    "cohort_memberships",
    "cohorts",
    "daily_metrics",
    "deliveries",
    "dimensions",
    "entries",
    "exercises",
    "integrations",
    "journey_members",
    "journeys",
    "llm_calls",
    "organizations",
    "planned_workouts",
    "races",
    "renditions",
    "reports",
    "revision_offers",
    "rounds",
    "sleep_records",
    "source_policies",
    "streaks",
    "strength_sets",
    "suggestions",
    "suppressions",
    "system_settings",
    "thresholds",
    "usage_prices",
    "users",
    "workouts",
)

FUNCTIONS = """
CREATE FUNCTION debrief_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;

CREATE FUNCTION debrief_is_erasing() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('debrief.erasing', true), '') <> ''
$$;

CREATE FUNCTION debrief_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND debrief_is_erasing() THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'DB002';
END $$;

CREATE FUNCTION debrief_keep_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('debrief.erasing', true) IS DISTINCT FROM OLD.user_id::text THEN
    RAISE EXCEPTION 'an athlete is deleted only by erasing them' USING ERRCODE = 'DB003';
  END IF;
  RETURN OLD;
END $$;

CREATE FUNCTION debrief_guard_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'PENDING' THEN
      RAISE EXCEPTION 'a report begins as PENDING, not %', NEW.status USING ERRCODE = 'DB001';
    END IF;
  ELSIF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (
    ('PENDING', 'PROCESSING'),
    ('PROCESSING', 'PENDING'),
    ('PROCESSING', 'COMPLETED'),
    ('PROCESSING', 'FAILED'),
    ('FAILED', 'PENDING')
  ) THEN
    RAISE EXCEPTION 'a report cannot go from % to %', OLD.status, NEW.status USING ERRCODE = 'DB001';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION debrief_unscore() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.scored_at := NULL;
  RETURN NEW;
END $$;

CREATE FUNCTION debrief_record_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_events (report_id, from_status, to_status, actor, reason_code, reason)
  VALUES (
    NEW.id,
    CASE WHEN TG_OP = 'UPDATE' THEN OLD.status END,
    NEW.status,
    coalesce(nullif(current_setting('debrief.actor', true), ''), 'sql:' || session_user),
    NEW.reason_code,
    NEW.reason
  );
  RETURN NULL;
END $$;
"""

REPORT_TRIGGERS = """
CREATE TRIGGER debrief_guard BEFORE INSERT OR UPDATE OF status ON reports
  FOR EACH ROW EXECUTE FUNCTION debrief_guard_report();
CREATE TRIGGER debrief_record_made AFTER INSERT ON reports
  FOR EACH ROW EXECUTE FUNCTION debrief_record_report();
CREATE TRIGGER debrief_record_changed AFTER UPDATE OF status ON reports
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION debrief_record_report();
CREATE TRIGGER debrief_unscore BEFORE UPDATE OF
    sport, local_date, duration_s, moving_s, distance_m, elevation_gain_m, average_power_w, normalized_power_w,
    average_hr_bpm, source_load, manual_load, rpe, raw ON workouts
  FOR EACH ROW WHEN (
    (OLD.sport, OLD.local_date, OLD.duration_s, OLD.moving_s, OLD.distance_m, OLD.elevation_gain_m,
     OLD.average_power_w, OLD.average_hr_bpm, OLD.source_load, OLD.manual_load, OLD.rpe)
    IS DISTINCT FROM
    (NEW.sport, NEW.local_date, NEW.duration_s, NEW.moving_s, NEW.distance_m, NEW.elevation_gain_m,
     NEW.average_power_w, NEW.average_hr_bpm, NEW.source_load, NEW.manual_load, NEW.rpe)
    OR (OLD.normalized_power_w IS DISTINCT FROM NEW.normalized_power_w AND OLD.scored_at IS NOT DISTINCT FROM NEW.scored_at)
    OR OLD.raw IS DISTINCT FROM NEW.raw
  ) EXECUTE FUNCTION debrief_unscore();
CREATE TRIGGER debrief_keep BEFORE DELETE ON athletes
  FOR EACH ROW EXECUTE FUNCTION debrief_keep_person();
"""

# Strava's terms keep its data away from models; an operator with an agreement of their own changes the row.
POLICIES = """
INSERT INTO source_policies (source, may_model, reason)
VALUES ('strava', false, 'The platform''s terms do not allow its data to be given to a language model.');
"""


def upgrade() -> None:
    op.execute(FUNCTIONS)
    op.execute(REPORT_TRIGGERS)
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER debrief_append_only BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION debrief_append_only()"
        )
        op.execute(
            f"CREATE TRIGGER debrief_never_emptied BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION debrief_append_only()"
        )
    for table in STAMPED:
        op.execute(
            f"CREATE TRIGGER debrief_touch BEFORE UPDATE ON {table} FOR EACH ROW"
            " WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION debrief_touch()"
        )
    op.execute(POLICIES)


def downgrade() -> None:
    op.execute("DELETE FROM source_policies WHERE source = 'strava'")
    for table in STAMPED:
        op.execute(f"DROP TRIGGER debrief_touch ON {table}")
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER debrief_append_only ON {table}")
        op.execute(f"DROP TRIGGER debrief_never_emptied ON {table}")
    op.execute("DROP TRIGGER debrief_keep ON athletes")
    op.execute("DROP TRIGGER debrief_unscore ON workouts")
    for trigger in ("debrief_guard", "debrief_record_made", "debrief_record_changed"):
        op.execute(f"DROP TRIGGER {trigger} ON reports")
    for function in ("record_report", "guard_report", "unscore", "keep_person", "append_only", "is_erasing", "touch"):
        op.execute(f"DROP FUNCTION debrief_{function}()")
