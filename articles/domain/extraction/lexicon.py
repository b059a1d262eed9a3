"""The word lists, read once: which class a word of English belongs to."""

from pathlib import Path

from articles.domain.titles import HONOURS

_FOLDER = Path(__file__).parent / "words"
_DOUBLING = frozenset(("cut", "let", "hit", "set", "put", "run", "sit", "get", "win", "begin", "forget"))
_VOWELS = frozenset("aeiou")


def read_words(name: str) -> tuple[str, ...]:
    """The words of one list in their order, without its remarks."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


def _marked(name: str) -> dict[str, str]:
    """Each word in lower case with what stands after its slash, or nothing."""
    pairs = (word.partition("/") for word in read_words(name))
    return {word.lower(): mark for word, _, mark in pairs}


def _classes() -> dict[str, frozenset[str]]:
    lines = (_FOLDER / "grammar.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.partition(":") for line in lines if not line.startswith("#"))
    return {kind: frozenset(words.split()) for kind, _, words in parts}


def _third_person(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _ing(lemma: str, past: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return lemma[:-1] + "ing"
    doubled = past.startswith(lemma + lemma[-1]) or lemma in _DOUBLING
    return lemma + (lemma[-1] if doubled and not lemma.endswith("ing") else "") + "ing"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _forms(name: str) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Finite forms that are no bare lemma, -ing forms, past participles and lemmas of a list of verbs."""
    finite, ing, participles, lemmas = set(), set(), set(), set()
    for entry in read_words(name):
        lemma, _, irregular = entry.partition("/")
        past, _, participle = irregular.partition("/") if irregular else (_past(lemma), "", "")
        lemmas.add(lemma)
        finite |= {_third_person(lemma), past}
        participles.add(participle or past)
        ing.add(_ing(lemma, past))
    return frozenset(finite), frozenset(ing), frozenset(participles), frozenset(lemmas)


CUES, CUES_ING, CUES_PARTICIPLE, CUES_LEMMA = _forms("cues")
VERBS, VERBS_ING, VERBS_PARTICIPLE, VERBS_LEMMA = _forms("verbs")
NAMING = frozenset(read_words("naming"))
INVERTING = frozenset(read_words("inverting"))
GRAMMAR = _classes()

PERSON_NOUNS = _marked("person_nouns")
PUBLIC_POSTS = frozenset(read_words("public_posts"))
ORGANISATION_NOUNS = frozenset(read_words("organisation_nouns"))
DOCUMENT_NOUNS = frozenset(read_words("document_nouns"))
ORGANISATION_WORDS = frozenset(read_words("organisation_words"))
# Last words of things' and places' names; s where the word is a surname too.
THING_WORDS = _marked("thing_words")
PLACES = frozenset(read_words("places"))
DEMONYMS = frozenset(read_words("demonyms"))
TITLED_NOUNS = frozenset(read_words("titled_nouns"))
WORD_NOUNS = frozenset(read_words("word_nouns"))
NOUN_ENDINGS = read_words("noun_endings")
ABBREVIATIONS = frozenset(read_words("abbreviations"))

_TITLES = _marked("titles")
# A title's gender, empty where it has none.
TITLES = {word.replace("!", "").rstrip("."): mark.strip("!/") for word, mark in _TITLES.items()}
# Titles that are an office, and so tell a role.
OFFICES = frozenset(word.replace("!", "").rstrip(".") for word in _TITLES if "!" in word)

# Names of women and men alike, with whose they mostly are.
_MOSTLY = _marked("either_names")
EITHER = frozenset(_MOSTLY)
MALE = frozenset(name.lower() for name in read_words("male_names")) - EITHER
FEMALE = frozenset(name.lower() for name in read_words("female_names")) - EITHER
FORENAMES = MALE | FEMALE | EITHER
# Fore-names that alone may as well be a surname.
SURNAMES_TOO = frozenset(name.lower() for name in read_words("surnames_too"))
# Verbs of thought: beside a verb of speech, what one says that another thinks.
THOUGHT = frozenset(read_words("thought"))
PARTICLES = frozenset(
    [
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "ter",
        "ten",
        "zu",
        "of",
    ]
) - {"of"}
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv")) | HONOURS - {"ms"}


def gender_of_forename(name: str) -> str:
    """M or f, or empty where the name is not known or belongs to both."""
    low = name.lower()
    return "" if (low in MALE) == (low in FEMALE) else "m" if low in MALE else "f"


def likely_gender(name: str) -> str:
    """Whose a name of both mostly is; f for one no list knows that ends as women's mostly do; or empty."""
    low = name.lower()
    if low in _MOSTLY:
        return _MOSTLY[low]
    if low in FORENAMES or len(low) <= _SHORTEST or low in _MENS_IN_A:
        return ""
    return "f" if low.endswith(_WOMENS_ENDINGS) else ""


_SHORTEST = 3
_WOMENS_ENDINGS = ("a", "elle", "ette", "lyn", "lynn", "ine")
_MENS_IN_A = frozenset(
    (
        "joshua",
        "ezra",
        "luca",
        "mustafa",
        "elisha",
        "yehuda",
        "nikita",
        "sasha",
        "akira",
        "andrea",
        "isa",
        "musa",
    )
)
