"""Things to cite, plainly invented: one for each turn that a reference can take."""

from dataclasses import replace
from datetime import date

from articles.domain.citations.citation import Citation, Form, Kind
from articles.domain.citations.names import Author
from articles.domain.dates import PartialDate

PLAIN = Citation(
    public_id="b1vb361t",
    form=Form.QUOTATION,
    words="Milk goes in first.",
    speaker="Tess Teapot",
    contributor=Author.parse("Tess Teapot"),
    role="chief pourer",
    organisation="Kettle Union",
    title="A storm in a cup",
    authors=(Author.parse("Una van der Urn"),),
    outlet="The Daily Leaf",
    kind=Kind.NEWS,
    published=PartialDate.parse("2020-02-03"),
    language="en",
    source="https://leaf.example/a-storm-in-a-cup",
    archived="https://web.archive.org/web/20200204050607/https://leaf.example/a-storm-in-a-cup",
    permanent="https://record.example/q/b1vb361t/",
    accessed=date(2026, 9, 5),
)
CITED = {
    "news-with-archived-copy": PLAIN,
    "no-author-and-a-month": replace(
        PLAIN, authors=(), archived="", role="", organisation="", published=PartialDate.parse("2020-09"),
        title="Does milk belong in tea?",
    ),
    "organisation-as-author-and-a-year": replace(
        PLAIN, kind=Kind.PRESS_RELEASE, outlet="Kettle Union", authors=(Author.parse("Kettle Union"),),
        published=PartialDate.parse("2019"), title="We pour “first”.", speaker="a spokesperson",
        contributor=None, role="",
        archived="https://copies.example/7", archived_on=date(2020, 1, 2), language="fr-CA",
    ),
    "many-authors": replace(
        PLAIN, kind=Kind.REPORT, outlet="Leaf Institute", archived="",
        authors=tuple(Author.parse(f"Ann-Marie B. Brewer{number}") for number in range(1, 23)),
    ),
    "two-authors-and-the-speaker-among-them": replace(
        PLAIN, kind=Kind.POST, authors=(Author.parse("Tess Teapot"), Author.parse("Dr. Sam Samovar Jr.")),
        archived="",
    ),
    "no-address": replace(PLAIN, kind=Kind.PARLIAMENT, source="", archived="", outlet="House of Leaves"),
    "our-own-description": replace(
        PLAIN, title="[Interview on pouring]", described=True, kind=Kind.SPEECH, archived="", authors=(),
    ),
    "signs-that-formats-keep-for-themselves": replace(
        PLAIN,
        words="50% of $5 & {tea}_leaf #1 ~ ^ \\ | = [[pot]] <ref> ''or'' -- “so”\nER  - next\x0b}}",
        title="R&D: \"Tea\" {and} milk | 100% = [all]?",
        outlet="Leaf & Sons_{Ltd}",
        authors=(Author("Leaf and Bud, Ltd"), Author("O’Pot and Sons", "Ed_die")),
        source="https://leaf.example/a b/{c}|[d]?q=1&r=%20#part",
        archived="https://copies.example/undated",
    ),
    "right-to-left-and-signs-beyond-letters": replace(
        PLAIN, words="الحليب أولاً 🫖☕️", speaker="سارة الشاي",
        contributor=Author.parse("سارة الشاي"), role="", organisation="", title="عاصفة في فنجان 🌪️",
        outlet="صحيفة الورقة", authors=(Author.parse("ليلى الإبريق"), Author.parse("茶太郎")),
        language="ar", archived="",
    ),
    "runs-of-words-with-something-left-out-between": replace(
        PLAIN, words="Milk goes in first.\nThen […] the tea.", archived="",
        runs=("Milk goes in first.", "Then", "the tea."),
    ),
    "one-long-word": replace(PLAIN, words="Milk" * 60, title="Tea" * 60, archived=""),
    "the-outlets-own-words": replace(PLAIN, form=Form.PASSAGE, words="Ms Teapot praised milk.", archived=""),
    "a-reference-page": replace(
        PLAIN, kind=Kind.REFERENCE, authors=(), archived="", title="Tea",
        outlet="Leafpedia",
    ),
    "a-position": Citation(
        public_id="p1vb361t",
        form=Form.POSITION,
        words="Tess Teapot wants milk poured first.",
        speaker="Tess Teapot",
        title="Tess Teapot on “Milk first”: supports (3 February 2020)",
        authors=(Author("On the Record"),),
        outlet="On the Record",
        kind=Kind.RECORD,
        published=PartialDate.parse("2026-01-02"),
        language="en",
        permanent="https://record.example/p/p1vb361t/",
        accessed=date(2026, 9, 5),
        receipts=("“A storm in a cup,” The Daily Leaf, 3 February 2020",),
    ),
}  # fmt: skip
