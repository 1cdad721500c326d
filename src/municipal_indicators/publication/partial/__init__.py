"""Partial publication: a run builds some municipalities, and takes over the others."""
