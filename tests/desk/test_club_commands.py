"""Making a real club at the command line, and what each mistake is told."""

import pytest
from commands import Debrief
from sqlalchemy import Engine, text


@pytest.fixture
def club(inside: Debrief) -> Debrief:
    assert inside("org", "add", "Hill Club", "--zone", "Europe/Berlin").out.strip() == "hill-club"
    coach = inside("coach", "add", "--org", "hill-club", "--email", "coach@club.example", "--name", "Kim Alder")
    assert coach.code == 0, coach.err
    return inside


def rows(engine: Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_a_club_is_made_with_three_commands(club: Debrief, engine: Engine) -> None:
    who = ("--org", "hill-club", "--email", "robin@club.example", "--name", "Robin Vale")
    more = ("--zone", "Asia/Kolkata", "--ftp", "250", "--born", "1990-05-01", "--verified", "--review")
    made = club("athlete", "add", *who, *more)
    assert made.code == 0, made.err
    people = rows(engine, "SELECT role, email_verified_at IS NOT NULL, time_zone FROM users ORDER BY role")
    assert people == [("ATHLETE", True, "Asia/Kolkata"), ("COACH", False, "UTC")]
    assert rows(engine, "SELECT ftp_w, review_mode, date_of_birth::text FROM athletes") == [
        (250.0, "review", "1990-05-01")
    ]
    assert rows(engine, "SELECT action FROM audit_logs ORDER BY at") == [
        ("organization.add",),
        ("coach.add",),
        ("athlete.add",),
    ]
    shared = "SELECT count(*) FROM cohort_memberships m JOIN coach_cohort_memberships c USING (cohort_id)"
    assert rows(engine, shared) == [(1,)]


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (
            "org add --slug hill-club Other",
            "There is an organisation 'hill-club' already; give another short name with --slug.",
        ),
        ("org add Moon --zone Mars/Olympus", "There is no time zone 'Mars/Olympus'; write it like Europe/Berlin."),
        (
            "org add --slug Not_A_Slug X",
            "The short name is of small letters, digits and hyphens; give one with --slug.",
        ),
        (
            "coach add --org nowhere --email a@club.example --name A",
            "There is no organisation 'nowhere'; make one with: debrief org add",
        ),
        ("coach add --org hill-club --email nobody --name A", "'nobody' is not an e-mail address."),
        ("coach add --org hill-club --email a@b,c@d.example --name A", "'a@b,c@d.example' is not an e-mail address."),
        (
            "athlete add --org hill-club --email COACH@club.example --name A",
            "There is a person with the address 'COACH@club.example' already.",
        ),
        (
            "athlete add --org hill-club --email a@club.example --name A --born 1990-13-01",
            "'1990-13-01' is not a date; write it like 2026-11-15.",
        ),
        (
            "athlete add --org hill-club --email a@club.example --name A --born 1700-01-01",
            "The year 1700 is out of range: 1900 to 2199 can be.",
        ),
        (
            "athlete add --org hill-club --email a@club.example --name A --born 2150-01-01",
            "A date of birth cannot lie in the future, as 2150-01-01 does.",
        ),
        (
            "athlete add --org hill-club --email a@club.example --name A --weight nan",
            "Invalid value for '--weight': nan is not a number.",
        ),
        (
            "athlete add --org hill-club --email a@club.example --name A --weight 900",
            "Invalid value for '--weight': 900.0 is not in the range 30<=x<=200.",
        ),
        (
            "athlete add --org hill-club --email a@club.example --name A --cohort=",
            "A group needs a name of 1 to 255 printable characters.",
        ),
        *(
            (
                f"athlete add --org hill-club --email a@club.example --name A --zone {zone}",
                f"There is no time zone '{zone}'; write it like Europe/Berlin.",
            )
            for zone in ("localtime", "EST5EDT", "GMT0", "Factory", "europe/berlin", "../etc/passwd")
        ),
    ],
)
def test_a_mistake_is_one_plain_sentence(club: Debrief, engine: Engine, command: str, sentence: str) -> None:
    before = rows(engine, "SELECT count(*) FROM users")
    done = club(*command.split())
    assert (done.code, done.sentence, done.out) == (2, sentence, "")
    assert rows(engine, "SELECT count(*) FROM users") == before


def test_wrong_options_are_wrong_usage(club: Debrief) -> None:
    assert club("athlete", "add", "--org", "hill-club").code == 2
    assert club("nonsense").code == 2
    assert club("athlete", "add", "--ftp", "9000").code == 2
