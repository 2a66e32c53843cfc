"""How a flow calls the stage: decide what may be advised, word it, and let nothing pass that the check refuses."""

from models.errors import NarrativeRefused
from models.facts import FactSheet
from models.values import Assignment, Athlete, Manuscript
from tasks.write.check import check
from tasks.write.house import write
from tasks.write.policy import decide

HOUSE = "house"


def write_report(assignment: Assignment, athlete: Athlete, sheet: FactSheet) -> Manuscript:
    policy = decide(sheet, athlete)
    narrative = write(sheet, athlete, policy, str(assignment.athlete_id), focus=assignment.focus)
    problems = check(narrative, sheet, policy, assignment.language)
    if problems:
        raise NarrativeRefused(problems)
    return Manuscript(
        assignment=assignment,
        athlete=athlete,
        sheet=sheet,
        narrative=narrative,
        writer=HOUSE,
        organization_name=athlete.organization_name,
        coach_names=athlete.coach_names,
        red_flag=policy.red_flag,
    )
