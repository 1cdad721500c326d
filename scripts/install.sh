#!/bin/sh
# Install one hash-pinned requirements file into a virtual environment, unless that is done already.
#
#   scripts/install.sh ENVIRONMENT NAME      e.g. scripts/install.sh .venv build
#
# installs requirements/NAME.txt into the folder ENVIRONMENT, which is made if need be with the
# interpreter that the variable PYTHON names (default python3).
#
# What is installed is remembered by its content, as ENVIRONMENT/installed/NAME.txt: comparing
# contents, not dates, also holds after a checkout or a copy. Several files can share an environment.

set -eu

environment=$1
name=$2
cd "$(dirname "$0")/.."
here=$(pwd -P)
requirements=requirements/$name.txt
# Holds the process that is installing; one left behind by a killed run marks a broken environment.
marker=$environment/installing
log=logs/install.log

# The versions of Python that what is installed runs on.
# The project itself goes where its command line is used; pyproject.toml says what that is.
project=
case $name in
    build | spark) project=pyproject.toml ;;
esac
case $name in
    # It needs a numpy and a pandas that have no builds for Python 3.13.
    dashboard) software="Superset 6.1" pythons="3.10 3.11 3.12" ;;
    spark) software="PySpark 4.3" pythons="3.11 3.12 3.13" ;;
    *) software="dbt-core 1.11" pythons="3.10 3.11 3.12 3.13" ;;
esac
wanted="Python ${pythons%% *} to ${pythons##* }"

fail() {
    printf '%s\n' "Error: $*" >&2
    exit 1
}

python_version() {
    "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null
}

# The first reason why the environment cannot be used as it is; empty if it can.
flaw() {
    if [ -e "$marker" ]; then
        echo "its last installation was interrupted"
    elif [ "$(cat "$environment/location" 2>/dev/null)" != "$here" ]; then
        # The commands in an environment name their interpreter by its full path.
        echo "it was not made by this project in this folder"
    elif ! version=$(python_version "$environment/bin/python"); then
        echo "its Python is gone"
    elif [ -n "${PYTHON:-}" ] && [ "$(python_version "$PYTHON")" != "$version" ]; then
        echo "it has Python $version, not the one that PYTHON names"
    fi
}

check_python() {
    python=${PYTHON:-python3}
    command -v "$python" >/dev/null 2>&1 ||
        fail "$python is not on the PATH: install $wanted (Debian, Ubuntu: apt install python3 python3-venv), or name one, e.g. make PYTHON=python3.12"
    version=$(python_version "$python") ||
        fail "$python does not run: install $wanted, or name one, e.g. make PYTHON=python3.12"
    case " $pythons " in
        *" $version "*) ;;
        *) fail "$python is Python $version, and $software runs on $wanted: install one, or name it, e.g. make PYTHON=python3.12" ;;
    esac
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python cannot make virtual environments: install its venv module (Debian, Ubuntu: apt install python3-venv)"
}

# Run a command, named in words by the first argument, with its output in the log.
# If it fails, leave nothing that the next run would trip over.
logged() {
    task=$1
    shift
    mkdir -p logs
    if "$@" >"$log" 2>&1; then
        return
    fi
    reason=$(grep -i 'error' "$log" | tail -n 1)
    if [ -d "$environment/installed" ]; then
        rm "$marker"
    else
        rm -rf "$environment"
    fi
    fail "could not $task (${reason:-no reason given}): check the network, the disk and pip's index settings, then run make again; the whole output is in $log"
}

if [ -e "$marker" ] && kill -0 "$(cat "$marker")" 2>/dev/null; then
    fail "process $(cat "$marker") is installing into $environment: let it finish, then run make again; if it is none of yours, remove $environment first"
fi

flaw=$(flaw)
installed() {
    cmp -s "$requirements" "$environment/installed/$name.txt" || return 1
    [ -z "$project" ] || cmp -s "$project" "$environment/installed/$project"
}

if [ -z "$flaw" ] && installed; then
    exit 0
fi

if [ -n "$flaw" ]; then
    check_python
    if [ -e "$environment" ]; then
        echo "Removing $environment: $flaw"
        rm -rf "$environment"
    fi
    echo "Making $environment with Python $version"
    mkdir -p "$environment"
    echo $$ >"$marker"
    logged "make $environment" "$python" -m venv "$environment"
    printf '%s\n' "$here" >"$environment/location"
fi

echo "Installing $requirements into $environment (a minute or less, only when that file has changed)"
echo $$ >"$marker"
logged "install $requirements" "$environment/bin/python" -m pip install \
    --quiet --no-input --disable-pip-version-check --require-hashes --requirement "$requirements"
if [ -n "$project" ]; then
    logged "install the project" "$environment/bin/python" -m pip install \
        --quiet --no-input --disable-pip-version-check \
        --no-index --no-deps --no-build-isolation --editable .
fi
mkdir -p "$environment/installed"
cp "$requirements" ${project:+"$project"} "$environment/installed/"
rm "$marker"
