"""Start the dashboards in Apache Superset, and write what was edited there back to `assets/`.

Everything that belongs to one installation, such as secrets and Superset's own database, is in
`dashboard/.superset`, which git ignores; what belongs to the project is in `dashboard/assets`.

Run it in the environment that `requirements/dashboard.txt` describes: `make dashboard` and
`make dashboard-export` do.
"""

import argparse
import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PROJECT = FOLDER.parent
ASSETS = FOLDER / "assets"
WAREHOUSE = Path("warehouse/municipal_indicators.duckdb")
COMMANDS = Path(sys.executable).parent
SUPERSET = COMMANDS / "superset"
TRANSFER = FOLDER / "transfer.py"
ADMINISTRATOR = "admin"
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


def environment(home: Path) -> dict[str, str]:
    """Return the variables that Superset needs, beside those of this process.

    Args:
        home: Folder of the installation.
    """
    return {
        **os.environ,
        "SUPERSET_HOME": str(home),
        # Where superset_config.py and publication_cache.py are.
        "PYTHONPATH": str(FOLDER),
        "FLASK_APP": "superset.app:create_app()",
        "SCARF_ANALYTICS": "false",
        "DO_NOT_TRACK": "1",
        "PYTHONWARNINGS": "ignore",
    }


def run(home: Path, *command: str | Path, **variables: str) -> None:
    """Run a command with Superset's environment and with its output in `superset.log`.

    Args:
        home: Folder of the installation.
        command: The program and its arguments.
        variables: More environment variables.

    Raises:
        Problem: If the command fails.
    """
    log = home / "superset.log"
    with log.open("a", encoding="utf-8") as output:
        finished = subprocess.run(
            command,
            cwd=PROJECT,
            env={**environment(home), **variables},
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if finished.returncode != 0:
        words = " ".join(str(word) for word in command[:3])
        raise Problem(f"`{words}` failed; the reason is at the end of {log}")


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


def prepare(home: Path) -> None:
    """Make the installation ready: secrets, database, administrator and assets.

    Steps that were done before for the same packages and assets are left out.

    Args:
        home: Folder of the installation; made if need be.

    Raises:
        Problem: If one of Superset's commands fails.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret(home / "secret_key")
    password = secret(home / "admin_password")

    initialised = home / "initialised"
    packages = fingerprint([PROJECT / "requirements/dashboard.txt"])
    if not is_done(initialised, packages):
        print("Preparing Superset's own database (first start: about half a minute)", flush=True)
        run(home, SUPERSET, "db", "upgrade")
        run(home, SUPERSET, "init")
        # An option would show the password in the list of processes; a variable does not.
        run(
            home,
            *[
                SUPERSET,
                "fab",
                "create-admin",
                "--username",
                ADMINISTRATOR,
                "--firstname",
                "Beheerder",
            ],
            *["--lastname", "Indicatoren", "--email", "admin@localhost"],
            FLASK_FAB_CREATE_ADMIN_PASSWORD=password,
        )
        initialised.write_text(packages, encoding="utf-8")

    imported = home / "imported"
    assets = fingerprint(list(ASSETS.rglob("*.yaml")))
    if not is_done(imported, assets):
        print("Importing the dashboards", flush=True)
        run(home, sys.executable, TRANSFER, "import", ADMINISTRATOR)
        imported.write_text(assets, encoding="utf-8")


def is_free(port: int) -> bool:
    """Tell whether a port of this machine can be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def wait_until_healthy(server: subprocess.Popen, address: str, log: Path) -> None:
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


def serve(home: Path, port: int) -> None:
    """Start the dashboards and keep them running until this process is told to stop.

    Args:
        home: Folder of the installation.
        port: Port on 127.0.0.1.

    Raises:
        Problem: If there is no warehouse, the port is taken or Superset does not start.
    """
    if not (PROJECT / WAREHOUSE).exists():
        raise Problem(f"there is no {WAREHOUSE}: run `make build` first")
    if not is_free(port):
        raise Problem(f"port {port} is taken: name another, e.g. make dashboard PORT={port + 1}")
    prepare(home)

    address = f"http://127.0.0.1:{port}"
    log = home / "server.log"
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            [
                COMMANDS / "gunicorn",
                *["--bind", f"127.0.0.1:{port}", "--workers", "2", "--preload"],
                *["--worker-class", "gthread", "--threads", "4", "--timeout", "120"],
                # Seconds. A reader looks at a dashboard before asking for the next.
                *["--keep-alive", "60"],
                "superset.app:create_app()",
            ],
            cwd=PROJECT,
            env=environment(home),
            stdout=output,
            stderr=subprocess.STDOUT,
            # Ctrl-C reaches only this process, which then ends the server in good order.
            start_new_session=True,
        )
    try:
        wait_until_healthy(server, address, log)
        print(
            f"The dashboards are at {address}/dashboard/list/\n"
            f"  user      {ADMINISTRATOR}\n"
            f"  password  in {home / 'admin_password'}\n"
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


def export(home: Path) -> None:
    """Replace `assets/` by what the dashboards are now in Superset.

    Args:
        home: Folder of the installation.

    Raises:
        Problem: If the dashboards were never started or cannot be exported.
    """
    if not (home / "superset.db").exists():
        raise Problem("there is nothing to export: run `make dashboard` first")
    run(home, sys.executable, TRANSFER, "export", ADMINISTRATOR)
    # What was exported need not be imported again.
    (home / "imported").write_text(fingerprint(list(ASSETS.rglob("*.yaml"))), encoding="utf-8")
    print(f"Exported {len(list(ASSETS.rglob('*.yaml')))} files to {ASSETS.relative_to(PROJECT)}")


def main() -> int:
    """Do what the command line asks.

    Returns:
        Zero if all went well or the server was told to stop, else one.
    """
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("task", choices=["serve", "export"])
    parser.add_argument("--port", type=int, default=8088)
    parser.add_argument("--home", type=Path, default=FOLDER / ".superset")
    arguments = parser.parse_args()
    # Being told to stop is like Ctrl-C: clean up, then end. So is a terminal that is closed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    try:
        if arguments.task == "serve":
            serve(arguments.home.resolve(), arguments.port)
        else:
            export(arguments.home.resolve())
    except KeyboardInterrupt:
        print("Stopped.")
    except Problem as problem:
        print(f"Error: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
