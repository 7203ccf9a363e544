"""Many files at once: what is asked for is told in a table, made by several processes or machines, and remembered.

This room knows what a file is called, whose turn it is, and what was made before. How a session becomes a file it is
told by whoever asks.
"""
