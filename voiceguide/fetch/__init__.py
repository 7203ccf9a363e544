"""Brings voices from where they are published to the listener's folder: whole, or not at all.

The only room that uses a network, and only when the listener asks for a voice by `voiceguide voices install`; in it,
only `web` does. It refuses to know what a voice says.
"""
