"""BibTeX, in the fields and types of biblatex."""

import re

from articles.domain.citations.citation import Citation, one_line
from articles.domain.citations.names import Author

# biblatex 3.x, 2.2: what LaTeX takes for a command. A brace is a command of its own, because BibTeX counts
# braces whether or not a backslash stands before them.
_COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
}
# Two of these in a row are printed as another sign: a dash, a quotation mark.
_LIGATURES = re.compile(r"([-',])(?=\1)")
# babel's names of languages, which biblatex hyphenates and sorts by.
_LANGUAGES = {
    "bg": "bulgarian", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "fi": "finnish", "fr": "french", "hr": "croatian", "hu": "magyar",
    "it": "italian", "lt": "lithuanian", "lv": "latvian", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak", "sl": "slovene", "sv": "swedish",
    "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip


def bibtex(cited: Citation) -> str:
    """One `@online` entry (biblatex, 2.1.1), in UTF-8; the words are its abstract.

    Dates are ISO 8601 as far as they are known (2.3.8), addresses verbatim.
    """
    fields = {
        "author": " and ".join(_author(author) for author in cited.authors),
        "title": escaped(cited.title),
        "organization": escaped(cited.outlet_beside_authors),
        "date": str(cited.published),
        "url": cited.url,
        "urldate": cited.accessed.isoformat(),
        "langid": _LANGUAGES.get(cited.language.partition("-")[0].lower(), ""),
        "abstract": escaped(cited.in_marks_on_one_line),
        "note": escaped(cited.note),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{cited.key},\n{lines}}}\n"


def escaped(text: str) -> str:
    """The text as LaTeX prints it, on one line."""
    spelt = "".join(_COMMANDS.get(character, character) for character in one_line(text))
    return _LIGATURES.sub(r"\1{}", spelt)


def _author(author: Author) -> str:
    """Family name first; in braces what BibTeX would else take apart (biblatex, 2.3.3)."""
    if not author.given:
        return f"{{{escaped(author.family)}}}"
    return f"{_part(author.family)}, {_part(author.given)}"


def _part(name: str) -> str:
    text = escaped(name)
    return f"{{{text}}}" if "," in text or " and " in f" {text.lower()} " else text
