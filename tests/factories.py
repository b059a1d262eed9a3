"""Builders with fixed, readable, plainly invented values: a test names what matters to it alone."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User

from articles.actions.roles import Role
from articles.domain.dates import PartialDate
from articles.domain.public_ids import check_character
from articles.domain.spans import span_at
from articles.domain.text import digest
from articles.models import (
    Affiliation,
    Article,
    ArticleAddress,
    ArticleText,
    Debate,
    Evidence,
    Outlet,
    Position,
    Proposition,
    PropositionVersion,
    PublicId,
    Quote,
    QuoteVersion,
    Span,
    Stakeholder,
    StakeholderType,
    Status,
    Verification,
)

A_DAY = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
_numbers = count(1)


def make_public_id(kind: str, **options: Any) -> PublicId:
    """An id that counts up, so that failures read the same from run to run."""
    body = f"{next(_numbers):07d}"
    options = {"issued_at": A_DAY, "changed_at": A_DAY} | options
    return PublicId.objects.create(id=body + check_character(body), kind=kind, **options)


def make_editor(name: str = "edith", *, role: Role = Role.ADMINISTRATOR, **options: Any) -> User:
    """An account of that role, with the password “oolong-and-lemon”."""
    password = options.pop("password", "oolong-and-lemon")
    made = User.objects.create_user(name, password=password, is_staff=True, **options)
    made.groups.set([Group.objects.get(name=role)])
    return made


def make_debate(slug: str = "tea", **options: Any) -> Debate:
    found = Debate.objects.filter(slug=slug).first()
    return found or Debate.objects.create(
        **{
            "slug": slug,
            "title": "Milk in tea",
            "question": "Does milk belong in tea?",
            "pole_a_slug": "milk",
            "pole_a_label": "Pour the milk",
            "pole_b_slug": "plain",
            "pole_b_label": "Leave it plain",
            "is_default": slug == "tea",
        }
        | options
    )


def make_proposition(
    slug: str = "milk-first", *, supporter_at: str = "pole_a", **options: Any
) -> Proposition:
    found = Proposition.objects.filter(slug=slug).first()
    if found:
        return found
    label = slug.replace("-", " ").capitalize()
    made = Proposition.objects.create(**{"debate": make_debate(), "slug": slug, "label": label} | options)
    PropositionVersion.objects.create(
        proposition=made, wording=f"{label}: it should be so.", supporter_at=supporter_at
    )
    return made


def make_type(slug: str = "tea-house") -> StakeholderType:
    label = slug.replace("-", " ").capitalize()
    return StakeholderType.objects.get_or_create(slug=slug, defaults={"label": label})[0]


def _status(published: bool, kind: str) -> dict[str, Any]:
    if not published:
        return {}
    return {"status": Status.PUBLISHED, "public": make_public_id(kind)}


def make_stakeholder(
    name: str = "Tess Teapot", *, kind: str = "person", published: bool = True, **options: Any
) -> Stakeholder:
    slug = options.pop("slug", name.lower().replace(" ", "-"))
    found = Stakeholder.objects.filter(slug=slug).first()
    return found or Stakeholder.objects.create(
        **{"name": name, "slug": slug, "kind": kind, "type": make_type()}
        | _status(published, "stakeholder")
        | options
    )


def make_organisation(name: str = "Kettle Union", **options: Any) -> Stakeholder:
    return make_stakeholder(name, kind="organisation", **options)


def make_affiliation(
    person: Stakeholder, organisation: Stakeholder, *, since: str = "", until: str = "", **options: Any
) -> Affiliation:
    made = Affiliation(person=person, organisation=organisation, **{"role": "Pourer"} | options)
    made.since = PartialDate.parse(since) if since else None
    made.until = PartialDate.parse(until) if until else None
    made.save()
    return made


def make_outlet(name: str = "The Daily Leaf", **options: Any) -> Outlet:
    slug = name.lower().replace(" ", "-")
    return Outlet.objects.get_or_create(slug=slug, defaults={"name": name} | options)[0]


def make_article(
    title: str = "A storm in a cup", *, day: str = "2020-02-03", published: bool = True, **options: Any
) -> Article:
    when = PartialDate.parse(day)
    slug = options.pop("slug", f"{title.lower().replace(' ', '-')}-{next(_numbers)}")
    made = Article.objects.create(
        **{
            "outlet": make_outlet(),
            "title": title,
            "slug": slug,
            "date_from": when.first,
            "date_to": when.last,
        }
        | _status(published, "article")
        | options
    )
    ArticleAddress.objects.create(article=made, url=f"https://leaf.example/{slug}")
    return made


def make_text(article: Article, body: str) -> ArticleText:
    version = article.texts.count() + 1
    return ArticleText.objects.create(
        article=article,
        version=version,
        body=body,
        sha256=digest(body),
        length=len(body),
        seen_at=date(2020, 2, 4),
    )


def make_quote(
    exact: str = "Milk goes in first.",
    *,
    published: bool = True,
    said: str = "",
    body: str = "",
    **options: Any,
) -> Quote:
    """A quote with one span in a text of its own article (unless given), as if proven there."""
    article = options.pop("article", None) or make_article()
    text = make_text(article, body or f"She said: “{exact}” Then she poured.")
    if "speaker" not in options and "speaker_label" not in options:
        options["speaker"] = make_stakeholder()
    when = PartialDate.parse(said) if said else None
    made = Quote.objects.create(
        **{"article": article, "text": text, "exact": exact}
        | ({"said_from": when.first, "said_to": when.last} if when else {})
        | _status(published, "quote")
        | options
    )
    start = text.body.find(exact)
    if start >= 0:
        place = span_at(text.body, start, start + len(exact))
        Span.objects.create(
            quote=made,
            text=text,
            start=start,
            end=place.end,
            exact=exact,
            prefix=place.prefix,
            suffix=place.suffix,
        )
    if published:
        QuoteVersion.objects.create(quote=made, number=1, shown=made.as_shown(), made_at=A_DAY)
        Verification.objects.create(quote=made, text_sha256=text.sha256, result="exact", checked_at=A_DAY)
    return made


def make_position(
    stance: str = "supports",
    *,
    on: str = "milk-first",
    day: str = "2020-02-03",
    published: bool = True,
    quotes: tuple[Quote, ...] = (),
    **options: Any,
) -> Position:
    """A position with evidence: the quotes given, else an article of its own; the first is primary."""
    when = PartialDate.parse(day)
    made = Position.objects.create(
        **{
            "stakeholder": options.pop("stakeholder", None) or make_stakeholder(),
            "proposition_version": make_proposition(on).current,
            "stance": stance,
            "condition": "the pot is warm" if stance == "conditional" else "",
            "date_from": when.first,
            "date_to": when.last,
            "summary": "Spoke of milk.",
        }
        | _status(published, "position")
        | options
    )
    for number, quote in enumerate(quotes):
        Evidence.objects.create(position=made, article=quote.article, quote=quote, primary=not number)
    if not quotes:
        Evidence.objects.create(position=made, article=make_article(), primary=True)
    return made
