"""Who should ask a doctor or physiotherapist before a session: what each care tag of a script means."""

from typing import Final

CARE: Final = {
    "breath_hold": "you are pregnant, or have a heart or lung disease, high blood pressure that is not under control,"
    " epilepsy, glaucoma or panic attacks: the breath is held",
    "breath_focus": "attention to your breath brings on panic or breathlessness, or old frights: attend to your feet or"
    " hands, or to sounds",
    "imagery": "pictures in your mind can overwhelm you: keep your eyes open and look around",
    "long_stillness": "long quiet has troubled you before, or you live with a psychosis, mania or severe depression:"
    " take something shorter, with open eyes or with movement",
    "tense": "you have a spasm, an injury, an operation not long ago, a hernia or high blood pressure that is not under"
    " control: only let go, without tensing",
    "floor": "you cannot get up from the floor alone: use a chair or a bed",
    "supine": "you are more than four months pregnant, or lying on your back gives you heartburn or takes your breath:"
    " lie on your left side, or sit",
    "prone": "you are pregnant, or have trouble with your neck or an operated belly: choose hands and knees",
    "hands_knees": "your wrists, knees or shoulders do not bear weight: stand, with your hands on a table",
    "spine_flexion": "you have brittle bones, a fresh disc problem, or got up less than an hour ago: keep your back"
    " straight",
    "spine_extension": "bending backwards hurts your back or sends pain into your legs: stay in the middle",
    "standing": "you fall easily or get dizzy: hold on to something, or sit",
    "walking": "you fall easily or get dizzy: walk where you can hold on, or sit",
    "food": "you have an allergy, trouble with swallowing or an eating disorder: use tea, or a thing to look at",
    "hot_water_sharp": "your hands do not feel heat or sharpness well: choose another chore",
    "drowsy": "you are driving, working a machine, bathing, or alone with a child: do not start it now",
}
"""Every care tag, as the rest of the sentence `Ask first if …`, with what to do instead."""
