"""Text into speech: engines, the processes they speak in, the store of what was spoken, and the one who uses them.

It refuses to know timelines: it is given phrases and gives back clips.
Nothing is imported here, for the processes that speak are inside this room too and must start light.
"""
