"""What is too big is refused before the memory grows."""

import pytest
from written import planner, session

from voiceguide.problems import ScriptErrors


def test_too_many_rounds_are_refused_where_they_are_written() -> None:
    """Before they are unfolded, and at the line of the loop."""
    written = session("""
        title: Too many
        steps:
          - Hello.
          - repeat: 24h
            steps:
              - pause: 1ms!
    """)

    with pytest.raises(ScriptErrors) as refused:
        planner(written).natural()
    (problem,) = refused.value.problems
    assert str(problem) == "test.yaml:5:5: this session is too big: it has more than 100,000 cues"
