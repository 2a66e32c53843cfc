"""The command of a coach who wants a finished report made anew, from today's rows."""

from uuid import UUID

import click

from desk.commands.report import print_result
from desk.console import progress, ready_database, run, say


@click.command()
@click.argument("report_id", metavar="REPORT", type=click.UUID)
@click.option("--mail", is_flag=True, help="Let it be mailed; what is unsent of the earlier edition is cancelled.")
def revise(report_id: UUID, mail: bool) -> None:
    """Make a new edition of a COMPLETED report and print where it is filed. The earlier one stays as it is."""
    from desk.overview import in_words
    from flows.single import make_one
    from flows.workshop import workshop
    from models.enums import Choice
    from models.session import session_scope
    from tasks.commission.revisions import revise as new_edition

    engine = ready_database()
    with session_scope(engine, actor="command line") as session:
        revision = new_edition(session, report_id, Choice.YES if mail else Choice.AUTO)
    unasked = "No new edition was offered; it is made of today's rows all the same."
    say(f"Edition {revision.edition}. {in_words(revision.reasons) or unasked}")
    shop = workshop()
    with progress("Report") as bar:
        bar.expect(1)
        run(make_one(shop, revision.report_id, told=bar.told))
    print_result(engine, shop, revision.report_id)
