"""The embedded Postgres as `make` speaks of it: stopped where it was kept up, or removed with the reports beside it."""

import shutil
import sys
from pathlib import Path

from desk.console import say
from models.errors import DebriefError
from tasks.postgres import embedded
from tasks.settings import settings

# What Debrief makes in its folder. Anything else there is somebody's, and stays.
MADE = ("postgres", "postgres.making", "postgres.kept", "postgres.users", "postgres.lock", "postgres.log")
MADE_BESIDE = ("reports", "prefect")


def stop() -> None:
    if settings().var.exists():
        embedded(settings().var).stop()


def forget() -> None:
    """A database or a folder for documents that the settings name elsewhere is not Debrief's to remove."""
    var = settings().var
    if not var.exists():
        say(f"There is nothing in {var}.")
        return
    home = embedded(var).data.parent
    stop()
    for path in (*(home / name for name in MADE), *(var / name for name in MADE_BESIDE)):
        _remove(path)
    for folder in {home, var}:
        if not any(folder.iterdir()):
            folder.rmdir()
    say(f"Removed the embedded database, the reports and Prefect's files of {var}.")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


WORDS = {"stop": stop, "forget": forget}


def main(arguments: list[str]) -> int:
    try:
        WORDS[arguments[0]]()
    except DebriefError as error:
        say(str(error))
        return error.exit_code
    except OSError as error:
        say(f"{error.strerror}: {error.filename}.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
