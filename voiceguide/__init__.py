"""An offline voice-guided session player: a YAML script becomes speech on an exact timeline."""
