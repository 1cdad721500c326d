"""Files of a landing folder, read beside the seeds."""
