"""What a voice reads aloud to have its rate and its loudness measured: the same few sentences in each language.

They are the kind of sentences that sessions are made of, long and short, without numbers.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Sentences that are spoken one by one, as those of a session are."""

    language: str
    sentences: tuple[str, ...]

    @property
    def words(self) -> int:
        """What is between blanks."""
        return sum(len(sentence.split()) for sentence in self.sentences)

    @property
    def letters(self) -> int:
        """Neither blanks nor punctuation."""
        return sum(map(letters_of, self.sentences))

    @property
    def brief(self) -> tuple[str, ...]:
        """Two sentences that tell most of it: the longest and the second shortest, within 4 % in six languages."""
        ordered = sorted(self.sentences, key=letters_of)
        return ordered[-1], ordered[1]


def letters_of(sentence: str) -> int:
    """How many letters a sentence has."""
    return sum(character.isalpha() for character in sentence)


PASSAGES: Final = {
    "en": (
        "Lie down on your back, and let your legs be long.",
        "Take your time.",
        "Notice where your body meets the floor.",
        "Breathe in slowly, and let the breath go again.",
        "There is nothing else to do.",
        "If your mind has wandered, come back to this one breath.",
        "Press gently, hold, and release.",
        "Let the weight of your arms sink into the ground.",
    ),
    "de": (
        "Leg dich auf den Rücken, und lass die Beine lang werden.",
        "Nimm dir Zeit.",
        "Spüre, wo dein Körper den Boden berührt.",
        "Atme langsam ein, und lass den Atem wieder gehen.",
        "Es gibt nichts anderes zu tun.",
        "Wenn deine Gedanken wandern, komm zu diesem Atemzug zurück.",
        "Drücke sanft, halte, und lass los.",
        "Lass das Gewicht deiner Arme in den Boden sinken.",
    ),
    "fr": (
        "Allongez-vous sur le dos, et laissez vos jambes se détendre.",
        "Prenez votre temps.",
        "Sentez où votre corps touche le sol.",
        "Inspirez lentement, et laissez repartir le souffle.",
        "Il n'y a rien d'autre à faire.",
        "Si vos pensées s'égarent, revenez à cette respiration.",
        "Appuyez doucement, tenez, et relâchez.",
        "Laissez le poids de vos bras s'enfoncer dans le sol.",
    ),
    "es": (
        "Túmbate boca arriba, y deja las piernas largas.",
        "Tómate tu tiempo.",
        "Nota dónde toca tu cuerpo el suelo.",
        "Inspira despacio, y deja salir el aire otra vez.",
        "No hay nada más que hacer.",
        "Si tu mente se ha ido, vuelve a esta única respiración.",
        "Presiona con suavidad, mantén, y suelta.",
        "Deja que el peso de tus brazos se hunda en el suelo.",
    ),
    "it": (
        "Sdraiati sulla schiena, e lascia le gambe distese.",
        "Prenditi il tuo tempo.",
        "Nota dove il tuo corpo tocca il pavimento.",
        "Inspira lentamente, e lascia andare di nuovo il respiro.",
        "Non c'è nient'altro da fare.",
        "Se la mente si è allontanata, torna a questo respiro.",
        "Premi piano, tieni, e lascia andare.",
        "Lascia che il peso delle braccia affondi nel suolo.",
    ),
    "nl": (
        "Ga op je rug liggen, en laat je benen lang worden.",
        "Neem de tijd.",
        "Merk op waar je lichaam de vloer raakt.",
        "Adem langzaam in, en laat de adem weer gaan.",
        "Er is verder niets te doen.",
        "Als je gedachten afdwalen, kom dan terug bij deze ademhaling.",
        "Druk zachtjes, houd vast, en laat los.",
        "Laat het gewicht van je armen in de grond zakken.",
    ),
    "pt": (
        "Deite-se de costas, e deixe as pernas compridas.",
        "Leve o seu tempo.",
        "Repare onde o seu corpo toca o chão.",
        "Inspire devagar, e deixe o ar sair outra vez.",
        "Não há mais nada para fazer.",
        "Se a sua mente se afastou, volte a esta respiração.",
        "Pressione com suavidade, segure, e solte.",
        "Deixe o peso dos seus braços afundar no chão.",
    ),
}
"""By language. A voice of any other is measured on the English ones: it reads the same letters in its own manner."""


def passage_of(language: str) -> Passage:
    """The passage for a BCP 47 tag."""
    short = language.lower().split("-")[0]
    known = short if short in PASSAGES else "en"
    return Passage(language=known, sentences=PASSAGES[known])
