"""Sound as numbers: clips, files, shapes, and the bells and noises that the project makes itself.

It refuses to know time and scripts.
"""
