"""However many values the options of a script have, `check` comes to an end."""

from looked_at import codes


def test_only_so_many_values_are_looked_at() -> None:
    """What was not looked at is said."""
    choices = ", ".join(f"c{number}" for number in range(60))
    options = "\n".join(f"  o{number}: {{default: c0, one of: [{choices}], about: one of many}}" for number in range(4))
    script = f"title: Many\noptions:\n{options}\nsteps:\n  - Hello $o0. [3s]\nclosing: [Goodbye.]\n"

    assert "values-left-out" in codes(script)
