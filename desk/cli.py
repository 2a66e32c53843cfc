"""The command `debrief`. Heavy libraries are loaded by the command that needs them, so that help is there at once."""

import sys

import click

from desk.commands.club import athlete, coach, org
from desk.commands.demo import demo
from desk.commands.figures import facts, series
from desk.commands.report import report, retry
from desk.commands.rescore import rescore
from desk.commands.revise import revise
from desk.commands.running import doctor, migrate, round_, status, upkeep
from desk.console import say, without_password
from models.errors import DebriefError

COMMANDS = (
    demo,
    migrate,
    doctor,
    round_,
    report,
    facts,
    series,
    status,
    retry,
    revise,
    rescore,
    upkeep,
    org,
    coach,
    athlete,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="debrief")
def cli(debug: bool) -> None:
    """A weekly report press for coaching teams."""


for _command in COMMANDS:
    cli.add_command(_command)


def main() -> None:
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code: 0 done, 1 failed, 2 wrong usage. An error is one sentence; `--debug` shows where it came from."""
    try:
        result = cli.main(arguments, prog_name="debrief", standalone_mode=False)
    except click.BadParameter as error:
        return _say(error.format_message(), 2)
    except click.ClickException as error:
        error.show()
        return 2 if isinstance(error, click.UsageError) else 1
    except (click.Abort, KeyboardInterrupt):
        return _say("Stopped. What was not finished is waiting in line; run the command again to go on.", 1)
    except DebriefError as error:
        return _reraised(arguments, error) or _say(str(error), error.exit_code)
    except Exception as error:  # noqa: BLE001 - the last door: a sentence instead of a traceback
        return _reraised(arguments, error) or _say(_sentence(error), 1)
    return result if isinstance(result, int) else 0  # a command that leaves early leaves its code


def _reraised(arguments: list[str], error: Exception) -> int:
    if "--debug" in arguments:
        import traceback

        click.echo(without_password("".join(traceback.format_exception(error))), err=True, nl=False)
        return getattr(error, "exit_code", 1)
    return 0


def _say(sentence: str, code: int) -> int:
    say(sentence)
    return code


_TIMED_OUT = "The database took too long; try again."
_BY_SQLSTATE = {"55P03": _TIMED_OUT, "57014": _TIMED_OUT, "53100": "The database's disk is full."}


def _sentence(error: Exception) -> str:
    """What went wrong, without the data that an exception's own words may hold."""
    from sqlalchemy.exc import DBAPIError, OperationalError

    known = _BY_SQLSTATE.get(getattr(error.orig, "sqlstate", None) or "") if isinstance(error, DBAPIError) else None
    if known:
        return known
    if isinstance(error, OperationalError):
        return "The database stopped answering. Is it running, and is DEBRIEF_DATABASE_URL right?"
    if isinstance(error, DBAPIError):
        return f"The database refused a statement ({type(error.orig).__name__}); --debug shows it."
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename or 'a file'}."
    return f"This is a fault in Debrief ({type(error).__name__}); --debug shows where."
