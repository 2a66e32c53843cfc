"""The first tables: people, training, recovery, check-ins, strength, coaching, reports, the system."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_logs",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column(
            "details", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_logs")),
    )
    op.create_index("ix_audit_logs_organization_id_at", "audit_logs", ["organization_id", "at"], unique=False)
    op.create_index("ix_audit_logs_subject_id", "audit_logs", ["subject_id"], unique=False)
    op.create_table(
        "organizations",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), server_default="UTC", nullable=False),
        sa.Column("subscription_tier", sa.Text(), server_default="free", nullable=False),
        sa.Column("subscription_status", sa.Text(), server_default="active", nullable=False),
        sa.Column("ai_queries_used", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ai_queries_limit", sa.Integer(), server_default="10", nullable=True),
        sa.Column(
            "ai_period_start", sa.Date(), server_default=sa.text("date_trunc('month', now())::date"), nullable=False
        ),
        sa.Column("ai_budget_micros", sa.BigInteger(), nullable=True),
        sa.Column("ai_spent_micros", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("mail_enabled", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("report_retention_days", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 80", name=op.f("ck_organizations_slug_form")
        ),
        sa.CheckConstraint(
            "subscription_status IN ('active', 'cancelled', 'past_due', 'suspended')",
            name=op.f("ck_organizations_subscription_status_known"),
        ),
        sa.CheckConstraint(
            "subscription_tier IN ('free', 'pro', 'enterprise')", name=op.f("ck_organizations_subscription_tier_known")
        ),
        sa.CheckConstraint(
            "time_zone ~ '^[A-Z][A-Za-z_]*(/[A-Za-z0-9_+-]+)*$' AND (timestamptz '2000-01-01 00:00:00+00' AT TIME ZONE time_zone) IS NOT NULL",
            name=op.f("ck_organizations_time_zone_real"),
        ),
        sa.CheckConstraint("ai_budget_micros >= 0", name=op.f("ck_organizations_ai_budget_micros_range")),
        sa.CheckConstraint("ai_queries_limit >= 0", name=op.f("ck_organizations_ai_queries_limit_range")),
        sa.CheckConstraint("ai_queries_used >= 0", name=op.f("ck_organizations_ai_queries_used_range")),
        sa.CheckConstraint("ai_spent_micros >= 0", name=op.f("ck_organizations_ai_spent_micros_range")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 255", name=op.f("ck_organizations_name_length")),
        sa.CheckConstraint("report_retention_days >= 1", name=op.f("ck_organizations_report_retention_days_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
        sa.UniqueConstraint("slug", name=op.f("uq_organizations_slug")),
    )
    op.create_table(
        "rounds",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "counts", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind IN ('nightly', 'post', 'intake')", name=op.f("ck_rounds_kind_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )
    op.create_index("ix_rounds_started_at", "rounds", ["started_at"], unique=False)
    op.create_table(
        "source_policies",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("may_model", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("may_coach_view", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("may_pdf", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("retention_days", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("retention_days >= 1", name=op.f("ck_source_policies_retention_days_range")),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_source_policies")),
    )
    op.create_table(
        "suppressions",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("address_hash", sa.Text(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("length(reason) BETWEEN 1 AND 255", name=op.f("ck_suppressions_reason_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppressions")),
    )
    op.create_index(
        "uq_suppressions_in_force",
        "suppressions",
        ["address_hash", "stream"],
        unique=True,
        postgresql_where=sa.text("lifted_at IS NULL"),
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "system_settings",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("length(key) BETWEEN 1 AND 120", name=op.f("ck_system_settings_key_length")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_system_settings")),
    )
    op.create_table(
        "usage_prices",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("input_micros", sa.BigInteger(), nullable=False),
        sa.Column("output_micros", sa.BigInteger(), nullable=False),
        sa.Column("cached_micros", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "input_micros >= 0 AND output_micros >= 0 AND cached_micros >= 0", name=op.f("ck_usage_prices_price_range")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usage_prices")),
        sa.UniqueConstraint("model", "valid_from", name=op.f("uq_usage_prices_model_valid_from")),
    )
    op.create_table(
        "cohorts",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 255", name=op.f("ck_cohorts_name_length")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_cohorts_organization_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohorts")),
        sa.UniqueConstraint("organization_id", "name", name=op.f("uq_cohorts_organization_id_name")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("email_verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("time_zone", sa.Text(), server_default="UTC", nullable=False),
        sa.Column("locale", sa.Text(), server_default="en", nullable=False),
        sa.Column("units", sa.Text(), server_default="metric", nullable=False),
        sa.Column("paper", sa.Text(), server_default="A4", nullable=False),
        sa.Column("clock_24h", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "email ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND length(email) <= 254", name=op.f("ck_users_email_form")
        ),
        sa.CheckConstraint("paper IN ('A4', 'Letter')", name=op.f("ck_users_paper_known")),
        sa.CheckConstraint("role IN ('ADMIN', 'COACH', 'ATHLETE')", name=op.f("ck_users_role_known")),
        sa.CheckConstraint(
            "time_zone ~ '^[A-Z][A-Za-z_]*(/[A-Za-z0-9_+-]+)*$' AND (timestamptz '2000-01-01 00:00:00+00' AT TIME ZONE time_zone) IS NOT NULL",
            name=op.f("ck_users_time_zone_real"),
        ),
        sa.CheckConstraint("units IN ('metric', 'imperial')", name=op.f("ck_users_units_known")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 255", name=op.f("ck_users_name_length")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_users_organization_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
    )
    op.create_index(op.f("ix_users_organization_id"), "users", ["organization_id"], unique=False)
    op.create_index("uq_users_lower_email", "users", [sa.literal_column("lower(email)")], unique=True)
    op.create_table(
        "athletes",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("date_of_birth", sa.Date(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("height_cm", sa.Double(), nullable=True),
        sa.Column("weight_kg", sa.Double(), nullable=True),
        sa.Column("ftp_w", sa.Double(), nullable=True),
        sa.Column("lthr_bpm", sa.Double(), nullable=True),
        sa.Column("max_hr_bpm", sa.Double(), nullable=True),
        sa.Column("resting_hr_bpm", sa.Double(), nullable=True),
        sa.Column("threshold_speed_m_s", sa.Double(), nullable=True),
        sa.Column("css_m_s", sa.Double(), nullable=True),
        sa.Column("sleep_need_h", sa.Double(), server_default="8", nullable=False),
        sa.Column("week_starts_on", sa.Integer(), server_default="1", nullable=False),
        sa.Column("report_weekday", sa.Integer(), nullable=True),
        sa.Column("report_hour", sa.Integer(), server_default="5", nullable=False),
        sa.Column("daily_report_hour", sa.Integer(), nullable=True),
        sa.Column("mail_from_hour", sa.Integer(), server_default="6", nullable=False),
        sa.Column("mail_to_hour", sa.Integer(), server_default="21", nullable=False),
        sa.Column("attach_pdf", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("review_mode", sa.Text(), server_default="auto", nullable=False),
        sa.Column("load_preference", sa.Text(), server_default="source", nullable=False),
        sa.Column("ai_consent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("health_consent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fitness_start_on", sa.Date(), nullable=True),
        sa.Column("fitness_start", sa.Double(), nullable=True),
        sa.Column("fatigue_start", sa.Double(), nullable=True),
        sa.Column("strength_in_fitness", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "date_of_birth BETWEEN '1900-01-01' AND '2200-01-01'", name=op.f("ck_athletes_date_of_birth_real")
        ),
        sa.CheckConstraint("load_preference IN ('source', 'computed')", name=op.f("ck_athletes_load_preference_known")),
        sa.CheckConstraint("review_mode IN ('auto', 'review')", name=op.f("ck_athletes_review_mode_known")),
        sa.CheckConstraint("sex IN ('female', 'male')", name=op.f("ck_athletes_sex_known")),
        sa.CheckConstraint(
            "(fitness_start IS NULL) = (fitness_start_on IS NULL)", name=op.f("ck_athletes_fitness_start_whole")
        ),
        sa.CheckConstraint("css_m_s >= 0 AND css_m_s <= 30", name=op.f("ck_athletes_css_m_s_plausible")),
        sa.CheckConstraint(
            "daily_report_hour >= 0 AND daily_report_hour <= 23", name=op.f("ck_athletes_daily_report_hour_range")
        ),
        sa.CheckConstraint(
            "fatigue_start >= 0 AND fatigue_start <= 1000", name=op.f("ck_athletes_fatigue_start_range")
        ),
        sa.CheckConstraint(
            "fitness_start >= 0 AND fitness_start <= 1000", name=op.f("ck_athletes_fitness_start_range")
        ),
        sa.CheckConstraint("ftp_w >= 0 AND ftp_w <= 5000", name=op.f("ck_athletes_ftp_w_plausible")),
        sa.CheckConstraint("height_cm >= 0 AND height_cm <= 2500", name=op.f("ck_athletes_height_cm_plausible")),
        sa.CheckConstraint("lthr_bpm >= 0 AND lthr_bpm <= 2300", name=op.f("ck_athletes_lthr_bpm_plausible")),
        sa.CheckConstraint("mail_from_hour < mail_to_hour", name=op.f("ck_athletes_mail_window_order")),
        sa.CheckConstraint(
            "mail_from_hour >= 0 AND mail_from_hour <= 23", name=op.f("ck_athletes_mail_from_hour_range")
        ),
        sa.CheckConstraint("mail_to_hour >= 1 AND mail_to_hour <= 24", name=op.f("ck_athletes_mail_to_hour_range")),
        sa.CheckConstraint("max_hr_bpm >= 0 AND max_hr_bpm <= 2300", name=op.f("ck_athletes_max_hr_bpm_plausible")),
        sa.CheckConstraint("report_hour >= 0 AND report_hour <= 23", name=op.f("ck_athletes_report_hour_range")),
        sa.CheckConstraint(
            "report_weekday >= 1 AND report_weekday <= 7", name=op.f("ck_athletes_report_weekday_range")
        ),
        sa.CheckConstraint(
            "resting_hr_bpm >= 0 AND resting_hr_bpm <= 1200", name=op.f("ck_athletes_resting_hr_bpm_plausible")
        ),
        sa.CheckConstraint("sleep_need_h >= 1 AND sleep_need_h <= 16", name=op.f("ck_athletes_sleep_need_h_range")),
        sa.CheckConstraint(
            "threshold_speed_m_s >= 0 AND threshold_speed_m_s <= 100",
            name=op.f("ck_athletes_threshold_speed_m_s_plausible"),
        ),
        sa.CheckConstraint(
            "week_starts_on >= 1 AND week_starts_on <= 7", name=op.f("ck_athletes_week_starts_on_range")
        ),
        sa.CheckConstraint("weight_kg >= 0 AND weight_kg <= 2000", name=op.f("ck_athletes_weight_kg_plausible")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_athletes_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_athletes")),
    )
    op.create_table(
        "coach_cohort_memberships",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["users.id"], name=op.f("fk_coach_cohort_memberships_coach_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name=op.f("fk_coach_cohort_memberships_cohort_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_cohort_memberships")),
        sa.UniqueConstraint("cohort_id", "coach_id", name=op.f("uq_coach_cohort_memberships_cohort_id_coach_id")),
    )
    op.create_index(
        op.f("ix_coach_cohort_memberships_coach_id"), "coach_cohort_memberships", ["coach_id"], unique=False
    )
    op.create_table(
        "exercises",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("equipment", sa.Text(), nullable=False),
        sa.Column("muscle_contributions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("difficulty", sa.Text(), server_default="INTERMEDIATE", nullable=False),
        sa.Column("is_global", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "difficulty IN ('BEGINNER', 'INTERMEDIATE', 'ADVANCED')", name=op.f("ck_exercises_difficulty_known")
        ),
        sa.CheckConstraint(
            "jsonb_typeof(muscle_contributions) = 'object'", name=op.f("ck_exercises_muscle_contributions_form")
        ),
        sa.CheckConstraint("is_global OR organization_id IS NOT NULL", name=op.f("ck_exercises_owned_or_global")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 255", name=op.f("ck_exercises_name_length")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_exercises_created_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_exercises_organization_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercises")),
    )
    op.create_index(op.f("ix_exercises_created_by"), "exercises", ["created_by"], unique=False)
    op.create_index("ix_exercises_name", "exercises", ["name"], unique=False)
    op.create_index(op.f("ix_exercises_organization_id"), "exercises", ["organization_id"], unique=False)
    op.create_table(
        "journeys",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("is_public", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("status", sa.Text(), server_default="active", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("status IN ('active', 'archived', 'deleted')", name=op.f("ck_journeys_status_known")),
        sa.CheckConstraint("length(title) BETWEEN 3 AND 100", name=op.f("ck_journeys_title_length")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_journeys_created_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_journeys_organization_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journeys")),
    )
    op.create_index(op.f("ix_journeys_created_by"), "journeys", ["created_by"], unique=False)
    op.create_index(op.f("ix_journeys_organization_id"), "journeys", ["organization_id"], unique=False)
    op.create_table(
        "checkins",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("total_score", sa.Double(), server_default="0", nullable=False),
        sa.Column("client_checkin_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "local_date BETWEEN '1990-01-01' AND '2200-01-01'", name=op.f("ck_checkins_local_date_real")
        ),
        sa.CheckConstraint("total_score >= -1000 AND total_score <= 10000", name=op.f("ck_checkins_total_score_range")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_checkins_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["journey_id"], ["journeys.id"], name=op.f("fk_checkins_journey_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkins")),
        sa.UniqueConstraint(
            "athlete_id", "journey_id", "local_date", name=op.f("uq_checkins_athlete_id_journey_id_local_date")
        ),
    )
    op.create_index("ix_checkins_journey_id_local_date", "checkins", ["journey_id", "local_date"], unique=False)
    op.create_index(
        "uq_checkins_client_checkin_id",
        "checkins",
        ["client_checkin_id"],
        unique=True,
        postgresql_where=sa.text("client_checkin_id IS NOT NULL"),
    )
    op.create_table(
        "coach_notes",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=True),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_private", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("length(text) BETWEEN 1 AND 10000", name=op.f("ck_coach_notes_text_length")),
        sa.CheckConstraint("period_end >= period_start", name=op.f("ck_coach_notes_period_order")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_coach_notes_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["coach_id"], ["users.id"], name=op.f("fk_coach_notes_coach_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_notes")),
    )
    op.create_index(
        "ix_coach_notes_athlete_id_period_start", "coach_notes", ["athlete_id", "period_start"], unique=False
    )
    op.create_index(op.f("ix_coach_notes_coach_id"), "coach_notes", ["coach_id"], unique=False)
    op.create_table(
        "cohort_memberships",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("left_at >= joined_at", name=op.f("ck_cohort_memberships_left_after_joined")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_cohort_memberships_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name=op.f("fk_cohort_memberships_cohort_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_memberships")),
        sa.UniqueConstraint("cohort_id", "athlete_id", name=op.f("uq_cohort_memberships_cohort_id_athlete_id")),
    )
    op.create_index("ix_cohort_memberships_athlete_id", "cohort_memberships", ["athlete_id"], unique=False)
    op.create_table(
        "daily_metrics",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("hrv_rmssd_ms", sa.Double(), nullable=True),
        sa.Column("hrv_sdnn_ms", sa.Double(), nullable=True),
        sa.Column("resting_hr_bpm", sa.Double(), nullable=True),
        sa.Column("sleep_score", sa.Double(), nullable=True),
        sa.Column("sleep_h", sa.Double(), nullable=True),
        sa.Column("recovery_score", sa.Double(), nullable=True),
        sa.Column("strain", sa.Double(), nullable=True),
        sa.Column("spo2_pct", sa.Double(), nullable=True),
        sa.Column("raw", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "local_date BETWEEN '1990-01-01' AND '2200-01-01'", name=op.f("ck_daily_metrics_local_date_real")
        ),
        sa.CheckConstraint(
            "hrv_rmssd_ms >= 0 AND hrv_rmssd_ms <= 2500", name=op.f("ck_daily_metrics_hrv_rmssd_ms_plausible")
        ),
        sa.CheckConstraint(
            "hrv_sdnn_ms >= 0 AND hrv_sdnn_ms <= 2500", name=op.f("ck_daily_metrics_hrv_sdnn_ms_plausible")
        ),
        sa.CheckConstraint("length(source) BETWEEN 1 AND 60", name=op.f("ck_daily_metrics_source_length")),
        sa.CheckConstraint(
            "recovery_score >= 0 AND recovery_score <= 1000", name=op.f("ck_daily_metrics_recovery_score_plausible")
        ),
        sa.CheckConstraint(
            "resting_hr_bpm >= 0 AND resting_hr_bpm <= 1200", name=op.f("ck_daily_metrics_resting_hr_bpm_plausible")
        ),
        sa.CheckConstraint("sleep_h >= 0 AND sleep_h <= 160", name=op.f("ck_daily_metrics_sleep_h_plausible")),
        sa.CheckConstraint(
            "sleep_score >= 0 AND sleep_score <= 1000", name=op.f("ck_daily_metrics_sleep_score_plausible")
        ),
        sa.CheckConstraint("spo2_pct >= 0 AND spo2_pct <= 1000", name=op.f("ck_daily_metrics_spo2_pct_plausible")),
        sa.CheckConstraint("strain >= 0 AND strain <= 210", name=op.f("ck_daily_metrics_strain_plausible")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_daily_metrics_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daily_metrics")),
        sa.UniqueConstraint(
            "athlete_id", "local_date", "source", name=op.f("uq_daily_metrics_athlete_id_local_date_source")
        ),
    )
    op.create_table(
        "dimensions",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column(
            "examples", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("weight", sa.Integer(), server_default="1", nullable=False),
        sa.Column("display_order", sa.Integer(), server_default="0", nullable=False),
        sa.Column("started_on", sa.Date(), server_default=sa.text("'2000-01-01'::date"), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 50", name=op.f("ck_dimensions_name_length")),
        sa.CheckConstraint("weight >= 1 AND weight <= 5", name=op.f("ck_dimensions_weight_range")),
        sa.ForeignKeyConstraint(
            ["journey_id"], ["journeys.id"], name=op.f("fk_dimensions_journey_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dimensions")),
    )
    op.create_index(
        "ix_dimensions_journey_id_display_order", "dimensions", ["journey_id", "display_order"], unique=False
    )
    op.create_table(
        "entries",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("weight_kg", sa.Double(), nullable=True),
        sa.Column("steps", sa.Integer(), nullable=True),
        sa.Column("calories", sa.Integer(), nullable=True),
        sa.Column("sleep_quality", sa.Integer(), nullable=True),
        sa.Column("stress", sa.Integer(), nullable=True),
        sa.Column("mood", sa.Integer(), nullable=True),
        sa.Column("soreness", sa.Integer(), nullable=True),
        sa.Column("fatigue", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column(
            "custom_responses",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.Column(
            "data_sources",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("local_date BETWEEN '1990-01-01' AND '2200-01-01'", name=op.f("ck_entries_local_date_real")),
        sa.CheckConstraint("calories >= 0 AND calories <= 300000", name=op.f("ck_entries_calories_plausible")),
        sa.CheckConstraint("fatigue >= 1 AND fatigue <= 5", name=op.f("ck_entries_fatigue_range")),
        sa.CheckConstraint("mood >= 1 AND mood <= 5", name=op.f("ck_entries_mood_range")),
        sa.CheckConstraint("sleep_quality >= 1 AND sleep_quality <= 5", name=op.f("ck_entries_sleep_quality_range")),
        sa.CheckConstraint("soreness >= 1 AND soreness <= 5", name=op.f("ck_entries_soreness_range")),
        sa.CheckConstraint("steps >= 0 AND steps <= 2e+06", name=op.f("ck_entries_steps_plausible")),
        sa.CheckConstraint("stress >= 1 AND stress <= 5", name=op.f("ck_entries_stress_range")),
        sa.CheckConstraint("weight_kg >= 0 AND weight_kg <= 2000", name=op.f("ck_entries_weight_kg_plausible")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_entries_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("athlete_id", "local_date", name=op.f("uq_entries_athlete_id_local_date")),
    )
    op.create_table(
        "integrations",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("access_token", sa.Text(), nullable=True),
        sa.Column("refresh_token", sa.Text(), nullable=True),
        sa.Column("external_user_id", sa.Text(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("connected_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("disconnected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("synced_from", sa.Date(), nullable=True),
        sa.Column("synced_through", sa.Date(), nullable=True),
        sa.Column("sync_gaps", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("last_sync_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sync_status", sa.Text(), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("starts_with(access_token, 'gAAAA')", name=op.f("ck_integrations_access_token_encrypted")),
        sa.CheckConstraint("starts_with(refresh_token, 'gAAAA')", name=op.f("ck_integrations_refresh_token_encrypted")),
        sa.CheckConstraint(
            "sync_status IN ('SUCCESS', 'FAILED', 'SYNCING')", name=op.f("ck_integrations_sync_status_known")
        ),
        sa.CheckConstraint("length(provider) BETWEEN 1 AND 60", name=op.f("ck_integrations_provider_length")),
        sa.CheckConstraint("synced_from <= synced_through", name=op.f("ck_integrations_synced_order")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_integrations_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_integrations")),
        sa.UniqueConstraint("athlete_id", "provider", name=op.f("uq_integrations_athlete_id_provider")),
    )
    op.create_table(
        "journey_members",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), server_default="member", nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("last_checkin_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("role IN ('owner', 'admin', 'member')", name=op.f("ck_journey_members_role_known")),
        sa.ForeignKeyConstraint(
            ["journey_id"], ["journeys.id"], name=op.f("fk_journey_members_journey_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_journey_members_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journey_members")),
        sa.UniqueConstraint("journey_id", "user_id", name=op.f("uq_journey_members_journey_id_user_id")),
    )
    op.create_index(op.f("ix_journey_members_user_id"), "journey_members", ["user_id"], unique=False)
    op.create_table(
        "planned_workouts",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("sport", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("duration_s", sa.Double(), nullable=True),
        sa.Column("load", sa.Double(), nullable=True),
        sa.Column("distance_m", sa.Double(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "local_date BETWEEN '1990-01-01' AND '2200-01-01'", name=op.f("ck_planned_workouts_local_date_real")
        ),
        sa.CheckConstraint(
            "distance_m >= 0 AND distance_m <= 1e+07", name=op.f("ck_planned_workouts_distance_m_plausible")
        ),
        sa.CheckConstraint(
            "duration_s >= 0 AND duration_s <= 864000", name=op.f("ck_planned_workouts_duration_s_plausible")
        ),
        sa.CheckConstraint("load >= 0 AND load <= 15000", name=op.f("ck_planned_workouts_load_plausible")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_planned_workouts_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_workouts")),
    )
    op.create_index(
        "ix_planned_workouts_athlete_id_local_date", "planned_workouts", ["athlete_id", "local_date"], unique=False
    )
    op.create_table(
        "races",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("priority", sa.Text(), server_default="B", nullable=False),
        sa.Column("sport", sa.Text(), nullable=True),
        sa.Column("distance_m", sa.Double(), nullable=True),
        sa.Column("target", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("local_date BETWEEN '1990-01-01' AND '2200-01-01'", name=op.f("ck_races_local_date_real")),
        sa.CheckConstraint("priority IN ('A', 'B', 'C')", name=op.f("ck_races_priority_known")),
        sa.CheckConstraint("distance_m >= 0 AND distance_m <= 1e+07", name=op.f("ck_races_distance_m_plausible")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 255", name=op.f("ck_races_name_length")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_races_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_races")),
    )
    op.create_index("ix_races_athlete_id_local_date", "races", ["athlete_id", "local_date"], unique=False)
    op.create_table(
        "sleep_records",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("is_nap", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("asleep_s", sa.Double(), nullable=False),
        sa.Column("stages", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("efficiency", sa.Double(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "local_date BETWEEN '1990-01-01' AND '2200-01-01'", name=op.f("ck_sleep_records_local_date_real")
        ),
        sa.CheckConstraint("asleep_s >= 0 AND asleep_s <= 576000", name=op.f("ck_sleep_records_asleep_s_plausible")),
        sa.CheckConstraint("efficiency >= 0 AND efficiency <= 100", name=op.f("ck_sleep_records_efficiency_range")),
        sa.CheckConstraint("ended_at > started_at", name=op.f("ck_sleep_records_ended_after_start")),
        sa.CheckConstraint("isfinite(ended_at)", name=op.f("ck_sleep_records_ended_at_finite")),
        sa.CheckConstraint("isfinite(started_at)", name=op.f("ck_sleep_records_started_at_finite")),
        sa.CheckConstraint("length(source) BETWEEN 1 AND 60", name=op.f("ck_sleep_records_source_length")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_sleep_records_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sleep_records")),
        sa.UniqueConstraint(
            "athlete_id", "source", "started_at", name=op.f("uq_sleep_records_athlete_id_source_started_at")
        ),
    )
    op.create_index(
        "ix_sleep_records_athlete_id_local_date", "sleep_records", ["athlete_id", "local_date"], unique=False
    )
    op.create_table(
        "streaks",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("journey_id", sa.Uuid(), nullable=False),
        sa.Column("current_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("longest_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_checkin_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "current_days >= 0 AND longest_days >= current_days", name=op.f("ck_streaks_longest_is_longest")
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_streaks_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["journey_id"], ["journeys.id"], name=op.f("fk_streaks_journey_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_streaks")),
        sa.UniqueConstraint("athlete_id", "journey_id", name=op.f("uq_streaks_athlete_id_journey_id")),
    )
    op.create_index(op.f("ix_streaks_journey_id"), "streaks", ["journey_id"], unique=False)
    op.create_table(
        "thresholds",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("sport", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("ftp_w", sa.Double(), nullable=True),
        sa.Column("lthr_bpm", sa.Double(), nullable=True),
        sa.Column("max_hr_bpm", sa.Double(), nullable=True),
        sa.Column("resting_hr_bpm", sa.Double(), nullable=True),
        sa.Column("threshold_speed_m_s", sa.Double(), nullable=True),
        sa.Column("css_m_s", sa.Double(), nullable=True),
        sa.Column("zones", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "valid_from BETWEEN '1990-01-01' AND '2200-01-01'", name=op.f("ck_thresholds_valid_from_real")
        ),
        sa.CheckConstraint("css_m_s >= 0 AND css_m_s <= 30", name=op.f("ck_thresholds_css_m_s_plausible")),
        sa.CheckConstraint("ftp_w >= 0 AND ftp_w <= 5000", name=op.f("ck_thresholds_ftp_w_plausible")),
        sa.CheckConstraint("lthr_bpm >= 0 AND lthr_bpm <= 2300", name=op.f("ck_thresholds_lthr_bpm_plausible")),
        sa.CheckConstraint("max_hr_bpm >= 0 AND max_hr_bpm <= 2300", name=op.f("ck_thresholds_max_hr_bpm_plausible")),
        sa.CheckConstraint(
            "resting_hr_bpm >= 0 AND resting_hr_bpm <= 1200", name=op.f("ck_thresholds_resting_hr_bpm_plausible")
        ),
        sa.CheckConstraint(
            "threshold_speed_m_s >= 0 AND threshold_speed_m_s <= 100",
            name=op.f("ck_thresholds_threshold_speed_m_s_plausible"),
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_thresholds_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thresholds")),
        sa.UniqueConstraint(
            "athlete_id",
            "sport",
            "valid_from",
            name=op.f("uq_thresholds_athlete_id_sport_valid_from"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_table(
        "workouts",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), server_default=sa.text("(gen_random_uuid())::text"), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("sport", sa.Text(), nullable=True),
        sa.Column("duration_s", sa.Double(), nullable=False),
        sa.Column("moving_s", sa.Double(), nullable=True),
        sa.Column("distance_m", sa.Double(), nullable=True),
        sa.Column("elevation_gain_m", sa.Double(), nullable=True),
        sa.Column("average_power_w", sa.Double(), nullable=True),
        sa.Column("max_power_w", sa.Double(), nullable=True),
        sa.Column("normalized_power_w", sa.Double(), nullable=True),
        sa.Column("average_hr_bpm", sa.Double(), nullable=True),
        sa.Column("max_hr_bpm", sa.Double(), nullable=True),
        sa.Column("source_load", sa.Double(), nullable=True),
        sa.Column("manual_load", sa.Double(), nullable=True),
        sa.Column("load", sa.Double(), nullable=True),
        sa.Column("load_method", sa.Text(), nullable=True),
        sa.Column("load_approximate", sa.Boolean(), nullable=True),
        sa.Column("load_inputs", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("intensity", sa.Double(), nullable=True),
        sa.Column("kilojoules", sa.Double(), nullable=True),
        sa.Column("rpe", sa.Double(), nullable=True),
        sa.Column("feel", sa.Integer(), nullable=True),
        sa.Column("zones", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("curve", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("raw", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("scored_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scoring_version", sa.Integer(), nullable=True),
        sa.Column("duplicate_of", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "load_method IN ('manual', 'source', 'power', 'pace', 'swim', 'hr_samples', 'hr_average', 'session_rpe', 'unscored')",
            name=op.f("ck_workouts_load_method_known"),
        ),
        sa.CheckConstraint(
            "local_date BETWEEN '1990-01-01' AND '2200-01-01'", name=op.f("ck_workouts_local_date_real")
        ),
        sa.CheckConstraint(
            "average_hr_bpm >= 0 AND average_hr_bpm <= 2300", name=op.f("ck_workouts_average_hr_bpm_plausible")
        ),
        sa.CheckConstraint(
            "average_power_w >= 0 AND average_power_w <= 7000", name=op.f("ck_workouts_average_power_w_plausible")
        ),
        sa.CheckConstraint("distance_m >= 0 AND distance_m <= 1e+07", name=op.f("ck_workouts_distance_m_plausible")),
        sa.CheckConstraint("duration_s >= 0 AND duration_s <= 864000", name=op.f("ck_workouts_duration_s_plausible")),
        sa.CheckConstraint(
            "elevation_gain_m >= 0 AND elevation_gain_m <= 200000", name=op.f("ck_workouts_elevation_gain_m_plausible")
        ),
        sa.CheckConstraint("feel >= 1 AND feel <= 5", name=op.f("ck_workouts_feel_range")),
        sa.CheckConstraint("intensity >= 0 AND intensity <= 30", name=op.f("ck_workouts_intensity_plausible")),
        sa.CheckConstraint("isfinite(started_at)", name=op.f("ck_workouts_started_at_finite")),
        sa.CheckConstraint("kilojoules >= 0 AND kilojoules <= 300000", name=op.f("ck_workouts_kilojoules_plausible")),
        sa.CheckConstraint("length(external_id) BETWEEN 1 AND 255", name=op.f("ck_workouts_external_id_length")),
        sa.CheckConstraint("length(source) BETWEEN 1 AND 60", name=op.f("ck_workouts_source_length")),
        sa.CheckConstraint("load >= 0 AND load <= 15000", name=op.f("ck_workouts_load_plausible")),
        sa.CheckConstraint("manual_load >= 0 AND manual_load <= 15000", name=op.f("ck_workouts_manual_load_plausible")),
        sa.CheckConstraint("max_hr_bpm >= 0 AND max_hr_bpm <= 2300", name=op.f("ck_workouts_max_hr_bpm_plausible")),
        sa.CheckConstraint("max_power_w >= 0 AND max_power_w <= 25000", name=op.f("ck_workouts_max_power_w_plausible")),
        sa.CheckConstraint("moving_s >= 0 AND moving_s <= 864000", name=op.f("ck_workouts_moving_s_plausible")),
        sa.CheckConstraint(
            "normalized_power_w >= 0 AND normalized_power_w <= 7000",
            name=op.f("ck_workouts_normalized_power_w_plausible"),
        ),
        sa.CheckConstraint("rpe >= 0 AND rpe <= 100", name=op.f("ck_workouts_rpe_plausible")),
        sa.CheckConstraint("source_load >= 0 AND source_load <= 15000", name=op.f("ck_workouts_source_load_plausible")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_workouts_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["duplicate_of"], ["workouts.id"], name=op.f("fk_workouts_duplicate_of"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workouts")),
        sa.UniqueConstraint(
            "athlete_id", "source", "external_id", name=op.f("uq_workouts_athlete_id_source_external_id")
        ),
    )
    op.create_index("ix_workouts_athlete_id_local_date", "workouts", ["athlete_id", "local_date"], unique=False)
    op.create_index(op.f("ix_workouts_duplicate_of"), "workouts", ["duplicate_of"], unique=False)
    op.create_table(
        "checkin_details",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("checkin_id", sa.Uuid(), nullable=False),
        sa.Column("dimension_id", sa.Uuid(), nullable=False),
        sa.Column("effort", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("effort >= 1 AND effort <= 5", name=op.f("ck_checkin_details_effort_range")),
        sa.CheckConstraint("score >= -100 AND score <= 1000", name=op.f("ck_checkin_details_score_range")),
        sa.ForeignKeyConstraint(
            ["checkin_id"], ["checkins.id"], name=op.f("fk_checkin_details_checkin_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["dimension_id"], ["dimensions.id"], name=op.f("fk_checkin_details_dimension_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_details")),
        sa.UniqueConstraint("checkin_id", "dimension_id", name=op.f("uq_checkin_details_checkin_id_dimension_id")),
    )
    op.create_index(op.f("ix_checkin_details_dimension_id"), "checkin_details", ["dimension_id"], unique=False)
    op.create_table(
        "reports",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("race_id", sa.Uuid(), nullable=True),
        sa.Column("focus", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), server_default="en", nullable=False),
        sa.Column("edition", sa.Integer(), server_default="1", nullable=False),
        sa.Column("status", sa.Text(), server_default="PENDING", nullable=False),
        sa.Column("reason_code", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("priority", sa.Integer(), server_default=sa.text("10"), nullable=False),
        sa.Column("turn", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("max_attempts", sa.Integer(), server_default="3", nullable=False),
        sa.Column("leases_lost", sa.Integer(), server_default="0", nullable=False),
        sa.Column("deferrals", sa.Integer(), server_default="0", nullable=False),
        sa.Column("outage_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("leased_by", sa.Text(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("round_id", sa.Uuid(), nullable=True),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("origin", sa.Text(), server_default="nightly", nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=True),
        sa.Column("body_hash", sa.Text(), nullable=True),
        sa.Column("mail_choice", sa.Text(), server_default="auto", nullable=False),
        sa.Column("review_choice", sa.Text(), server_default="auto", nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("facts_hash", sa.Text(), nullable=True),
        sa.Column("narrative", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("edited_narrative", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("suggestions", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("markdown", sa.Text(), nullable=True),
        sa.Column("latex", sa.Text(), nullable=True),
        sa.Column("writer", sa.Text(), nullable=True),
        sa.Column("model_version", sa.Text(), nullable=True),
        sa.Column("prompt_version", sa.Text(), nullable=True),
        sa.Column("template_version", sa.Text(), nullable=True),
        sa.Column("review_status", sa.Text(), server_default="NOT_NEEDED", nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edit_version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("timings", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "(status = 'COMPLETED') = (completed_at IS NOT NULL)", name=op.f("ck_reports_completed_whole")
        ),
        sa.CheckConstraint(
            "(status = 'PROCESSING') = (lease_token IS NOT NULL AND leased_until IS NOT NULL)",
            name=op.f("ck_reports_lease_whole"),
        ),
        sa.CheckConstraint("mail_choice IN ('auto', 'yes', 'no')", name=op.f("ck_reports_mail_choice_known")),
        sa.CheckConstraint("origin IN ('nightly', 'on_demand', 'revision')", name=op.f("ck_reports_origin_known")),
        sa.CheckConstraint("period_end BETWEEN '1990-01-01' AND '2200-01-01'", name=op.f("ck_reports_period_end_real")),
        sa.CheckConstraint(
            "period_start BETWEEN '1990-01-01' AND '2200-01-01'", name=op.f("ck_reports_period_start_real")
        ),
        sa.CheckConstraint(
            "reason_code IN ('LEASE_LOST', 'RELEASED', 'POISON', 'OUTAGE', 'DEADLINE', 'GATHER_FAILED', 'ANALYSE_FAILED', 'FACTS_INCONSISTENT', 'WRITE_FAILED', 'RENDER_FAILED', 'STORE_FAILED', 'COMPLETE_FAILED', 'STORE_UNAVAILABLE', 'DATABASE_UNAVAILABLE', 'NO_DATA', 'RETRIED')",
            name=op.f("ck_reports_reason_code_known"),
        ),
        sa.CheckConstraint("review_choice IN ('auto', 'yes', 'no')", name=op.f("ck_reports_review_choice_known")),
        sa.CheckConstraint(
            "review_status IN ('NOT_NEEDED', 'AWAITING', 'APPROVED', 'REJECTED')",
            name=op.f("ck_reports_review_status_known"),
        ),
        sa.CheckConstraint(
            "status <> 'COMPLETED' OR (facts IS NOT NULL AND facts_hash IS NOT NULL AND narrative IS NOT NULL AND markdown IS NOT NULL AND writer IS NOT NULL)",
            name=op.f("ck_reports_completed_has_content"),
        ),
        sa.CheckConstraint(
            "status <> 'FAILED' OR (reason_code IS NOT NULL AND reason IS NOT NULL)", name=op.f("ck_reports_failed_why")
        ),
        sa.CheckConstraint(
            "status IN ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED')", name=op.f("ck_reports_status_known")
        ),
        sa.CheckConstraint(
            "type IN ('WEEKLY_ANALYSIS', 'DAILY_SUGGESTION', 'RACE_PREP', 'CUSTOM')", name=op.f("ck_reports_type_known")
        ),
        sa.CheckConstraint(
            "attempt >= 0 AND max_attempts >= 1 AND leases_lost >= 0", name=op.f("ck_reports_attempt_range")
        ),
        sa.CheckConstraint("edition >= 1", name=op.f("ck_reports_edition_range")),
        sa.CheckConstraint("length(focus) <= 2000", name=op.f("ck_reports_focus_length")),
        sa.CheckConstraint(
            "period_end >= period_start AND period_end - period_start < 1000", name=op.f("ck_reports_period_order")
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_reports_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_reports_organization_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["race_id"], ["races.id"], name=op.f("fk_reports_race_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["users.id"], name=op.f("fk_reports_requested_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by"], ["users.id"], name=op.f("fk_reports_reviewed_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_reports_round_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint(
            "athlete_id",
            "type",
            "period_start",
            "period_end",
            "subject",
            "edition",
            name=op.f("uq_reports_athlete_id_type_period_start_period_end_subject_edition"),
        ),
        sa.UniqueConstraint(
            "organization_id", "idempotency_key", name=op.f("uq_reports_organization_id_idempotency_key")
        ),
    )
    op.create_index(
        "ix_reports_leases",
        "reports",
        ["leased_until"],
        unique=False,
        postgresql_where=sa.text("status = 'PROCESSING'"),
    )
    op.create_index(
        "ix_reports_organization_turn",
        "reports",
        ["organization_id", "priority", "turn"],
        unique=False,
        postgresql_where=sa.text("status = 'PENDING'"),
    )
    op.create_index(
        "ix_reports_queue",
        "reports",
        ["priority", "turn", "id"],
        unique=False,
        postgresql_where=sa.text("status = 'PENDING'"),
    )
    op.create_index(op.f("ix_reports_race_id"), "reports", ["race_id"], unique=False)
    op.create_index(op.f("ix_reports_requested_by"), "reports", ["requested_by"], unique=False)
    op.create_index(op.f("ix_reports_reviewed_by"), "reports", ["reviewed_by"], unique=False)
    op.create_index(op.f("ix_reports_round_id"), "reports", ["round_id"], unique=False)
    op.create_index(
        "uq_reports_live",
        "reports",
        ["athlete_id", "type", "period_start", "period_end", "subject"],
        unique=True,
        postgresql_where=sa.text("status IN ('PENDING', 'PROCESSING')"),
    )
    op.create_table(
        "strength_sets",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("workout_id", sa.Uuid(), nullable=True),
        sa.Column("exercise_id", sa.Uuid(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("set_index", sa.Integer(), server_default="1", nullable=False),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("weight_kg", sa.Double(), nullable=True),
        sa.Column("rir", sa.Double(), nullable=True),
        sa.Column("is_planned", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "local_date BETWEEN '1990-01-01' AND '2200-01-01'", name=op.f("ck_strength_sets_local_date_real")
        ),
        sa.CheckConstraint("reps >= 0 AND reps <= 1000", name=op.f("ck_strength_sets_reps_range")),
        sa.CheckConstraint("rir >= 0 AND rir <= 20", name=op.f("ck_strength_sets_rir_range")),
        sa.CheckConstraint("set_index >= 1 AND set_index <= 100", name=op.f("ck_strength_sets_set_index_range")),
        sa.CheckConstraint("weight_kg >= 0 AND weight_kg <= 2000", name=op.f("ck_strength_sets_weight_kg_range")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.user_id"], name=op.f("fk_strength_sets_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name=op.f("fk_strength_sets_exercise_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["workout_id"], ["workouts.id"], name=op.f("fk_strength_sets_workout_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strength_sets")),
        sa.UniqueConstraint(
            "workout_id",
            "exercise_id",
            "set_index",
            "is_planned",
            name=op.f("uq_strength_sets_workout_id_exercise_id_set_index_is_planned"),
        ),
    )
    op.create_index(
        "ix_strength_sets_athlete_id_local_date", "strength_sets", ["athlete_id", "local_date"], unique=False
    )
    op.create_index(op.f("ix_strength_sets_exercise_id"), "strength_sets", ["exercise_id"], unique=False)
    op.create_table(
        "llm_calls",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("prompt_hash", sa.Text(), nullable=False),
        sa.Column("model_asked", sa.Text(), nullable=False),
        sa.Column("model_answered", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), server_default="RESERVED", nullable=False),
        sa.Column("reserved_micros", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reserved_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tokens_in", sa.Integer(), nullable=True),
        sa.Column("tokens_out", sa.Integer(), nullable=True),
        sa.Column("tokens_cached", sa.Integer(), nullable=True),
        sa.Column("tokens_thinking", sa.Integer(), nullable=True),
        sa.Column("cost_micros", sa.BigInteger(), nullable=True),
        sa.Column("duration_ms", sa.Double(), nullable=True),
        sa.Column("finish_reason", sa.Text(), nullable=True),
        sa.Column("retries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("state IN ('RESERVED', 'SUCCEEDED', 'FAILED')", name=op.f("ck_llm_calls_state_known")),
        sa.CheckConstraint("duration_ms >= 0 AND duration_ms <= 8.64e+07", name=op.f("ck_llm_calls_duration_ms_range")),
        sa.CheckConstraint("reserved_micros >= 0 AND cost_micros >= 0", name=op.f("ck_llm_calls_money_range")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_llm_calls_organization_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_llm_calls_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_llm_calls")),
    )
    op.create_index(op.f("ix_llm_calls_organization_id"), "llm_calls", ["organization_id"], unique=False)
    op.create_index(op.f("ix_llm_calls_report_id"), "llm_calls", ["report_id"], unique=False)
    op.create_index(
        "ix_llm_calls_reserved",
        "llm_calls",
        ["reserved_until"],
        unique=False,
        postgresql_where=sa.text("state = 'RESERVED'"),
    )
    op.create_index(
        "uq_llm_calls_paid_once",
        "llm_calls",
        ["organization_id", "prompt_hash"],
        unique=True,
        postgresql_where=sa.text("state = 'SUCCEEDED'"),
    )
    op.create_table(
        "renditions",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("narrative_hash", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("units", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("pdf_key", sa.Text(), nullable=False),
        sa.Column("pdf_sha256", sa.Text(), nullable=False),
        sa.Column("pdf_bytes", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("audience IN ('athlete', 'coach')", name=op.f("ck_renditions_audience_known")),
        sa.CheckConstraint("paper IN ('A4', 'Letter')", name=op.f("ck_renditions_paper_known")),
        sa.CheckConstraint("pdf_sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_renditions_pdf_sha256_form")),
        sa.CheckConstraint("units IN ('metric', 'imperial')", name=op.f("ck_renditions_units_known")),
        sa.CheckConstraint("wording IN ('ai', 'coach')", name=op.f("ck_renditions_wording_known")),
        sa.CheckConstraint("pdf_bytes > 0", name=op.f("ck_renditions_pdf_bytes_range")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_renditions_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renditions")),
        sa.UniqueConstraint(
            "report_id",
            "wording",
            "narrative_hash",
            "audience",
            "units",
            "language",
            "paper",
            name=op.f("uq_renditions_report_id_wording_narrative_hash_audience_units_language_paper"),
        ),
    )
    op.create_table(
        "report_events",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("from_status", sa.Text(), nullable=True),
        sa.Column("to_status", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason_code", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_events_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_events")),
    )
    op.create_index("ix_report_events_report_id_at", "report_events", ["report_id", "at"], unique=False)
    op.create_table(
        "revision_offers",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("facts_hash", sa.Text(), nullable=False),
        sa.Column("diff", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("decision", sa.Text(), server_default="open", nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "decision IN ('open', 'accepted', 'dismissed')", name=op.f("ck_revision_offers_decision_known")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name=op.f("fk_revision_offers_decided_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_revision_offers_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_offers")),
        sa.UniqueConstraint("report_id", "facts_hash", name=op.f("uq_revision_offers_report_id_facts_hash")),
    )
    op.create_index(op.f("ix_revision_offers_decided_by"), "revision_offers", ["decided_by"], unique=False)
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("window", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="open", nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("(status = 'judged') = (outcome IS NOT NULL)", name=op.f("ck_suggestions_outcome_whole")),
        sa.CheckConstraint(
            "outcome IN ('done', 'partly', 'not_done', 'no_data')", name=op.f("ck_suggestions_outcome_known")
        ),
        sa.CheckConstraint("status IN ('open', 'judged')", name=op.f("ck_suggestions_status_known")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_suggestions_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sa.UniqueConstraint("report_id", "key", name=op.f("uq_suggestions_report_id_key")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("round_id", sa.Uuid(), nullable=True),
        sa.Column("rendition_id", sa.Uuid(), nullable=True),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), server_default="", nullable=False),
        sa.Column("address_hash", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), server_default="SCHEDULED", nullable=False),
        sa.Column("reasons", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("send_token", sa.Uuid(), nullable=True),
        sa.Column("provider_message_id", sa.Text(), nullable=True),
        sa.Column("scheduled_for", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("(report_id IS NULL) = (purpose = 'digest')", name=op.f("ck_deliveries_report_or_digest")),
        sa.CheckConstraint("(status = 'HELD') = (cardinality(reasons) > 0)", name=op.f("ck_deliveries_held_why")),
        sa.CheckConstraint("(status = 'SENT') = (sent_at IS NOT NULL)", name=op.f("ck_deliveries_sent_whole")),
        sa.CheckConstraint("channel IN ('folder', 'smtp', 'ses')", name=op.f("ck_deliveries_channel_known")),
        sa.CheckConstraint("purpose <> 'digest' OR round_id IS NOT NULL", name=op.f("ck_deliveries_digest_of_round")),
        sa.CheckConstraint(
            "purpose IN ('athlete', 'coach_copy', 'notice', 'digest')", name=op.f("ck_deliveries_purpose_known")
        ),
        sa.CheckConstraint(
            "status IN ('SCHEDULED', 'SENDING', 'HELD', 'SENT', 'FAILED', 'SUPPRESSED', 'CANCELLED')",
            name=op.f("ck_deliveries_status_known"),
        ),
        sa.CheckConstraint("attempt >= 0", name=op.f("ck_deliveries_attempt_range")),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["users.id"], name=op.f("fk_deliveries_recipient_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["rendition_id"], ["renditions.id"], name=op.f("fk_deliveries_rendition_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_deliveries_report_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_deliveries_round_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint(
            "report_id",
            "recipient_id",
            "purpose",
            "topic",
            name=op.f("uq_deliveries_report_id_recipient_id_purpose_topic"),
        ),
    )
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["scheduled_for"],
        unique=False,
        postgresql_where=sa.text("status = 'SCHEDULED'"),
    )
    op.create_index(op.f("ix_deliveries_recipient_id"), "deliveries", ["recipient_id"], unique=False)
    op.create_index(op.f("ix_deliveries_rendition_id"), "deliveries", ["rendition_id"], unique=False)
    op.create_index(op.f("ix_deliveries_round_id"), "deliveries", ["round_id"], unique=False)
    op.create_index(
        "uq_deliveries_digest",
        "deliveries",
        ["round_id", "recipient_id", "purpose"],
        unique=True,
        postgresql_where=sa.text("report_id IS NULL"),
    )
    op.create_table(
        "delivery_events",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("from_status", sa.Text(), nullable=True),
        sa.Column("to_status", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["deliveries.id"], name=op.f("fk_delivery_events_delivery_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_events")),
    )
    op.create_index("ix_delivery_events_delivery_id_at", "delivery_events", ["delivery_id", "at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_delivery_events_delivery_id_at", table_name="delivery_events")
    op.drop_table("delivery_events")
    op.drop_index("uq_deliveries_digest", table_name="deliveries", postgresql_where=sa.text("report_id IS NULL"))
    op.drop_index(op.f("ix_deliveries_round_id"), table_name="deliveries")
    op.drop_index(op.f("ix_deliveries_rendition_id"), table_name="deliveries")
    op.drop_index(op.f("ix_deliveries_recipient_id"), table_name="deliveries")
    op.drop_index("ix_deliveries_due", table_name="deliveries", postgresql_where=sa.text("status = 'SCHEDULED'"))
    op.drop_table("deliveries")
    op.drop_table("suggestions")
    op.drop_index(op.f("ix_revision_offers_decided_by"), table_name="revision_offers")
    op.drop_table("revision_offers")
    op.drop_index("ix_report_events_report_id_at", table_name="report_events")
    op.drop_table("report_events")
    op.drop_table("renditions")
    op.drop_index("uq_llm_calls_paid_once", table_name="llm_calls", postgresql_where=sa.text("state = 'SUCCEEDED'"))
    op.drop_index("ix_llm_calls_reserved", table_name="llm_calls", postgresql_where=sa.text("state = 'RESERVED'"))
    op.drop_index(op.f("ix_llm_calls_report_id"), table_name="llm_calls")
    op.drop_index(op.f("ix_llm_calls_organization_id"), table_name="llm_calls")
    op.drop_table("llm_calls")
    op.drop_index(op.f("ix_strength_sets_exercise_id"), table_name="strength_sets")
    op.drop_index("ix_strength_sets_athlete_id_local_date", table_name="strength_sets")
    op.drop_table("strength_sets")
    op.drop_index(
        "uq_reports_live", table_name="reports", postgresql_where=sa.text("status IN ('PENDING', 'PROCESSING')")
    )
    op.drop_index(op.f("ix_reports_round_id"), table_name="reports")
    op.drop_index(op.f("ix_reports_reviewed_by"), table_name="reports")
    op.drop_index(op.f("ix_reports_requested_by"), table_name="reports")
    op.drop_index(op.f("ix_reports_race_id"), table_name="reports")
    op.drop_index("ix_reports_queue", table_name="reports", postgresql_where=sa.text("status = 'PENDING'"))
    op.drop_index("ix_reports_organization_turn", table_name="reports", postgresql_where=sa.text("status = 'PENDING'"))
    op.drop_index("ix_reports_leases", table_name="reports", postgresql_where=sa.text("status = 'PROCESSING'"))
    op.drop_table("reports")
    op.drop_index(op.f("ix_checkin_details_dimension_id"), table_name="checkin_details")
    op.drop_table("checkin_details")
    op.drop_index(op.f("ix_workouts_duplicate_of"), table_name="workouts")
    op.drop_index("ix_workouts_athlete_id_local_date", table_name="workouts")
    op.drop_table("workouts")
    op.drop_table("thresholds")
    op.drop_index(op.f("ix_streaks_journey_id"), table_name="streaks")
    op.drop_table("streaks")
    op.drop_index("ix_sleep_records_athlete_id_local_date", table_name="sleep_records")
    op.drop_table("sleep_records")
    op.drop_index("ix_races_athlete_id_local_date", table_name="races")
    op.drop_table("races")
    op.drop_index("ix_planned_workouts_athlete_id_local_date", table_name="planned_workouts")
    op.drop_table("planned_workouts")
    op.drop_index(op.f("ix_journey_members_user_id"), table_name="journey_members")
    op.drop_table("journey_members")
    op.drop_table("integrations")
    op.drop_table("entries")
    op.drop_index("ix_dimensions_journey_id_display_order", table_name="dimensions")
    op.drop_table("dimensions")
    op.drop_table("daily_metrics")
    op.drop_index("ix_cohort_memberships_athlete_id", table_name="cohort_memberships")
    op.drop_table("cohort_memberships")
    op.drop_index(op.f("ix_coach_notes_coach_id"), table_name="coach_notes")
    op.drop_index("ix_coach_notes_athlete_id_period_start", table_name="coach_notes")
    op.drop_table("coach_notes")
    op.drop_index(
        "uq_checkins_client_checkin_id",
        table_name="checkins",
        postgresql_where=sa.text("client_checkin_id IS NOT NULL"),
    )
    op.drop_index("ix_checkins_journey_id_local_date", table_name="checkins")
    op.drop_table("checkins")
    op.drop_index(op.f("ix_journeys_organization_id"), table_name="journeys")
    op.drop_index(op.f("ix_journeys_created_by"), table_name="journeys")
    op.drop_table("journeys")
    op.drop_index(op.f("ix_exercises_organization_id"), table_name="exercises")
    op.drop_index("ix_exercises_name", table_name="exercises")
    op.drop_index(op.f("ix_exercises_created_by"), table_name="exercises")
    op.drop_table("exercises")
    op.drop_index(op.f("ix_coach_cohort_memberships_coach_id"), table_name="coach_cohort_memberships")
    op.drop_table("coach_cohort_memberships")
    op.drop_table("athletes")
    op.drop_index("uq_users_lower_email", table_name="users")
    op.drop_index(op.f("ix_users_organization_id"), table_name="users")
    op.drop_table("users")
    op.drop_table("cohorts")
    op.drop_table("usage_prices")
    op.drop_table("system_settings")
    op.drop_index(
        "uq_suppressions_in_force",
        table_name="suppressions",
        postgresql_where=sa.text("lifted_at IS NULL"),
        postgresql_nulls_not_distinct=True,
    )
    op.drop_table("suppressions")
    op.drop_table("source_policies")
    op.drop_index("ix_rounds_started_at", table_name="rounds")
    op.drop_table("rounds")
    op.drop_table("organizations")
    op.drop_index("ix_audit_logs_subject_id", table_name="audit_logs")
    op.drop_index("ix_audit_logs_organization_id_at", table_name="audit_logs")
    op.drop_table("audit_logs")
