"""Out of the loudspeaker: devices, what they are fed with, the player and its keys.

It plays any timeline with any mixer, keeps time by the device's own clock, and never makes a rude sound: every start,
pause, jump and end is a fade. It refuses to know scripts and voices, and it prints nothing.
"""
