"""A quote is added on one page in one go, errors stand beside their fields, and nothing typed is lost."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from articles.models import Article, Position, Quote, Stakeholder, Status
from tests.admin.forms import Data, fields_of
from tests.factories import (
    make_article,
    make_organisation,
    make_outlet,
    make_proposition,
    make_quote,
    make_stakeholder,
    make_type,
)

pytestmark = pytest.mark.django_db
PASSAGE = "The kettle sang.\r\n\r\nShe said: “Milk goes in first,” and poured."


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("edith"))
    return client


@pytest.fixture
def known() -> Article:
    make_stakeholder()
    make_proposition()
    return make_article()


def typed(article: Article | None = None, **options: Any) -> Data:
    url = article.addresses.get().url if article else "https://leaf.example/new"
    return {
        "url": url,
        "article_kind": "news",
        "passage": PASSAGE,
        "words": "Milk goes in first",
        "kind": "direct",
        "language": "en",
        "speaker": "Tess Teapot",
        "speaker_is": "known",
        "stands-TOTAL_FORMS": "3",
        "stands-INITIAL_FORMS": "0",
        **{f"stands-{number}-confidence": "high" for number in range(3)},
    } | options


def send(editor: Client, data: Data) -> Any:
    return editor.post(reverse("admin:new_quote"), data)


def errors(page: Any) -> dict[str, list[str]]:
    """What stands beside which field."""
    found = {name: list(said) for name, said in page.context["form"].errors.items()}
    for number, form in enumerate(page.context["stands"]):
        found |= {f"stands-{number}-{name}": list(said) for name, said in form.errors.items()}
    return found


def test_a_quote_from_a_known_article_with_a_position_leads_to_its_preview(
    editor: Client, known: Article
) -> None:
    milk = make_proposition().current
    spelt = known.addresses.get().url.replace("https://", "http://www.") + "/?utm_source=feed"
    data = typed(known, url=spelt, **{"stands-0-proposition": milk.pk, "stands-0-stance": "supports"})

    answer = send(editor, data)

    quote = Quote.objects.get()
    assert answer.url == reverse("admin:articles_quote_preview", args=[quote.pk])
    assert (quote.article, quote.exact, quote.speaker_printed) == (known, "Milk goes in first", "Tess Teapot")
    assert Position.objects.get().evidence.get().quote == quote
    assert quote.history.get().history_change_reason == "Added by hand"


def test_a_new_article_takes_the_outlet_of_its_host(editor: Client, known: Article) -> None:
    send(editor, typed(title="New", date="2021-05"))
    new = Article.objects.latest("pk")
    assert (new.outlet, new.title, str(new.date)) == (known.outlet, "New", "2021-05")


def test_what_a_new_address_needs_is_asked_for_beside_its_field(editor: Client) -> None:
    make_stakeholder()
    page = send(editor, typed(outlet="The Dayly Leaf"))
    assert errors(page) == {
        "outlet": ["No outlet of that name is known: tick “new” to add it."],
        "date": ["This address is not known yet: say when the article appeared."],
        "title": ["This address is not known yet: give the title of the article."],
    }
    make_outlet("The Daily Leaf")
    page = send(editor, typed(outlet="The Dayly Leaf", date="2021", title="New"))
    assert "Did you mean “The Daily Leaf”?" in errors(page)["outlet"][0]
    assert errors(send(editor, typed(date="2021", title="New"))) == {
        "outlet": ["No outlet is known at that address: give its name."]
    }


BESIDE: list[tuple[Data, str, str]] = [
    ({"url": "no address"}, "url", "Enter a valid URL."),
    ({"words": "Milk goes in last"}, "words", "The words do not stand in this text."),
    ({"passage": ""}, "passage", "No text of this article is kept"),
    ({"speaker": "Tess Tepot"}, "speaker", "Did you mean “Tess Teapot”?"),
    ({"speaker": "Tess Teapot", "speaker_is": "person"}, "speaker", "is known here already"),
    ({"speaker": "Cara Caddy", "speaker_is": "person"}, "speaker_type", "needs a type"),
    ({"on_behalf_of": "Tess Teapot"}, "on_behalf_of", "this is a person"),
    ({"said": "yesterday"}, "said", "is no date"),
    ({"language": "English please"}, "language", "A language tag"),
    ({"stands-0-stance": "supports"}, "stands-0-proposition", "Choose the proposition"),
    ({"stands-0-proposition": "1"}, "stands-0-stance", "Choose the stance."),
    ({"stands-0-confidence": "medium", "stands-0-proposition": "1"}, "stands-0-note", "needs a note"),
    ({"stands-0-stance": "conditional", "stands-0-proposition": "1"}, "stands-0-condition", "A condition"),
]


@pytest.mark.parametrize(("wrong", "field", "said"), BESIDE)
def test_an_error_stands_beside_its_field_and_nothing_typed_is_lost(
    editor: Client, known: Article, wrong: Data, field: str, said: str
) -> None:
    data = typed(known, why="Seen.", role_printed="pourer") | wrong
    if data.get("stands-0-proposition"):
        data["stands-0-proposition"] = str(make_proposition().current.pk)

    page = send(editor, data)

    assert page.status_code == 200
    assert said in " ".join(errors(page)[field])
    sent_back = fields_of(page.content.decode())
    assert {name: sent_back[name][0] for name in data} == data
    assert not Quote.objects.exists()


def test_the_same_words_twice_are_refused_with_a_link_to_the_quote_that_has_them(
    editor: Client, known: Article
) -> None:
    send(editor, typed(known))
    page = send(editor, typed(known)).content.decode()
    first = Quote.objects.get()
    assert "These words are already quoted from this article." in page
    assert f'<a href="{reverse("admin:articles_quote_change", args=[first.pk])}">' in page


def test_new_people_labels_and_organisations_spoken_for(editor: Client, known: Article) -> None:
    union, kind = make_organisation(), make_type()
    cara = {"speaker": "Cara Caddy", "speaker_is": "person", "speaker_type": kind.pk}
    send(editor, typed(known, on_behalf_of="KETTLE union") | cara)
    send(editor, typed(known, words="The kettle sang", speaker="a spokesperson", speaker_is="unnamed"))
    assert Stakeholder.objects.get(name="Cara Caddy").status == Status.CODED
    assert [(one.speaker_name, one.on_behalf_of) for one in Quote.objects.order_by("pk")] == [
        ("Cara Caddy", union),
        ("a spokesperson", None),
    ]


def test_a_new_organisation_that_is_spoken_for_comes_with_its_type(editor: Client, known: Article) -> None:
    send(editor, typed(known, on_behalf_of="Kettle Union", on_behalf_of_type=make_type().pk))
    union = Quote.objects.get().on_behalf_of
    assert union is not None
    assert (union.name, union.kind, union.status) == ("Kettle Union", "organisation", Status.CODED)


def test_looking_an_address_up_keeps_nothing_and_says_what_is_known(editor: Client, known: Article) -> None:
    page = send(editor, typed(known, _look="1")).content.decode()
    address = reverse("admin:articles_article_change", args=[known.pk])
    assert f'<a href="{address}">A storm in a cup</a>' in page
    assert not Quote.objects.exists()


def test_another_from_the_same_article_is_one_button_away(editor: Client, known: Article) -> None:
    answer = send(editor, typed(known, _another="1"))
    assert fields_of(editor.get(answer.url).content.decode())["url"] == [known.addresses.get().url]


def test_names_are_offered_while_typed(editor: Client) -> None:
    make_stakeholder("Zoë Infuser")
    make_stakeholder("Gone Infuser", published=False, status=Status.REJECTED)
    address = reverse("admin:stakeholder_names")
    assert editor.get(address, {"q": "ZOE in"}).json() == {
        "names": [{"name": "Zoë Infuser", "about": "Person"}]
    }
    assert editor.get(address, {"q": "z"}).json() == {"names": []}


def test_the_page_is_for_those_who_may_add_what_it_adds(client: Client) -> None:
    coder = User.objects.create_user("cora", is_staff=True)
    client.force_login(coder)
    assert client.get(reverse("admin:new_quote")).status_code == 403
    for table in ("quote", "article", "position", "stakeholder"):
        coder.user_permissions.add(Permission.objects.get(codename=f"add_{table}"))
    assert client.get(reverse("admin:new_quote")).status_code == 200


def test_a_draft_is_looked_at_and_published_with_all_it_rests_on(editor: Client, known: Article) -> None:
    milk = make_proposition().current
    Stakeholder.objects.all().delete()
    kind = make_type()
    new = {"speaker": "Cara Caddy", "speaker_is": "person", "speaker_type": kind.pk}
    data = typed(date="2021", title="New") | new
    preview = send(editor, data | {"stands-0-proposition": milk.pk, "stands-0-stance": "supports"}).url

    page = editor.get(preview)

    shown = page.content.decode()
    assert "Preview: not public." in shown
    assert '<meta name="robots" content="noindex">' in shown
    assert "no-store" in page.headers["Cache-Control"]
    assert "/q/not-yet-public/" in shown
    assert "Cara Caddy supports: Milk first (2021)" in shown
    assert "Give a reason" in editor.post(preview, {"why": ""}, follow=True).content.decode()
    assert not Quote.objects.published().exists()

    editor.post(preview, {"why": "checked"})

    (quote,) = Quote.objects.published()
    assert editor.get(quote.get_absolute_url()).status_code == 200
    assert Position.objects.get().is_published


def test_a_preview_says_what_stands_against_publishing(editor: Client) -> None:
    quote = make_quote(published=False, body="Nothing of the kind.")
    preview = reverse("admin:articles_quote_preview", args=[quote.pk])
    assert "The quote has no span" in editor.get(preview).content.decode()
    assert "Not published" in editor.post(preview, {"why": "x"}, follow=True).content.decode()
    assert quote.verifications.count() == 0


def test_previews_are_for_editors_and_exist_for_every_kind(editor: Client) -> None:
    quote = make_quote(published=False, speaker=make_stakeholder(published=False))
    for record in (quote, quote.speaker, quote.article):
        assert record is not None
        address = reverse(f"admin:articles_{record._meta.model_name}_preview", args=[record.pk])
        assert "Preview: not public." in editor.get(address).content.decode()
        assert Client().get(address).status_code == 302
        assert editor.get(address.replace(f"/{record.pk}/", "/999/")).status_code == 404
