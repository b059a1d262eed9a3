"""The review desk: an article in, its suggestions decided one by one, then published together."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.actions.roles import Role
from articles.models import Article, Outlet, Position, Quote, ReviewStep, Stakeholder
from articles.queries.review import usefulness
from tests.admin.forms import fields_of
from tests.factories import make_editor, make_proposition, make_stakeholder, make_type
from tests.shared_folder import shared_folder

pytestmark = pytest.mark.django_db
IMPORT = "/admin/articles/article/import/"
BODY = """“Milk goes in first,” said Tess Teapot. She poured.
“Nobody asked,” Otto Oolong told the Daily Leaf.
“It was cold,” said a spokesman for the tea house."""
SCRIPT = {"X-Review-Desk": "yes"}


@pytest.fixture
def edith() -> User:
    return make_editor()


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def imported(desk: Client, **given: Any) -> Article:
    told = {"pasted": BODY, "outlet": "The Daily Leaf", "date": "2024-05-06", "title": "Row"} | given
    assert desk.post(IMPORT, told).status_code == 302
    return Article.objects.get()


def address(article: Article) -> str:
    return reverse("admin:review_desk", args=[article.pk])


def quote(words: str) -> Quote:
    return Quote.objects.get(exact=words)


def do(desk: Client, article: Article, verb: str, value: Any, *, script: bool = False) -> Any:
    """Press a button of the desk as it is shown now."""
    told = fields_of(desk.get(address(article)).content.decode()) | {verb: value}
    return desk.post(address(article), told, headers=SCRIPT if script else {})


def test_a_pasted_article_leads_to_its_desk_with_every_quotation_marked(desk: Client) -> None:
    tess = make_stakeholder()
    article = imported(desk)
    page = desk.get(address(article)).content.decode()
    for words in ("Milk goes in first", "Nobody asked", "It was cold"):
        assert f'data-quotes="{quote(words).pk}">{words}</mark>' in page
    assert quote("Milk goes in first").speaker == tess
    assert "<b>3</b> to decide, 0 done." in page


def test_a_file_is_read_and_what_it_lacks_is_asked_for_without_losing_what_was_typed(desk: Client) -> None:
    file = SimpleUploadedFile("row.json", b'["<p>It rained.</p>", "<p>A lot.</p>"]')
    page = desk.post(IMPORT, {"file": file, "title": "Rain"}).content.decode()
    assert "It does not say its outlet and its date: give it with the import." in page
    assert 'value="Rain"' in page
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({}, "Give an address, choose a file, or paste the text."),
        ({"file": SimpleUploadedFile("a.txt", b"\xff\xfe\x00")}, "Nothing was imported."),
        ({"file": SimpleUploadedFile("a.json", b'["a", 1]')}, "2"),
        ({"url": "http://127.0.0.1/"}, "Nothing was imported."),
        ({"url": "ftp://leaf.example/"}, "Nothing was imported."),
        ({"pasted": "It rained.", "date": "yesterday"}, "Nothing was imported."),
        (
            {"pasted": "It rained.", "file": SimpleUploadedFile("a.txt", b"It rained.")},
            "Paste the text or choose a file, not both.",
        ),
    ],
)
def test_bad_input_is_named_and_nothing_is_kept(desk: Client, given: dict[str, Any], problem: str) -> None:
    page = desk.post(IMPORT, given)
    assert page.status_code == 200
    assert problem in page.content.decode()
    assert not Article.objects.exists()
    assert not Outlet.objects.exists()


def test_a_known_speaker_is_accepted_with_one_press_and_the_next_is_shown(desk: Client, edith: User) -> None:
    make_stakeholder()
    article = imported(desk)
    milk, asked = quote("Milk goes in first"), quote("Nobody asked")

    answer = do(desk, article, "accept", milk.pk)

    milk.refresh_from_db()
    assert (milk.status, milk.confirmed_by) == ("coded", edith)
    assert answer.headers["Location"] == f"{address(article)}#q-{asked.pk}"


def test_to_a_script_only_what_changed_is_sent(desk: Client) -> None:
    make_stakeholder()
    article = imported(desk)
    milk, asked = quote("Milk goes in first"), quote("Nobody asked")

    told = do(desk, article, "accept", milk.pk, script=True).json()

    groups = [f"group-{name}" for name in ("open", "doubtful", "done")]
    assert sorted(told["parts"]) == sorted([f"q-{milk.pk}", "p-1", "desk-head", *groups])
    assert "Coded" in told["parts"][f"q-{milk.pk}"]
    assert (told["failed"], told["next"]) == (False, asked.pk)


def test_somebody_new_is_completed_in_the_form_with_a_stance(desk: Client) -> None:
    make_type()
    make_proposition()
    article = imported(desk)
    asked = quote("Nobody asked")
    form = reverse("admin:review_quote", args=[article.pk, asked.pk])
    assert do(desk, article, "accept", asked.pk).headers["Location"] == form

    told = fields_of(desk.get(form).content.decode())
    assert (told["speaker"], told["speaker_is"]) == (["Otto Oolong"], ["person"])
    refused = desk.post(form, told)
    assert "A new stakeholder needs a type." in refused.content.decode()
    told |= {"speaker_type": str(make_type().pk)}
    told |= {"stands-0-proposition": str(make_proposition().current.pk), "stands-0-stance": "opposes"}
    desk.post(form, told)

    asked.refresh_from_db()
    assert (str(asked.speaker), asked.status) == ("Otto Oolong", "coded")
    assert Position.objects.get().stance == "opposes"


def test_words_are_corrected_by_their_offsets_or_by_typing_them(desk: Client) -> None:
    make_stakeholder()
    article = imported(desk)
    milk = quote("Milk goes in first")
    form = reverse("admin:review_quote", args=[article.pk, milk.pk])
    told = fields_of(desk.get(form).content.decode())

    desk.post(form, told | {"words": "Milk", "spans": "1-5"})
    milk.refresh_from_db()
    assert (milk.exact, [(span.start, span.end) for span in milk.spans.all()]) == ("Milk", [(1, 5)])

    told = fields_of(desk.get(form).content.decode())
    desk.post(form, told | {"words": "goes in first"})
    milk.refresh_from_db()
    assert milk.exact == "goes in first"

    told = fields_of(desk.get(form).content.decode())
    wrong = desk.post(form, told | {"words": "Milk goes in last"}, headers=SCRIPT)
    assert wrong.status_code == 422
    assert "The words do not stand in this text." in wrong.content.decode()


def test_every_other_step_is_taken_and_undone(desk: Client) -> None:
    make_stakeholder()
    article = imported(desk)
    milk, asked = quote("Milk goes in first"), quote("Nobody asked")
    do(desk, article, "reject", asked.pk)
    do(desk, article, "add", f"{BODY.index('She poured')}-{BODY.index('She poured') + 10}")
    do(desk, article, "join", milk.pk)
    assert quote("Milk goes in first […] She poured").status == "suggested"
    do(desk, article, "split", milk.pk)
    kinds = list(ReviewStep.objects.values_list("kind", flat=True))
    assert kinds == ["rejected", "added", "joined", "split"]
    for _step in kinds:
        do(desk, article, "undo", "yes")
    assert sorted(Quote.objects.values_list("exact", "status")) == [
        ("It was cold", "suggested"),
        ("Milk goes in first", "suggested"),
        ("Nobody asked", "suggested"),
    ]
    told = do(desk, article, "undo", "yes", script=True)
    assert (told.status_code, told.json()["said"]) == (409, "There is nothing to undo.")


def test_a_second_editor_is_told_and_decides_nothing_unseen(desk: Client) -> None:
    make_stakeholder()
    article = imported(desk)
    milk = quote("Milk goes in first")
    opened = fields_of(desk.get(address(article)).content.decode())
    do(desk, article, "accept", milk.pk)
    told = desk.post(address(article), opened | {"reject": milk.pk}, headers=SCRIPT)
    assert told.status_code == 409
    assert told.json()["said"].startswith("Somebody else changed this quote meanwhile")
    assert quote("Milk goes in first").status == "coded"


def test_what_was_reviewed_is_published_together_with_what_it_rests_on(desk: Client) -> None:
    make_stakeholder(published=False)
    article = imported(desk)
    do(desk, article, "accept", quote("Milk goes in first").pk)
    publish = reverse("admin:review_publish", args=[article.pk])
    page = desk.get(publish).content.decode()
    assert "1 quote becomes public" in page
    assert "2 suggestions are not decided yet, and stay unpublished." in page

    desk.post(publish, fields_of(page))

    assert list(Quote.objects.published()) == [quote("Milk goes in first")]
    article.refresh_from_db()
    assert article.is_published
    assert Stakeholder.objects.get().is_published


def test_the_queue_shows_what_waits_and_what_the_suggestions_are_worth(desk: Client) -> None:
    make_stakeholder()
    article = imported(desk)
    do(desk, article, "accept", quote("Milk goes in first").pk)
    do(desk, article, "reject", quote("Nobody asked").pk)
    page = desk.get("/admin/articles/article/review/").content.decode()
    assert f'href="{address(article)}"' in page
    assert "<td>50 %</td>" in page


def test_the_share_that_is_quoted_warns_at_the_limit_of_the_outlet(desk: Client) -> None:
    article = imported(desk)
    Outlet.objects.update(quote_limit=20)
    page = desk.get(address(article)).content.decode()
    assert 'class="review__over"' in page
    assert "its outlet allows 20 %" in page


def test_the_desk_is_for_coders_and_publishing_for_those_who_may(client: Client, desk: Client) -> None:
    article = imported(desk)
    client.force_login(make_editor("carl", role=Role.CODER))
    assert client.get(address(article)).status_code == 200
    assert client.get(reverse("admin:review_publish", args=[article.pk])).status_code == 403
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert client.get(address(article)).status_code == 403
    assert client.get(IMPORT).status_code == 403


def test_an_article_without_a_text_says_what_to_do(desk: Client) -> None:
    article = imported(desk)
    Quote.objects.all().delete()
    article.texts.all().update(body="")
    assert desk.get(address(article)).status_code == 404


def test_a_desk_of_many_suggestions_asks_no_more_of_the_database(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    make_stakeholder()
    many = "\n".join(f"“Cup number {number} was cold,” said Tess Teapot." for number in range(120))
    article = imported(desk, pasted=many)
    with django_assert_max_num_queries(25):
        page = desk.get(address(article)).content.decode()
    assert page.count('class="suggestion ') == 120


def test_the_first_input_of_the_project_comes_in_whole(desk: Client) -> None:
    with (shared_folder() / "quote-dev" / "seed" / "bbc-whatsapp-2022.txt").open("rb") as file:
        answer = desk.post(IMPORT, {"file": file, "outlet": "BBC News", "date": "2022-07-30"})
    assert answer.status_code == 302
    assert Quote.objects.count() >= 14


def test_the_doubtful_ones_stand_apart_and_come_after_the_sure_ones(desk: Client) -> None:
    make_stakeholder("Otto Oolong", slug="otto-1")
    make_stakeholder("Otto Oolong", slug="otto-2")
    article = imported(desk)
    page = desk.get(address(article)).content.decode()
    milk, asked, cold = (quote(words).pk for words in ("Milk goes in first", "Nobody asked", "It was cold"))
    assert re.findall(r'<li (?:class="[^"]*" )?id="([a-z]+-[0-9a-z]+)"', page) == [
        "group-open",
        f"q-{milk}",
        f"q-{cold}",
        "group-doubtful",
        f"q-{asked}",
        "group-done",
    ]
    assert "May be Otto Oolong or Otto Oolong." in page


def test_joining_looks_at_the_second_quote_too(desk: Client) -> None:
    make_stakeholder()
    article = imported(desk)
    milk, asked = quote("Milk goes in first"), quote("Nobody asked")
    opened = fields_of(desk.get(address(article)).content.decode())
    Quote.objects.filter(pk=asked.pk).update(lock_version=asked.lock_version + 1)
    told = desk.post(address(article), opened | {"join": milk.pk}, headers=SCRIPT)
    assert told.json()["said"].startswith("Somebody else changed this quote meanwhile")
    assert quote("Nobody asked").status == "suggested"


def test_a_suggestion_counts_once_and_what_was_added_by_hand_is_none(desk: Client) -> None:
    make_type()
    make_proposition()
    make_stakeholder()
    article = imported(desk)
    milk = quote("Milk goes in first")
    form = reverse("admin:review_quote", args=[article.pk, milk.pk])
    do(desk, article, "accept", milk.pk)
    for changed in ({"role_printed": "a brewer"}, {"kind": "partial"}):
        desk.post(form, fields_of(desk.get(form).content.decode()) | changed)
    do(desk, article, "accept", quote("It was cold").pk)
    do(desk, article, "reject", quote("Nobody asked").pk)
    do(desk, article, "add", f"{BODY.index('She poured')}-{BODY.index('She poured') + 10}")
    added = reverse("admin:review_quote", args=[article.pk, quote("She poured").pk])
    desk.post(added, fields_of(desk.get(added).content.decode()) | {"speaker": "Tess Teapot"})

    assert quote("She poured").status == "coded"
    counted = usefulness()
    assert (counted.decided, counted.accepted, counted.corrected, counted.rejected, counted.missed) == (
        3,
        1,
        1,
        1,
        1,
    )
    assert counted.parts == (("kind", 1), ("role", 1))
