"""A session into a file: sound now, captions and pages beside it later.

It is given frames and refuses to know devices and voices. A file appears whole or not at all.
"""
