"""Runs a small Spark cluster on this machine: one master, two workers and a Thrift server.

For the tests and the benchmark, and to try the target `spark` without a cluster at hand:

    .venv-spark/bin/municipal-indicators spark-cluster .venv-spark/bin/dbt build --target spark

starts the cluster, runs the command with the variables that the profile reads, and stops the
cluster. Everything listens on 127.0.0.1 only, on ports that are free, and all files stand in a
temporary folder. Needs the environment .venv-spark (`make install-spark`) and Java 17 or newer.
"""

import contextlib
import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from municipal_indicators.ports import free_port

WORKERS = 2
# Starting takes half a minute on an idle machine of two cores, most of it the empty catalogue.
START_SECONDS = 240
STOP_SECONDS = 30
# Where tables have hundreds of rows, these take longer than they gain: compiling queries, planning
# anew when a part of a query has run, many parts, and Java's second compiler.
FOR_LITTLE_DATA = """\
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.sql.adaptive.enabled false
spark.sql.shuffle.partitions 1
"""
JAVA_FOR_LITTLE_DATA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
# Two cores: more parts of a shuffle would cost more than they bring.
FOR_MUCH_DATA = "spark.sql.shuffle.partitions 4\n"
LOGGING = """\
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d %p %c{1}: %m%n%ex
"""


class Cluster(NamedTuple):
    """A cluster that is running.

    Attributes:
        port: Port of the Thrift server on 127.0.0.1.
        folder: Folder with all of its files.
        processes: Ids of its master, workers and Thrift server; executors are their children.
    """

    port: int
    folder: Path
    processes: list[int]

    def environment(self) -> dict[str, str]:
        """Return the environment variables by which the profile finds the cluster."""
        return {"SPARK_HOST": "127.0.0.1", "SPARK_PORT": str(self.port), "SPARK_USER": "builder"}

    def warehouse(self) -> Path:
        """Return the folder that holds the tables."""
        return self.folder / "warehouse"

    def all_processes(self) -> list[int]:
        """Return the ids of all processes of the cluster, executors included."""
        return _descendants(self.processes)

    def finished_tasks(self) -> Iterator[dict[str, Any]]:
        """Read from Spark's event log the tasks that ended well so far.

        Yields:
            Each task as Spark describes it, with its executor and what it read, wrote and used.
        """
        for log in (self.folder / "events").rglob("*"):
            if not log.is_file():
                continue
            with log.open(encoding="utf-8") as lines:
                for line in lines:
                    if not line.startswith('{"Event":"SparkListenerTaskEnd"'):
                        continue
                    # The last line may be half written.
                    with contextlib.suppress(json.JSONDecodeError):
                        event = json.loads(line)
                        if event["Task End Reason"]["Reason"] == "Success":
                            yield event

    def tasks_of_workers(self) -> dict[str, int]:
        """Count the tasks that ended well on each worker so far.

        Spark's event log names the executor of a task; a worker keeps a folder for each executor
        that it runs.

        Returns:
            Number of tasks by the name of the worker; a worker without tasks counts zero.
        """
        tasks = Counter(task["Task Info"]["Executor ID"] for task in self.finished_tasks())
        return {
            worker.name: sum(tasks[executor.name] for executor in worker.glob("app-*/*"))
            for worker in sorted((self.folder / "workers").iterdir())
        }


def find_java() -> str:
    """Return the path of Java.

    Raises:
        FileNotFoundError: If there is none.
    """
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")
    if not java:
        raise FileNotFoundError(
            "Java is missing: install Java 17 or newer, in Debian and Ubuntu with"
            " apt install default-jre-headless."
        )
    return java


def find_spark() -> Path:
    """Return the folder with the programs of Spark.

    Raises:
        FileNotFoundError: If pyspark is not installed beside this Python.
    """
    package = importlib.util.find_spec("pyspark")
    if package is None or package.origin is None:
        raise FileNotFoundError("pyspark is missing: run make install-spark.")
    return Path(package.origin).parent


@contextmanager
def running_cluster(
    executor_megabytes: int = 768,
    driver_megabytes: int = 1024,
    folder: Path | None = None,
    little_data: bool = True,
) -> Iterator[Cluster]:
    """Run a new cluster with an empty catalogue until the block ends.

    Args:
        executor_megabytes: Heap of the one executor on each worker, in MiB.
        driver_megabytes: Heap of the Thrift server, which plans queries, in MiB.
        folder: Where to make the temporary folder; by default where the system has them.
        little_data: Whether tables have hundreds of rows rather than millions.

    Yields:
        The cluster. Each of its two workers has one core.

    Raises:
        FileNotFoundError: If Java or pyspark is missing.
        TimeoutError: If it does not answer in time; holds the end of its logs.
    """
    find_java()
    spark = find_spark()
    with tempfile.TemporaryDirectory(
        prefix="spark-", dir=folder, ignore_cleanup_errors=True
    ) as name:
        home = Path(name)
        for part in ("conf", "events", "local", "logs", "temporary/hive-local", "workers"):
            (home / part).mkdir(parents=True)
        (home / "conf/log4j2.properties").write_text(LOGGING, encoding="utf-8")
        (home / "conf/spark-defaults.conf").write_text(
            FOR_LITTLE_DATA if little_data else FOR_MUCH_DATA, encoding="utf-8"
        )
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith("SPARK_")
        }
        environment |= {
            "SPARK_HOME": str(spark),
            # No settings of the machine or the user.
            "SPARK_CONF_DIR": str(home / "conf"),
            # Also the address that the status pages of master and workers listen on.
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_DIRS": str(home / "local"),
            "SPARK_DAEMON_JAVA_OPTS": f"-Djava.io.tmpdir={home / 'temporary'}",
        }
        if little_data:
            # Of all processes, executors too.
            environment["JAVA_TOOL_OPTIONS"] = JAVA_FOR_LITTLE_DATA
        processes: list[tuple[str, subprocess.Popen[bytes]]] = []

        def start(process_name: str, *command: str | Path) -> subprocess.Popen[bytes]:
            with (home / "logs" / process_name).open("wb") as log:
                process = subprocess.Popen(
                    [str(part) for part in command],
                    cwd=home,
                    # The Thrift server counts as a daemon too, but plans queries.
                    env={
                        **environment,
                        "SPARK_DAEMON_MEMORY": f"{driver_megabytes}m"
                        if process_name == "thrift"
                        else "256m",
                    },
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
            processes.append((process_name, process))
            return process

        try:
            port = _start_all(start, spark / "bin", home, executor_megabytes, driver_megabytes)
            yield Cluster(port, home, [process.pid for _, process in processes])
        finally:
            _stop_all([process for _, process in processes])


def _descendants(processes: list[int]) -> list[int]:
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        # A process may end meanwhile.
        with contextlib.suppress(OSError):
            # The name of a program stands in brackets and may hold spaces.
            cells = status.read_text(encoding="utf-8").rsplit(")", 1)[1].split()
            parents[int(status.parent.name)] = int(cells[1])
    found = list(processes)
    for parent in found:
        found += [child for child, its_parent in parents.items() if its_parent == parent]
    return found


def _stop_all(processes: list[subprocess.Popen[bytes]]) -> None:
    own = [process.pid for process in processes]
    executors = [child for child in _descendants(own) if child not in own]
    # The Thrift server first: it lets go of its executors.
    for process in reversed(processes):
        process.terminate()
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    # Executors are not ours to wait for, and end a moment after their worker.
    deadline = time.monotonic() + STOP_SECONDS
    while executors := [executor for executor in executors if _is_executor(executor)]:
        if time.monotonic() > deadline:
            for executor in executors:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(executor, signal.SIGKILL)
            break
        time.sleep(0.1)


def _is_executor(process: int) -> bool:
    try:
        return b"Executor" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def _start_all(
    start: Callable[..., subprocess.Popen[bytes]],
    programs: Path,
    home: Path,
    executor: int,
    driver: int,
) -> int:
    master_port, thrift_port = free_port(), free_port()
    master_url = f"spark://127.0.0.1:{master_port}"
    launcher = programs / "spark-class"
    package = "org.apache.spark.deploy"
    master = start(
        "master",
        *(launcher, f"{package}.master.Master", "--host", "127.0.0.1"),
        *("--port", str(master_port), "--webui-port", "0"),
    )
    _wait_for(master_port, master, home / "logs/master")
    for number in range(1, WORKERS + 1):
        name = f"worker-{number}"
        start(
            name,
            *(launcher, f"{package}.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0"),
            *("--cores", "1", "--memory", f"{executor}m"),
            *("--work-dir", home / "workers" / name, master_url),
        )
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": f"-Djava.io.tmpdir={home / 'temporary'}"
        f" -Dderby.system.home={home}",
        "spark.ui.enabled": "false",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": (home / "events").as_uri(),
        "spark.eventLog.rolling.enabled": "false",
        "spark.eventLog.compress": "false",
        "spark.sql.warehouse.dir": str(home / "warehouse"),
        "spark.hadoop.javax.jdo.option.ConnectionURL": (
            f"jdbc:derby:;databaseName={home / 'catalogue'};create=true"
        ),
        "spark.hadoop.hive.exec.scratchdir": str(home / "temporary/hive"),
        "spark.hadoop.hive.exec.local.scratchdir": str(home / "temporary/hive-local"),
    }
    thrift = start(
        "thrift",
        *(programs / "spark-submit", "--master", master_url),
        *("--class", "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2"),
        *("--driver-memory", f"{driver}m", "--executor-memory", f"{executor}m"),
        *("--executor-cores", "1", "--total-executor-cores", str(WORKERS)),
        *(part for key, value in settings.items() for part in ("--conf", f"{key}={value}")),
        "spark-internal",
        *("--hiveconf", "hive.server2.thrift.bind.host=127.0.0.1"),
        *("--hiveconf", f"hive.server2.thrift.port={thrift_port}"),
    )
    _wait_for(thrift_port, thrift, home / "logs/thrift")
    return thrift_port


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if process.poll() is not None or time.monotonic() > deadline:
            text = log.read_text(encoding="utf-8", errors="replace")
            raise TimeoutError(f"Spark does not answer; its log ends so:\n{text[-4000:]}")
        time.sleep(0.2)


def run_with_cluster(command: Sequence[str]) -> int:
    """Run a command while a cluster runs, with the variables by which the profile finds it.

    Args:
        command: Program and arguments.

    Returns:
        Exit code of the command.

    Raises:
        FileNotFoundError: If Java or pyspark is missing.
        TimeoutError: If the cluster does not answer in time.
    """
    with running_cluster() as cluster:
        environment = {**os.environ, **cluster.environment()}
        return subprocess.run(command, env=environment, check=False).returncode
