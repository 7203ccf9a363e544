"""The frame of a session: opening, caution, closing, voice, length, and passes of their own length."""

from looked_at import codes, findings, script, told

from voiceguide.problems import Weight


def test_a_session_has_a_closing() -> None:
    """Whoever ends early is led there."""
    assert codes("title: x\nsteps: [Breathe.]\n") == ["no-closing"]
    assert codes("title: x\nsteps: [Breathe.]\nclosing: [Thank you.]\n") == []


def test_the_caution_is_spoken() -> None:
    """Always: not only for some values of an option, nor only in long sessions."""
    header = "caution: Stop if it hurts.\noptions: {say: {default: [], some of: [caution], about: what is said}}"
    assert codes(script("- Breathe.", header="caution: Stop if it hurts.")) == ["caution-unspoken"]
    assert codes(script("- $caution\n- Breathe.", header="caution: Stop if it hurts.")) == []
    unless = "- say: $caution\n  unless: {say: caution}\n- Breathe."
    (finding,) = findings(script(unless, header=header))
    assert (finding.problem.code, finding.looks) == ("caution-unspoken", ("with say=caution",))
    long = "- say: $caution\n  at least: 30s\n- Breathe. [10s..20s..60s]"
    timed = "caution: Stop if it hurts.\nlength: 40s"
    assert codes(script(long, header=timed)) == ["caution-unspoken"]


def test_the_first_word_leaves_the_chime_3_seconds() -> None:
    """Counted from the last stroke before it."""
    assert codes(script("- chime: bowl\n  wait: 2.9s\n- Welcome.")) == ["early-word"]
    assert codes(script("- chime: bowl\n- Welcome.")) == []
    assert codes(script("- chime: bowl\n  wait: 1s\n- pause: 2s\n- Welcome.")) == []
    assert codes(script("- Welcome. [10s!]\n- chime: bowl\n  wait: 1s\n- Breathe.")) == []


def test_a_voice_speaks_at_100_to_170_words_a_minute() -> None:
    """In the header, and in a step."""
    assert codes(script("- Breathe.", header="voice: {rate: 99 wpm}")) == ["voice-rate"]
    assert codes(script("- Breathe.", header="voice: {rate: 171 wpm}")) == ["voice-rate"]
    assert codes(script("- Breathe.", header="voice: {rate: 100 wpm}")) == []
    assert codes(script("- say: Breathe.\n  rate: 90 wpm")) == ["voice-rate"]
    assert codes(script("- say: Breathe.\n  rate: 110 wpm")) == []


def test_a_length_that_is_declared_can_be_had() -> None:
    """Else it is an error that tells what can be had; only with a slower voice it is an advice."""
    (finding,) = findings(script("- Breathe. [10s]", header="length: 5m"))
    assert finding.problem.code == "unreachable-length"
    assert finding.problem.weight is Weight.ERROR
    assert "6 s to 42 s" in finding.problem.hint
    assert finding.problem.source.line == 6
    assert codes(script("- Breathe. [10s]", header="length: 20s")) == []


def test_a_length_that_is_told_can_be_had() -> None:
    """It is told in whole seconds, none of them outside of what can be had."""
    (finding,) = findings(script("- Breathe. [10s]", header="length: 5m"), spoken="1700ms")
    assert "ask for 8 s to 43 s" in finding.problem.hint


def test_a_length_that_a_slower_voice_does_not_keep_is_an_advice() -> None:
    """Here six seconds of words take seven and a half."""
    (finding,) = findings(script("- One.\n- Two. [6s..8s]", header="length: 13s"), spoken="2s")
    assert (finding.problem.code, finding.problem.weight) == ("unreachable-length", Weight.ADVICE)
    assert finding.looks == ("with a voice 20 % slower",)


def test_the_lengths_that_can_be_had_have_no_hole() -> None:
    """Rounds of a minute need silences that reach from one to the next."""
    rounds = "- repeat: 1..3\n  steps:\n    - hold: 30s\n      on: Now.\n- Rest for a while. ["
    assert codes(script(rounds + "10s..20s]")) == ["length-hole"]
    assert codes(script(rounds + "10s..20s..50s]")) == []


def test_a_pass_has_time_for_what_is_in_it() -> None:
    """An elastic one; a rigid one is an error anyway."""
    group = "- steps:\n    - One. [5s]\n    - Two. [5s]\n  over: "
    assert codes(script(group + "11s..20s")) == ["over-overfull"]
    assert codes(script(group + "15s..20s")) == []
    assert codes(script(group + "12s!")) == ["over-too-short"]


def test_words_do_not_fill_a_pass_to_its_end() -> None:
    """Else another voice moves what follows."""
    group = "- steps:\n    - One. [4s]\n    - Two.\n  over: 4s..12s..20s"
    assert codes(script(group, header="length: 14s", closing="- chime: bowl"))[1:] == ["over-filled"]
    assert codes(script(group, header="length: 16s", closing="- chime: bowl")) == []
    hold = "- steps:\n    - hold: 6s\n  over: 6s!"
    assert codes(script(hold)) == []


def test_words_that_a_slower_voice_cannot_fit_are_an_advice() -> None:
    """Four seconds of words become five."""
    steps = "- hold: 5s\n  on: Now, a good long word."
    assert codes(script(steps), spoken="5s") == ["words-too-long"]
    (line,) = told(script(steps), spoken="4s")
    assert line.startswith("9 hasty-words: ")
    assert line.endswith("(with a voice 20 % slower)")
    (finding,) = findings(script(steps), spoken="4s")
    assert finding.problem.weight is Weight.ADVICE
    assert codes(script(steps), spoken="3s") == []
