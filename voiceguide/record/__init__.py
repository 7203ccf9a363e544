"""A voice of one's own: which phrases a session asks for, the microphone, and what becomes of a take.

The room takes, measures and keeps. It does not know keys or screens, and it speaks nothing.
"""
