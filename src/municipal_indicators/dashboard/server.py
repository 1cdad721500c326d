"""Starts the dashboards in Apache Superset, and writes what was edited there back to the assets.

Everything that belongs to one installation, such as secrets and Superset's own database, is in
`dashboard/.superset`, which git ignores; what belongs to the project is in `dashboard/assets`.
Superset has an environment of its own, which `requirements/dashboard.txt` describes: this module
runs in that of the build, and starts the programs of the other one.
"""

import hashlib
import os
import secrets
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

from municipal_indicators.paths import (
    DASHBOARD_ASSETS,
    DASHBOARD_REQUIREMENTS,
    PACKAGE,
    PROGRAMS,
    PUBLISHED,
)
from municipal_indicators.ports import is_free

ADMINISTRATOR = "admin"
# Shown to colleagues: the role of superset_config.py that may look and no more.
READER = "lezer"
SETTINGS = PACKAGE / "dashboard/superset_config.py"
# Longest time that the server may take to answer after its start, in seconds.
PATIENCE = 120


class Problem(Exception):
    """Something that the user can mend, said in words."""


def secret(path: Path) -> str:
    """Return the secret in a file that only its owner can read; make it at the first call.

    Args:
        path: File of the secret. Its folder must exist.

    Returns:
        The secret, 43 characters.
    """
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text(encoding="utf-8")


def fingerprint(paths: list[Path]) -> str:
    """Return one hash over the names and contents of files."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_done(marker: Path, state: str) -> bool:
    """Tell whether a step was finished for this state before."""
    return marker.exists() and marker.read_text(encoding="utf-8") == state


def wait_until_healthy(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Wait until the server answers.

    Args:
        server: The running server.
        address: Where it listens.
        log: Where its output goes, to be named in case of failure.

    Raises:
        Problem: If it stops, or does not answer in time.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise Problem(f"Superset stopped at once; the reason is at the end of {log}")
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise Problem(
        f"Superset did not answer within {PATIENCE} seconds; the reason is at the end of {log}"
    )


class Installation(NamedTuple):
    """One installation of Superset for the dashboards of a project.

    Attributes:
        home: Folder of what belongs to it; made if need be.
        programs_home: The virtual environment that has Superset.
    """

    home: Path
    programs_home: Path

    def program(self, name: str) -> Path:
        """Return the path of a program of Superset's environment."""
        return self.programs_home / PROGRAMS / name

    def environment(self) -> dict[str, str]:
        """Return the variables that Superset needs, with those of this process."""
        return {
            **os.environ,
            "SUPERSET_HOME": str(self.home),
            "SUPERSET_CONFIG_PATH": str(SETTINGS),
            # Superset's environment has this package only by its place.
            "PYTHONPATH": str(PACKAGE.parent),
            "FLASK_APP": "superset.app:create_app()",
            "SCARF_ANALYTICS": "false",
            "DO_NOT_TRACK": "1",
            "PYTHONWARNINGS": "ignore",
        }

    def run(self, program: str, *arguments: str, **variables: str) -> None:
        """Run a program of Superset's environment with its output in `superset.log`.

        Args:
            program: Its name.
            arguments: Its arguments.
            variables: More environment variables.

        Raises:
            Problem: If it fails.
        """
        log = self.home / "superset.log"
        with log.open("a", encoding="utf-8") as output:
            finished = subprocess.run(
                [self.program(program), *arguments],
                env={**self.environment(), **variables},
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if finished.returncode != 0:
            words = " ".join([program, *arguments[:2]])
            raise Problem(f"`{words}` failed; the reason is at the end of {log}")

    def transfer(self, task: str) -> None:
        """Import the assets into Superset, or export them from it.

        Args:
            task: "import" or "export".

        Raises:
            Problem: If it fails.
        """
        self.run("python", "-m", "municipal_indicators.dashboard.transfer", task, ADMINISTRATOR)
        # What was exported need not be imported again.
        (self.home / "imported").write_text(_state_of_assets(), encoding="utf-8")

    def prepare(self) -> None:
        """Make the installation ready: secrets, database, administrator and assets.

        Steps that were done before for the same packages and assets are left out.

        Raises:
            Problem: If Superset is not installed, or one of its programs fails.
        """
        if not self.program("superset").exists():
            raise Problem(f"there is no Superset in {self.programs_home}: run `make dashboard`")
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        secret(self.home / "secret_key")
        password = secret(self.home / "admin_password")
        reader_password = secret(self.home / "reader_password")

        initialised = self.home / "initialised"
        # The settings have the roles.
        state = fingerprint([DASHBOARD_REQUIREMENTS, SETTINGS])
        if not is_done(initialised, state):
            print("Preparing Superset's own database (first start: half a minute)", flush=True)
            self.run("superset", "db", "upgrade")
            self.run("superset", "init")
            # An option would show the password in the list of processes; a variable does not.
            self.run(
                *("superset", "fab", "create-admin", "--username", ADMINISTRATOR),
                *("--firstname", "Beheerder", "--lastname", "Indicatoren"),
                *("--email", "admin@localhost"),
                FLASK_FAB_CREATE_ADMIN_PASSWORD=password,
            )
            self.run(
                *("superset", "fab", "create-user", "--role", "Lezer", "--username", READER),
                *("--firstname", "Lezer", "--lastname", "Indicatoren"),
                *("--email", "lezer@localhost"),
                FLASK_FAB_CREATE_USER_PASSWORD=reader_password,
            )
            initialised.write_text(state, encoding="utf-8")
        if not is_done(self.home / "imported", _state_of_assets()):
            print("Importing the dashboards", flush=True)
            self.transfer("import")

    def serve(self, port: int) -> None:
        """Start the dashboards and keep them running until this process is told to stop.

        Args:
            port: Port on 127.0.0.1.

        Raises:
            Problem: If there is no warehouse, the port is taken or Superset does not start.
        """
        if not PUBLISHED.exists():
            raise Problem(f"there is no {PUBLISHED}: run `make build` first")
        if not is_free(port):
            raise Problem(
                f"port {port} is taken: name another, e.g. make dashboard PORT={port + 1}"
            )
        # Being told to stop is like Ctrl-C: clean up, then end. So is a terminal that is closed.
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.default_int_handler)
        self.prepare()

        address = f"http://127.0.0.1:{port}"
        log = self.home / "server.log"
        with log.open("w", encoding="utf-8") as output:
            server = subprocess.Popen(
                [
                    self.program("gunicorn"),
                    *["--bind", f"127.0.0.1:{port}", "--workers", "2", "--preload"],
                    *["--worker-class", "gthread", "--threads", "4", "--timeout", "120"],
                    # Seconds. A reader looks at a dashboard before asking for the next.
                    *["--keep-alive", "60"],
                    "superset.app:create_app()",
                ],
                env=self.environment(),
                stdout=output,
                stderr=subprocess.STDOUT,
                # Ctrl-C reaches only this process, which then ends the server in good order.
                start_new_session=True,
            )
        try:
            wait_until_healthy(server, address, log)
            print(
                f"The dashboards are at {address}/dashboard/list/\n"
                f"  to edit: user {ADMINISTRATOR}, password in {self.home / 'admin_password'}\n"
                f"  to read: user {READER}, password in {self.home / 'reader_password'}\n"
                "Ctrl-C stops them.",
                flush=True,
            )
            server.wait()
            raise Problem(f"Superset stopped; the reason is at the end of {log}")
        finally:
            server.terminate()
            try:
                server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                server.kill()

    def export(self) -> None:
        """Replace the assets by what the dashboards are now in Superset.

        Raises:
            Problem: If the dashboards were never started or cannot be exported.
        """
        if not (self.home / "superset.db").exists():
            raise Problem("there is nothing to export: run `make dashboard` first")
        self.transfer("export")
        count = len(list(DASHBOARD_ASSETS.rglob("*.yaml")))
        print(f"Exported {count} files to {DASHBOARD_ASSETS}")


def _state_of_assets() -> str:
    return fingerprint(list(DASHBOARD_ASSETS.rglob("*.yaml")))
