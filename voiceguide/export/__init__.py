"""A session into a file: sound with its tags, captions, transcripts, a web page, and the plan as data.

It is given frames and refuses to know devices and voices. A file appears whole or not at all.
"""
