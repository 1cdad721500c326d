"""Reads a published page: from a saved file to figures with their places, or left open."""
