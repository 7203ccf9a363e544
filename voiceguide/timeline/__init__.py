"""What happens when: a session's steps become cues, and cues become events on one timeline in whole frames.

It is told how long each phrase lasts (`length_of`) and refuses to know who speaks it, YAML and files.
"""
