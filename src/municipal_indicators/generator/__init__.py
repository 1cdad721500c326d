"""Landing files of any size with made-up figures."""
