"""Whatever the site says can be said in another language."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.http import HttpResponse, HttpResponseBase
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse
from django.utils import translation
from django.utils.translation import trans_real

from articles.domain.dates import PartialDate
from articles.models import Outlet, Proposition, PublicId, Stakeholder
from articles.web import errors
from articles.web.forms import CorpusFilterSet
from articles.web.records import FORMATS
from articles.web.site import NAME
from tests.web import pseudo
from tests.web.little_corpus import fill
from tools import page_kinds

pytestmark = pytest.mark.django_db

EVERY_PART = (
    "?organisation=kettle-union&organisation=-pot-society&person=tess-teapot&person=-sid-saucer&axis=milk"
    "&axis=-plain&stance=supports&stance=conditional&stance=none&stance=-mixed&stance=-unclear"
    "&proposition=milk-first&debate=-coffee&type=tea-house&country=42&outlet=-the-crumb&article-kind=news"
    "&quote-kind=direct&language=en&year=2020&after=2019&before=2024&asof=2025&q=7+8"
)
# Asked of every list.
QUESTIONS = [
    "",
    EVERY_PART,
    EVERY_PART.replace("=-", "=").replace("stance=none", "voice=own"),
    EVERY_PART.replace("=-", "=").replace("=", "=-") + "&voice=own",
    "?stance=opposes&sort=quotes",
    "?sort=speaker",
    "?sort=stakeholder",
    "?sort=title",
    "?sort=positions",
    "?stance=none",
    "?axis=none&axis=mixed&axis=unclear",
    "?per-page=10",
    "?per-page=10&page=2",
    "?page=999",
    f"?1=2&sort=3&per-page=4&page=x&after=5&axis=_&q={'6' * 201}",
    "?q=%00&" + "&".join(f"person={number}" for number in range(51)),
    "?person=tess-teapo&organisation=kettle&organisation=tea&outlet=crum&type=zzzz",
]
STYLES = {"APA", "Chicago", "MLA", "Wikipedia"}
# What a reader typed is shown as it was typed.
TYPED = {"tess-teapo", "kettle", "tea", "crum", "zzzz"}


@pytest.fixture(autouse=True)
def _made_up_language(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    catalogue = pseudo.Catalogue()
    read: Any = trans_real
    monkeypatch.setitem(read._translations, pseudo.CODE, catalogue)
    monkeypatch.setattr(read, "_default", catalogue)
    settings.CONTACT_EMAIL = "1@2.3"
    with translation.override(pseudo.CODE):
        yield


@pytest.fixture
def _corpus() -> None:
    fill()
    pseudo.write_data_in_greek()


def same_in_every_language() -> set[str]:
    """Names of site, styles and formats; ids; what was typed; the values of `sort` that a note tells."""
    listed = CorpusFilterSet.__subclasses__()
    ids = PublicId.objects.values_list("pk", flat=True)
    formats = {str(one.name) for one in FORMATS.values() if one.extension != "txt"}
    return {NAME, *STYLES, *formats, *ids, *TYPED, *(", ".join(one.sorts) for one in listed)}


def addresses() -> Iterator[tuple[str, str]]:
    """The name and each address of every public page, with all that the corpus has for the places in it."""
    issued = list(PublicId.objects.values_list("pk", "kind"))
    stand = Stakeholder.objects.published().filter(positions__isnull=False).distinct()
    people = list(stand.values_list("slug", flat=True))
    propositions = list(Proposition.objects.values_list("slug", flat=True))
    outlets = list(Outlet.objects.values_list("slug", flat=True))
    routes = list(page_kinds._named(get_resolver().url_patterns))
    lists = [name.removesuffix("-json") for name, _ in routes if name.endswith("-json")]
    for name, route in routes:
        kind = name.partition("-")[0].replace("person", "stakeholder").replace("organisation", "stakeholder")
        ids = [public_id for public_id, its_kind in issued if its_kind == kind]
        places = re.findall(r"<(?:\w+:)?(\w+)>", route)
        known = {
            "public_id": [*(ids or dict(issued)), "000", "00000000", "00000001", "_0000000"],
            "slug": ["0"] if "public_id" in places else [*propositions, *outlets, "0"],
            "stakeholder": people,
            "proposition": propositions,
        }
        if "." in route:
            continue  # data, for machines
        for values in product(*(known.get(place, ["1"]) for place in places)):
            address = reverse(name, kwargs=dict(zip(places, values, strict=True)))
            yield from ((name, address + question) for question in (QUESTIONS if name in lists else [""]))


def page_of(answer: HttpResponseBase) -> str:
    """The HTML of an answer; empty where it is of another kind."""
    is_page = isinstance(answer, HttpResponse) and answer.headers["Content-Type"].startswith("text/html")
    return answer.content.decode() if is_page else ""  # type: ignore[attr-defined]


@pytest.mark.usefixtures("_corpus")
def test_every_page_is_said_in_the_language_asked_for(client: Client) -> None:
    same = same_in_every_language()
    opened: set[str] = set()
    statuses: dict[str, int] = {}
    found: dict[tuple[str, str], str] = {}
    for name, address in addresses():
        answer, place = client.get(address), address
        if answer.status_code in (301, 302):
            place = answer.headers["Location"]
        if place not in statuses:
            answer = client.get(place) if place != address else answer
            statuses[place] = answer.status_code
            for words in pseudo.untranslated(page_of(answer), same):
                found.setdefault(words, place)
        if statuses[place] < 400:
            opened.add(name)

    said = [f"{where}: {words} (as on {place:.60})" for (where, words), place in found.items()]
    assert said == [], "\n".join(["", *said])
    # What none of these addresses opens was not looked at: give `addresses` what its places take.
    assert {name for name, _ in addresses()} - opened == set()


@pytest.mark.parametrize(
    "address", ["/", "/quotes/", "/positions/", "/stakeholders/", "/articles/", "/outlets/", "/propositions/"]
)
def test_an_empty_corpus_is_said_in_it(client: Client, address: str) -> None:
    assert pseudo.untranslated(page_of(client.get(address)), {NAME}) == []
    assert pseudo.untranslated(page_of(client.get(f"{address}?q=1")), {NAME}) == []


def test_errors_and_the_door_of_editors_are_said_in_it(client: Client) -> None:
    asked = RequestFactory().get("/0/")
    answers = {
        "400": errors.bad_request(asked, ValueError()),
        "403": errors.forbidden(asked, ValueError()),
        "404": client.get("/0/"),
        "500": errors.server_error(asked),
        "the admin": client.get("/admin/login/"),
        "the admin, refused": client.post("/admin/login/", {"username": "1", "password": "2"}),
    }

    pages = {name: page_of(answer) for name, answer in answers.items()}

    assert all("⟦" in page for page in pages.values())
    for name, page in pages.items():
        assert (name, pseudo.untranslated(page, {NAME})) == (name, [])


@pytest.mark.usefixtures("_corpus")
def test_what_the_corpus_says_keeps_its_own_language(client: Client) -> None:
    page = page_of(client.get("/propositions/milk-first/"))

    assert f'<html lang="{pseudo.CODE}">' in page
    assert '<h1 lang="en-GB" dir="ltr">Μιλκ φιρστ: ' in page
    with translation.override("en-gb"):
        assert "<h1>Μιλκ φιρστ: " in page_of(client.get("/propositions/milk-first/"))


def test_dates_follow_the_language(client: Client) -> None:
    printed = engines["django"].from_string("{% load corpus %}{{ date|in_words }}")
    days = [PartialDate.parse(text) for text in ("2022-07-30", "2022-07", "2022")]
    said = {}
    for code in ("en-gb", "de", "ja"):
        with translation.override(code):
            said[code] = [printed.render({"date": day}) for day in days]

    assert said == {
        "en-gb": ["30 July 2022", "July 2022", "2022"],
        "de": ["30. Juli 2022", "Juli 2022", "2022"],
        "ja": ["2022年7月30日", "2022年7月", "2022"],
    }


@pytest.mark.parametrize(
    ("template", "where"),
    [
        ("<p>Never wrapped</p>", "text"),
        ("<p>⟦ŕíǵħť⟧ Never wrapped</p>", "text"),
        ('<a href="/words/" title="Never wrapped">1</a>', "a title"),
        ('<img src="words.png" alt="Never wrapped">', "img alt"),
        ('<nav aria-label="Never wrapped"></nav>', "nav aria-label"),
        ('<input type="search" name="q" placeholder="Never wrapped">', "input placeholder"),
        ('<input type="submit" value="Never wrapped">', "input value"),
        ('<td data-label="Never wrapped">1</td>', "td data-label"),
        ('<meta name="description" content="Never wrapped">', "meta content"),
        ('<meta property="og:title" content="Never wrapped">', "meta content"),
        ('<script type="application/ld+json">{"name": "Never wrapped"}</script>', "structured data"),
        ("{% blocktranslate with part='Never wrapped' %}Said: {{ part }}{% endblocktranslate %}", "text"),
    ],
)  # fmt: skip
def test_one_word_without_a_translation_is_found(template: str, where: str) -> None:
    page = engines["django"].from_string(
        f"{{% load i18n %}}<p>{{% translate 'All is well.' %}}</p>{template}"
    )

    assert pseudo.untranslated(page.render()) == [(where, "Never wrapped")]


@pytest.mark.parametrize(
    "template",
    [
        "<p>{% translate 'Said' %} {% translate 'Said' context 'twice' %} Τεσσ, 30 · http://words.example/</p>",
        "{% blocktranslate count n=2 %}{{ n }} cup{% plural %}{{ n }} <b>cups</b>{% endblocktranslate %}",
        "<p>{% now 'j F Y' %} <code>?parameter=value</code> {{ 'Τεσσ Τεαποτ'|truncatechars:7 }}</p>",
        '<link rel="words"><script>words</script><a href="/words/" class="words" lang="en">1</a>',
    ],
)
def test_what_is_translated_data_or_code_is_passed_over(template: str) -> None:
    page = engines["django"].from_string("{% load i18n %}" + template).render()

    assert pseudo.untranslated(page) == []
