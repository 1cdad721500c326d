"""Starts a PostgreSQL server of its own for the tests, and stops it again."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg2

from municipal_indicators.ports import free_port

DATABASE = "municipal_indicators"
OWNER = "builder"


class Server(NamedTuple):
    """A server that is running.

    Attributes:
        port: Port on 127.0.0.1.
        password: Password of its owner.
    """

    port: int
    password: str

    def environment(self, user: str = OWNER, password: str | None = None) -> dict[str, str]:
        """Return the environment variables by which clients find the server."""
        return {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGUSER": user,
            "PGPASSWORD": password or self.password,
            "PGDATABASE": DATABASE,
        }

    def connect(self, user: str = OWNER, password: str | None = None, database: str = DATABASE):
        """Open a connection to the server."""
        return psycopg2.connect(
            host="127.0.0.1",
            port=self.port,
            user=user,
            password=password or self.password,
            dbname=database,
            connect_timeout=5,
        )


def find_programs() -> Path:
    """Return the folder with the newest installed server.

    Raises:
        FileNotFoundError: If there is none.
    """
    # Debian keeps every version in a folder of its own, outside the search path.
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    if not folders:
        raise FileNotFoundError(
            "The programs of a PostgreSQL server are missing: install them, in Debian and Ubuntu"
            " with apt install postgresql."
        )
    return max(folders, key=lambda folder: [int(n) for n in folder.parts if n.isdigit()])


@contextmanager
def running_server() -> Iterator[Server]:
    """Run a new server with an empty database until the block ends.

    Yields:
        The server. It listens on 127.0.0.1 only, asks for a password, and keeps its files in a
        temporary folder.

    Raises:
        FileNotFoundError: If no server is installed.
        TimeoutError: If it does not answer within 30 seconds.
    """
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    # PostgreSQL refuses to run as root.
    account = {}
    if os.geteuid() == 0:
        account = {"user": "postgres", "group": "postgres", "extra_groups": []}
        shutil.chown(folder, "postgres", "postgres")
    server = Server(free_port(), secrets.token_hex(16))
    password_file = folder / "password"
    password_file.write_text(server.password, encoding="ascii")
    try:
        subprocess.run(
            [
                *(programs / "initdb", "--pgdata", folder / "data", "--username", OWNER),
                *("--auth", "scram-sha-256", "--pwfile", password_file),
                *("--encoding", "UTF8", "--locale", "C.UTF-8"),
            ],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            check=True,
            timeout=60,
            **account,
        )
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [
                    *(programs / "postgres", "-D", folder / "data", "-p", str(server.port)),
                    *("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="),
                    *("-c", "fsync=off"),
                ],
                cwd=folder,
                stdout=log,
                stderr=log,
                **account,
            )
        try:
            _create_database(server, process, folder / "log")
            yield server
        finally:
            # An interrupt is what PostgreSQL calls a fast shutdown: it lets clients go.
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
    finally:
        shutil.rmtree(folder)


def _create_database(server: Server, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            connection = server.connect(database="postgres")
            break
        except psycopg2.OperationalError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise TimeoutError(log.read_text(encoding="utf-8", errors="replace")) from error
            time.sleep(0.1)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"create database {DATABASE}")
    connection.close()
