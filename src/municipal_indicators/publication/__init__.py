"""Puts what a run has built in place of the published file."""
