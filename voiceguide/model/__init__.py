"""What an author can ask for, as plain frozen values.

A session here is what was meant: names are replaced, options have their values, YAML is forgotten. It knows nothing of
files, engines or moments in time; every step remembers only where it was written.
"""
