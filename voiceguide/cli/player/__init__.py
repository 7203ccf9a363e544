"""A session while it plays, as a listener meets it: keys, screen, lines, its own words, and the place that is kept."""
