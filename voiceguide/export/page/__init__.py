"""One web page with the sound in it: for who will never open a terminal.

A single file that needs no network and forbids it; it is given a piece, and refuses to know how it was made.
"""
