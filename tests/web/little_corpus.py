"""A little corpus in which every case that a page has words for occurs."""

from datetime import date
from typing import Any

from articles.models import (
    ArticleAddress,
    Evidence,
    OrganisationTie,
    PropositionVersion,
    PublicId,
    Quote,
    StakeholderName,
    Verification,
)
from tests.factories import (
    A_DAY,
    make_affiliation,
    make_article,
    make_debate,
    make_organisation,
    make_outlet,
    make_position,
    make_proposition,
    make_public_id,
    make_quote,
    make_stakeholder,
    make_type,
)

WHEN = {"issued_at": A_DAY, "changed_at": A_DAY}


def fill() -> None:
    _debates()
    _stakeholders()
    _articles()
    _quotes()
    _positions()
    _ledger()


def _debates() -> None:
    make_debate(scope="Tea of all kinds.")
    make_debate("coffee", title="Salt in coffee", pole_a_slug="salt", pole_b_slug="bare", question="Salt?")
    make_proposition("sugar", supporter_at="pole_b", parent=make_proposition("milk-first"))
    make_proposition("lemon", supporter_at="pole_a")
    make_proposition("stirring", supporter_at="neither")
    make_proposition("straining")
    PropositionVersion.objects.update(scope="At home.", background="It is an old question.")


def _stakeholders() -> None:
    union = make_organisation(
        "Kettle Union", country="42", website="https://kettle.example", description="A union."
    )
    make_organisation("Pot Society", type=make_type("society"), country="43")
    OrganisationTie.objects.create(parent=union, child=make_organisation("Kettle Union North"))
    for number in range(13):
        make_organisation(f"Tea House {number}")
    tess = make_stakeholder("Tess Teapot", description="She pours.")
    make_stakeholder("Sid Saucer", type=make_type("society"))
    make_stakeholder("Ida Idle")
    make_stakeholder("Una Unpublished", published=False)
    make_affiliation(tess, union, since="2019", until="2021", source=make_article())
    make_affiliation(tess, union, since="2021-05", role="Chair")
    make_affiliation(tess, union, until="2018-05-06", role="Guest")
    make_affiliation(tess, union, role="Member")
    for number, use in enumerate(StakeholderName.Use):
        known_as = StakeholderName(stakeholder=tess, name=f"Tessa {number}", use=use)
        known_as.until_first, known_as.until_last = date(2018, 1, 1), date(2018, 12, 31)
        known_as.save()


def _articles() -> None:
    leaf, crumb = make_outlet(), make_outlet("The Crumb", default_rights="full")
    make_outlet("The Dregs", default_rights="none")
    first = make_article(
        "First", authors="Ann Author\nBo Byline", note="Read in print.", language="de", outlet=crumb
    )
    make_article("Second", access="copy", title_basis="described", same_text_as=first, outlet=leaf)
    make_article("", slug="untitled", title_basis="none", access="summary", kind="letter", outlet=crumb)
    for use in (ArticleAddress.Use.COPY, ArticleAddress.Use.ARCHIVE):
        ArticleAddress.objects.create(article=first, url=f"https://crumb.example/{use}", use=use)


def _quotes() -> None:
    tess, union = make_stakeholder("Tess Teapot"), make_organisation("Kettle Union")
    for number, kind in enumerate(Quote.Kind):
        make_quote(f"Words {number}.", kind=kind, speaker=tess, on_behalf_of=union, role_printed="a pourer")
    article = make_article("Third", access="copy")
    for number in range(12):
        make_quote(f"More {number}.", speaker=tess, said=f"20{number + 10}", article=article)
    make_quote("Nobody’s words.", speaker_label="a spokesperson", on_behalf_of=union, language="ar")
    make_quote(
        "Whose words?",
        speaker=make_stakeholder("Una Unpublished"),
        article=make_article("Fourth", access="summary"),
    )
    for result in Verification.Result:
        quote = make_quote(f"Checked: {result}.")
        quote.verifications.all().delete()
        Verification.objects.create(
            quote=quote, text_sha256=quote.text.sha256, result=result, checked_at=A_DAY
        )
    make_quote("Not checked.").verifications.all().delete()
    make_quote("Reference alone.", article=make_article("Fifth", outlet=make_outlet("The Dregs")))


def _positions() -> None:
    tess, sid = make_stakeholder("Tess Teapot"), make_stakeholder("Sid Saucer")
    union, society = make_organisation("Kettle Union"), make_organisation("Pot Society")
    words = tuple(Quote.objects.published().filter(speaker=tess)[:2])
    bare: dict[str, Any] = {"confidence": "medium", "note": "One source."}
    make_position("supports", stakeholder=tess, on_behalf_of=union, quotes=words, day="2019")
    make_position("opposes", stakeholder=tess, on_behalf_of=union, quotes=words, day="2021-03", inferred=True)
    make_position("opposes", stakeholder=sid, quotes=(make_quote("No milk.", speaker=sid),))
    for number, stance in enumerate(("supports", "opposes", "conditional", "mixed", "unclear")):
        house = make_organisation(f"Tea House {number}")
        # Two houses have enough labels for a place on the axis.
        for proposition in ("milk-first", "sugar", "lemon", "stirring")[: 4 if number < 2 else 1]:
            make_position(stance, on=proposition, stakeholder=house)
    make_position("supports", stakeholder=union, day="2018")
    make_position("supports", on="stirring", stakeholder=union, day="2018")
    make_position("supports", on="stirring", stakeholder=union, day="2019")
    make_position("supports", on="lemon", stakeholder=tess, on_behalf_of=union)
    make_position("conditional", stakeholder=union, inferred=True)
    make_position("supports", on="sugar", stakeholder=society, day="2020-05", **bare)
    make_position("supports", on="lemon", stakeholder=society, **bare)
    make_position("mixed", on="lemon", stakeholder=society, day="2023", **bare)
    old = make_position("supports", on="sugar", stakeholder=tess)
    Evidence.objects.create(position=old, article=make_article("Sixth", access="summary"))
    heir = make_position("opposes", on="sugar", stakeholder=sid)
    PublicId.objects.filter(pk=old.public_id).update(state="replaced", successor=heir.public_id)


def _ledger() -> None:
    """What became of ids that were public once."""
    heir = make_quote("The heir.")
    replaced = make_quote("Replaced words.")
    PublicId.objects.filter(pk=replaced.public_id).update(state="replaced", successor=heir.public_id)
    for kind in PublicId.Kind:
        make_public_id(kind, state="merged", successor=_one(kind))
        for state in (PublicId.State.HELD, PublicId.State.WITHDRAWN, PublicId.State.REMOVED):
            make_public_id(kind, state=state)
            make_public_id(kind, state=state, successor=_one(kind), reason="A mistake.")


def _one(kind: str) -> PublicId:
    return PublicId.objects.filter(kind=kind, state=PublicId.State.LIVE).earliest("id")
