"""What goes into a pack."""
