"""Many files at once: what is wanted, who makes it, and what is seen meanwhile."""
