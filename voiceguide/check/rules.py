"""Everything that a checker knows beside the language itself, in one table."""

from typing import Final

from voiceguide.check import breath, care, exercise, passes, posture, silence, structure, tension
from voiceguide.check.rule import Rule
from voiceguide.problems import Weight

RULES: Final = (
    Rule(
        code="lying-to-standing",
        about="lying to standing without a 'move to', or with under 20 s for it",
        reason="getting up fast after lying down can make dizzy",
        find=posture.stand_too_fast,
        landing=True,
    ),
    Rule(
        code="move-too-short",
        about="another change of posture under 15 s",
        reason="who is stiff or unsure needs time to move safely",
        find=posture.move_too_short,
        landing=True,
    ),
    Rule(
        code="told-to-move",
        about="a text that tells the listener to stand up, lie down or roll over outside a 'move to'",
        reason="without a 'move to' there is no time for it, and the session does not know where the listener is",
        find=posture.told_to_move,
        landing=True,
    ),
    Rule(
        code="closing-posture",
        about="a closing that does not fit the postures it may be reached from",
        reason="a listener who ends early is led to the closing from where they are",
        find=posture.closing_posture,
        landing=True,
    ),
    Rule(
        code="looking",
        about='looking ("as you can see") while eyes are optional',
        reason="the words alone have to carry everything",
        find=posture.looking,
    ),
    Rule(
        code="eyes-upright",
        about="eyes optional while standing or walking",
        reason="balance needs open eyes",
        find=posture.eyes_upright,
    ),
    Rule(
        code="tension-unreleased",
        about="a tension that is never released",
        reason="letting go is what a tension is for",
        find=tension.unreleased,
    ),
    Rule(
        code="long-tension",
        about="a tension over 10 s, of the feet over 5 s",
        reason="muscles that are tense for long hurt or cramp, feet first",
        find=tension.long_tension,
    ),
    Rule(
        code="short-release",
        about="a release under 10 s",
        reason="the difference takes time to be noticed",
        find=tension.short_release,
    ),
    Rule(
        code="tense-in-words",
        about='"tense" or "make a fist" outside the verb for it',
        reason="tension has to be timed, and let go",
        find=tension.tension_in_words,
    ),
    Rule(
        code="long-breath-hold",
        about="a breath hold or rest over 8 s",
        reason="long holds bring on dizziness and panic",
        find=breath.long_breath_hold,
    ),
    Rule(
        code="breath-hold-in-words",
        about='"hold your breath" outside the verb for it',
        reason="a held breath has to be timed, and to be asked about first",
        find=tension.breath_hold_in_words,
    ),
    Rule(
        code="many-478",
        about="over 4 cycles of 4-7-8",
        reason="beginners get light-headed",
        find=breath.many_478,
    ),
    Rule(
        code="too-many-478",
        about="more than 8 cycles of 4-7-8 in a session, however written",
        reason="nobody should do more at a sitting",
        find=breath.too_many_478,
        weight=Weight.ERROR,
    ),
    Rule(
        code="quick-breathing",
        about="cycles under 6 s for more than 8 in a row outside movement",
        reason="breathing fast for long makes dizzy and tingling",
        find=breath.quick_breathing,
    ),
    Rule(
        code="no-free-breath",
        about="a breathing session that does not end in 20 s of free breath",
        reason="the breath has to find its own way again before the session ends",
        find=breath.no_free_breath,
    ),
    Rule(
        code="stretch-hold",
        about="a static stretch outside 10 to 30 s",
        reason="shorter does little, and longer is for no beginner",
        find=exercise.stretch_hold,
    ),
    Rule(
        code="core-hold",
        about="a core hold over 10 s",
        reason="long holds tire the back and stop the breath",
        find=exercise.core_hold,
    ),
    Rule(
        code="cat-camel-cycles",
        about="cat-camel outside 5 to 8 cycles",
        reason="fewer do not loosen the back, and more add nothing",
        find=exercise.cat_camel_cycles,
    ),
    Rule(
        code="cat-camel-held",
        about="a cat-camel that is held",
        reason="it is a motion, not a stretch",
        find=exercise.cat_camel_held,
    ),
    Rule(
        code="care-tag",
        about="a posture, a tension or a breath hold whose care tag is not in 'screen'",
        reason="who should ask first cannot know it",
        find=care.care_tag,
    ),
    Rule(
        code="caution-unspoken",
        about="a caution that is never spoken, or only under a condition",
        reason="who listens with closed eyes does not read it",
        find=structure.caution_unspoken,
    ),
    Rule(
        code="silence-unannounced",
        about="silence over 60 s that the text before it did not announce",
        reason="listeners wonder whether it still runs",
        find=silence.unannounced,
    ),
    Rule(
        code="time-named",
        about="a text that names a time before a silence that moves",
        reason="at another length the words are wrong",
        find=silence.names_time,
    ),
    Rule(
        code="voice-rate",
        about="a voice rate under 100 or over 170 words a minute",
        reason="slower drags and sounds unnatural, and faster cannot be followed",
        find=structure.voice_rate,
    ),
    Rule(
        code="no-closing",
        about="no closing",
        reason="who ends early would be left without an end",
        find=structure.no_closing,
    ),
    Rule(
        code="early-word",
        about="a first word under 3 s after the opening chime",
        reason="the chime is still loud, and nobody has settled",
        find=structure.early_word,
    ),
    Rule(
        code="unreachable-length",
        about="a declared length that the voice does not keep",
        reason="a length that is promised is kept",
        find=structure.length_not_kept,
        weight=Weight.ERROR,
        of_voice=True,
    ),
    Rule(
        code="length-hole",
        about="a hole in the lengths that can be had",
        reason="a listener who asks for a length within it is refused",
        find=structure.length_hole,
    ),
    Rule(
        code="over-overfull",
        about="an elastic 'over' that is shorter than what is in it by nature",
        reason="what follows does not come when it is meant to",
        find=passes.over_overfull,
    ),
    Rule(
        code="over-filled",
        about="an 'over' that words fill to its end",
        reason="with another voice what follows comes later",
        find=passes.over_filled,
    ),
)  # fmt: skip
"""In the order of the reference. An error is the only rule here that `allow` cannot accept."""
