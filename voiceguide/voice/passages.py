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
        return sum(character.isalpha() for sentence in self.sentences for character in sentence)


PASSAGES: Final = {
    "en": (
        "Lie down on your back and let your legs be long.",
        "Notice where your body touches the floor.",
        "Breathe in slowly through your nose, and let the breath go again.",
        "There is nothing else to do just now.",
        "When your thoughts have wandered, come back to this one breath.",
        "Press gently, hold, and release.",
    ),
    "de": (
        "Leg dich auf den Rücken und lass die Beine lang werden.",
        "Spüre, wo dein Körper den Boden berührt.",
        "Atme langsam durch die Nase ein und lass den Atem wieder gehen.",
        "Es gibt jetzt nichts anderes zu tun.",
        "Wenn deine Gedanken gewandert sind, komm zu diesem einen Atemzug zurück.",
        "Drücke sanft, halte, und lass los.",
    ),
    "fr": (
        "Allongez-vous sur le dos et laissez vos jambes se détendre.",
        "Remarquez les endroits où votre corps touche le sol.",
        "Inspirez lentement par le nez, puis laissez repartir le souffle.",
        "Il n'y a rien d'autre à faire en ce moment.",
        "Quand vos pensées se sont égarées, revenez à cette seule respiration.",
        "Appuyez doucement, tenez, et relâchez.",
    ),
    "es": (
        "Túmbate boca arriba y deja las piernas largas.",
        "Nota dónde toca tu cuerpo el suelo.",
        "Inspira despacio por la nariz y deja salir el aire otra vez.",
        "Ahora no hay nada más que hacer.",
        "Cuando tus pensamientos se hayan ido, vuelve a esta única respiración.",
        "Presiona con suavidad, mantén, y suelta.",
    ),
    "it": (
        "Sdraiati sulla schiena e lascia le gambe distese.",
        "Nota dove il tuo corpo tocca il pavimento.",
        "Inspira lentamente dal naso e lascia andare di nuovo il respiro.",
        "Adesso non c'è nient'altro da fare.",
        "Quando i pensieri si sono allontanati, torna a questo solo respiro.",
        "Premi piano, tieni, e lascia andare.",
    ),
    "nl": (
        "Ga op je rug liggen en laat je benen lang worden.",
        "Merk op waar je lichaam de vloer raakt.",
        "Adem langzaam in door je neus en laat de adem weer gaan.",
        "Er is nu verder niets te doen.",
        "Als je gedachten zijn afgedwaald, kom dan terug bij deze ene ademhaling.",
        "Druk zachtjes, houd vast, en laat los.",
    ),
    "pt": (
        "Deite-se de costas e deixe as pernas compridas.",
        "Repare onde o seu corpo toca o chão.",
        "Inspire devagar pelo nariz e deixe o ar sair outra vez.",
        "Agora não há mais nada para fazer.",
        "Quando os pensamentos se afastarem, volte a esta única respiração.",
        "Pressione com suavidade, segure, e solte.",
    ),
}
"""By language. A voice of any other is measured on the English ones: it reads the same letters in its own manner."""


def passage_of(language: str) -> Passage:
    """The passage for a BCP 47 tag."""
    short = language.lower().split("-")[0]
    known = short if short in PASSAGES else "en"
    return Passage(language=known, sentences=PASSAGES[known])
