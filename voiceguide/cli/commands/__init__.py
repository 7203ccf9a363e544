"""One file for each command, imported when it is typed: its options, and what it hands them to."""
