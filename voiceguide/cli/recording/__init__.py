"""A person is led through the phrases of a script with a microphone."""
