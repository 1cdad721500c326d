"""Open data: the published file as one zip file."""
