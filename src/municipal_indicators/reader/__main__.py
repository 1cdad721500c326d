"""Runs the command by itself: `python -m municipal_indicators.reader`."""

from municipal_indicators.reader.cli import read

read()
