"""A session that is heard before all of it is spoken: a slow voice speaks on while it plays.

What was heard never changes. Where the voice is not ready in time, the silence there grows, and the rest is fitted
again.
It refuses to know devices and the command line, and nothing in here prints.
"""
