"""A session in one file, to be given to someone: its script, what it includes, its sounds and its recordings.

A pack comes from anywhere, so nothing in it is believed: neither its names nor its sizes. What it holds is only ever
read, never run, and stays in a folder of its own. This room knows nothing of time or voices.
"""

from voiceguide.pack.door import document_in, is_pack, text_in

__all__ = ["document_in", "is_pack", "text_in"]
