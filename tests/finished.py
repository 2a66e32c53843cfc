"""A finished report for tests of what happens after the work: the smallest one that is whole."""

import hashlib

from models.facts import Fact, FactSheet
from models.narrative import Narrative
from models.values import Assignment, Athlete, Document, Filed, Finished, Manuscript


def finished(assignment: Assignment, *, red_flag: str | None = None, **athlete: object) -> Finished:
    pdf = f"%PDF {assignment.report_id}".encode()
    sha256 = hashlib.sha256(pdf).hexdigest()
    days = Fact(key="coverage.any_days", label="Days with data", unit="days", value=7, window="7 days")
    sheet = FactSheet(
        report_type=assignment.type,
        period_start=assignment.period.start,
        period_end=assignment.period.end,
        params_version="test",
        facts=(days,),
    )
    manuscript = Manuscript(
        assignment=assignment,
        athlete=Athlete(athlete_id=assignment.athlete_id, name="Robin Vale", time_zone="UTC", **athlete),  # type: ignore[arg-type]
        sheet=sheet,
        narrative=Narrative(headline="A steady week", summary="Nothing out of the ordinary."),
        writer="house",
        red_flag=red_flag,
    )
    document = Document(
        markdown="# A steady week\n", pdf=pdf, pdf_sha256=sha256, template_version="test", headline="A steady week"
    )
    filed = Filed(key=f"{assignment.report_id}.pdf", sha256=sha256, size_bytes=len(pdf))
    return Finished(manuscript=manuscript, document=document, filed=filed)
