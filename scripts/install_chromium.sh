#!/bin/sh
# Make sure that there is a Chromium: the browser tests and PDFs of the site need one.
# With root on Debian or Ubuntu it is installed; elsewhere it says what to do.

set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo 'Installing Chromium (apt-get)'
    mkdir -p logs
    if apt-get update >logs/chromium.log 2>&1 &&
        apt-get install --yes --no-install-recommends chromium >>logs/chromium.log 2>&1; then
        exit 0
    fi
    echo 'Error: could not install Chromium; the reason is at the end of logs/chromium.log' >&2
    exit 1
fi

echo 'Error: there is no Chromium: install it, e.g. with sudo apt install chromium' >&2
exit 1
