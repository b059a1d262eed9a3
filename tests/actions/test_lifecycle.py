"""Whatever is decided, in whatever order: every id answers as promised, and words that left stay gone.

A machine takes decisions at random, as editors would, and keeps beside them a plain model of what each id
has to answer. Every quote has a word of its own, so that it is recognised wherever it turns up.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any, TypeVar

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from articles.actions.correcting import correct, replace
from articles.actions.holding import hold, release
from articles.actions.merging import merge, reasons_against_merging, undo_merge
from articles.actions.publishing import publish
from articles.actions.removing import remove_on_legal_demand
from articles.actions.renaming import rename
from articles.actions.unmerging import reasons_against_undoing
from articles.actions.withdrawing import withdraw
from articles.models import Article, Merge, Quote, Stakeholder
from articles.queries.kept import forget
from tests.actions.promised import SHOWN, STATUS, Known, Said, Stood
from tests.factories import (
    make_article,
    make_editor,
    make_position,
    make_proposition,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

DEMAND = "https://demand.example/order/7"
LISTS = [
    "/", "/quotes/", "/quotes.json", "/quotes.csv", "/positions/", "/positions.json", "/positions.csv",
    "/stakeholders/", "/stakeholders.json", "/articles/", "/articles.csv", "/propositions/milk-first/",
    "/changes/", "/changes.atom", "/changes.feed.json", "/corrections/", "/withdrawn/", "/redirects.json",
]  # fmt: skip
PICK = st.integers(0, 999)
Item = TypeVar("Item")


class Editors(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.undo_all = transaction.atomic()
        self.undo_all.__enter__()
        forget()
        self.client, self.numbers, self.etags = Client(), count(1), dict[str, str]()
        self.by = make_editor()
        self.said: list[Said] = []
        self.stood: list[Stood] = []
        self.known: list[Known] = []
        self.merges: list[tuple[Merge, Known, list[tuple[Said, Said]]]] = []
        for name in ("Tess Teapot", "Una Urn", "Sam Saucer"):
            made = make_stakeholder(name)
            self.known.append(Known(made.pk, str(made.public_id)))
        self.article = make_article("A shared pot")
        make_proposition()

    def teardown(self) -> None:
        connection.check_constraints()
        transaction.set_rollback(True)
        self.undo_all.__exit__(None, None, None)
        forget()

    # What editors do.

    @rule(who=PICK)
    def publish_a_quote(self, who: int) -> None:
        word = f"zephyr{next(self.numbers)}q"
        self._add(self._publish(word, self._pick(self.known, who).root, None))

    @precondition(lambda self: self._in("live"))
    @rule(which=PICK, who=PICK)
    def publish_the_same_words_of_another(self, which: int, who: int) -> None:
        """Two records of one quote, under two names of its speaker: what a merge finds later."""
        twin = self._pick(self._in("live"), which)
        first, other = Quote.objects.get(pk=twin.pk), self._pick(self.known, who).root
        said = Quote.objects.filter(article=first.article, words_key=first.words_key, speaker=other.pk)
        if said.exclude(status="withdrawn").exists():
            return
        self._add(self._publish(twin.word, other, first))

    @precondition(lambda self: self._in(*SHOWN, "held"))
    @rule(which=PICK)
    def correct_a_quote(self, which: int) -> None:
        one = self._pick(self._in(*SHOWN, "held"), which)
        row = Quote.objects.get(pk=one.pk)
        other = f"{one.word} is hot." if row.exact != f"{one.word} is hot." else f"{one.word} is not."
        same = Quote.objects.filter(article=row.article, speaker=row.speaker, exact=other)
        if not row.text.body or same.exclude(status="withdrawn").exists():
            return
        correct(row, by=self.by, why="misread", told="We misread it.", exact=other)

    @precondition(lambda self: self._in("live"))
    @rule(which=PICK)
    def replace_a_quote(self, which: int) -> None:
        one = self._pick(self._in("live"), which)
        new = self._publish(f"zephyr{next(self.numbers)}q", self.known[0].root, None)
        self._add(new)
        replace(
            Quote.objects.get(pk=one.pk), successor=Quote.objects.get(pk=new.pk), by=self.by, why="better"
        )
        one.state, one.heir = "replaced", new

    @precondition(lambda self: self._in(*SHOWN))
    @rule(which=PICK)
    def hold_a_quote(self, which: int) -> None:
        one = self._pick(self._in(*SHOWN), which)
        hold(Quote.objects.get(pk=one.pk), by=self.by, why="disputed")
        one.state = "held"

    @precondition(lambda self: self._in("held"))
    @rule(which=PICK)
    def release_a_quote(self, which: int) -> None:
        one = self._pick(self._in("held"), which)
        release(Quote.objects.get(pk=one.pk), by=self.by, why="it stands")
        one.state = "replaced" if one.heir else "live"

    @precondition(lambda self: self._in(*SHOWN, "held"))
    @rule(which=PICK)
    def withdraw_a_quote(self, which: int) -> None:
        one = self._pick(self._in(*SHOWN, "held"), which)
        withdraw(Quote.objects.get(pk=one.pk), by=self.by, why=f"wrong: {one.word}")
        one.state, one.heir = "withdrawn", None

    @precondition(lambda self: self._in(*SHOWN, "held", "withdrawn"))
    @rule(which=PICK)
    def remove_a_quote(self, which: int) -> None:
        one = self._pick(self._in(*SHOWN, "held", "withdrawn"), which)
        row = Quote.objects.get(pk=one.pk)
        remove_on_legal_demand(row, by=self.by, why="court order", blocked_by=DEMAND)
        one.state, one.heir = "removed", None
        if not any(other.word == one.word and other.state != "merged" for other in self._others(one)):
            assert one.word not in self._kept()

    @rule(who=PICK)
    def rename_a_stakeholder(self, who: int) -> None:
        one = self._pick(self.known, who).root
        row, number = Stakeholder.objects.get(pk=one.pk), next(self.numbers)
        one.old_slugs.append(row.slug)
        rename(row, by=self.by, why="married", name=f"Name {number}", slug=f"name-{number}", keep_former=True)

    @precondition(lambda self: len({one.root.pk for one in self.known}) > 1)
    @rule(first=PICK, second=PICK)
    def merge_two_stakeholders(self, first: int, second: int) -> None:
        keep, drop = (self._pick(self.known, one).root for one in (first, second))
        if keep is drop:
            return
        rows = {one.pk: Stakeholder.objects.get(pk=one.pk) for one in (keep, drop)}
        assert reasons_against_merging(rows[keep.pk], rows[drop.pk]) == []
        twins = list(self._twins(keep, drop))
        old = rows[drop.pk].slug
        done = merge(keep=rows[keep.pk], drop=rows[drop.pk], by=self.by, why="one person")
        for winner, loser in twins:
            loser.before, loser.state, loser.heir = (loser.state, loser.heir), "merged", winner
        drop.heir = keep
        drop.old_slugs.append(old)
        self.merges.append((done, drop, twins))

    @precondition(lambda self: self.merges)
    @rule(which=PICK)
    def undo_a_merge(self, which: int) -> None:
        done, drop, twins = self._pick(self.merges, which)
        done.refresh_from_db()
        held = any(winner.state == "held" for winner, _ in twins)
        refused = held or (drop.heir is not None and drop.heir.heir is not None)
        assert bool(reasons_against_undoing(done)) is refused
        if refused:
            return
        undo_merge(done, by=self.by, why="two persons")
        self.merges.remove((done, drop, twins))
        drop.heir = None
        drop.old_slugs.remove(Stakeholder.objects.get(pk=drop.pk).slug)
        for winner, loser in twins:
            if winner.state in SHOWN and loser.state == "merged":
                loser.state, loser.heir = loser.before

    # What has to hold after each of these.

    @invariant()
    def every_id_answers_as_promised(self) -> None:
        for position in self.stood:
            position.follow()
        bodies = [self._body(address) for address in LISTS]
        bodies += [self._answer(one.id, "/q/{}/", one.state, one.root.id) for one in self.said]
        bodies += [self._answer(one.id, "/p/{}/", one.state, one.id) for one in self.stood]
        bodies += [body for one in self.said for body in self._past(one)]
        bodies += [self._body(article.get_absolute_url()) for article in Article.objects.published()]
        for one in self.known:
            root = Stakeholder.objects.get(pk=one.root.pk)
            moved = one.root is not one
            answer = self.client.get(f"/people/{one.id}/{'' if moved else root.slug + '/'}")
            assert answer.status_code == (301 if moved else 200)
            if moved:
                assert answer.headers["Location"] == f"/people/{one.root.id}/"
            else:
                bodies.append(answer.content.decode())
            for slug in one.old_slugs:
                answer = self.client.get(f"/quotes/?person={slug}")
                assert (answer.status_code, answer.headers.get("Location")) == (
                    301,
                    f"/quotes/?person={root.slug}",
                )
        public = {one.word for one in self.said if one.state in SHOWN}
        for word in {one.word for one in self.said} - public:
            assert not [body for body in bodies if word in body]

    def _answer(self, public_id: str, address: str, state: str, root: str) -> str:
        """Hold the answer of an id against the table; no older page that somebody keeps is said to hold."""
        here = address.format(public_id)
        held = {"If-None-Match": self.etags[here]} if here in self.etags and state not in SHOWN else {}
        answer = self.client.get(here, headers=held)
        assert answer.status_code == STATUS[state], (public_id, state)
        # Where an id is asked for without its kind, it leads to the same.
        led = self.client.get(f"/id/{public_id}/")
        assert (led.status_code, led.headers["Location"]) == (301, address.format(root))
        if state in SHOWN:
            self.etags[here] = answer.headers["ETag"]
            assert public_id in answer.content.decode()
        elif state == "merged":
            assert answer.headers["Location"] == address.format(root)
        elif state == "removed":
            assert answer.headers["Link"] == f'<{DEMAND}>; rel="blocked-by"'
        return str(answer.content.decode())

    def _past(self, one: Said) -> Iterator[str]:
        """The versions of a quote answer as the quote itself does."""
        versions = Quote.objects.get(pk=one.pk).versions.count()
        for page in ("history", *(f"v{number}" for number in range(1, versions + 1))):
            answer = self.client.get(f"/q/{one.id}/{page}/")
            assert answer.status_code == STATUS[one.state]
            yield answer.content.decode()

    # How the machine finds its way.

    def _publish(self, word: str, who: Known, like: Quote | None) -> Said:
        exact = like.exact if like else f"{word} is hot."
        made = make_quote(
            exact,
            published=False,
            body=f"“{word} is hot.” Later she said: “{word} is not.”",
            speaker=Stakeholder.objects.get(pk=who.pk),
            article=like.article if like else self.article if len(self.said) % 2 else None,
        )
        publish(made, by=self.by, why="checked")
        made.refresh_from_db()
        return Said(made.pk, str(made.public_id), word)

    def _add(self, new: Said) -> None:
        """With a position that it evidences, every other time together with the quote before."""
        self.said.append(new)
        quotes = [new, *(one for one in self.said[-2:-1] if one.state in SHOWN and len(self.said) % 2)]
        rows = tuple(Quote.objects.get(pk=one.pk) for one in quotes)
        who = Stakeholder.objects.get(pk=self.known[0].root.pk)
        made = make_position(stakeholder=who, quotes=rows, published=False, summary="In our words.")
        publish(made, by=self.by, why="coded")
        made.refresh_from_db()
        self.stood.append(Stood(str(made.public_id), quotes))

    def _twins(self, keep: Known, drop: Known) -> Iterator[tuple[Said, Said]]:
        """Winner and loser of each pair of equal quotes: the one readers see stays, else the kept one's."""
        by_pk = {one.pk: one for one in self.said if one.state in (*SHOWN, "held")}
        sides: list[dict[Any, Said]] = [
            {(row.article_id, row.words_key): by_pk[row.pk] for row in rows}
            for rows in (Quote.objects.filter(speaker=one.pk, pk__in=by_pk) for one in (keep, drop))
        ]
        for key in sides[0].keys() & sides[1].keys():
            ours, theirs = sides[0][key], sides[1][key]
            first = ours.state in SHOWN or theirs.state not in SHOWN
            yield (ours, theirs) if first else (theirs, ours)

    def _in(self, *states: str) -> list[Said]:
        return [one for one in self.said if one.state in states]

    def _others(self, one: Said) -> list[Said]:
        return [other for other in self.said if other is not one]

    @staticmethod
    def _pick(items: list[Item], which: int) -> Item:
        return items[which % len(items)]

    def _body(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, address
        return b"".join(answer).decode()

    def _kept(self) -> str:
        """Everything that any table holds, as one text."""
        held = []
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                held += [repr(row) for row in cursor.fetchall()]
        return "\n".join(held)


# About a minute of one core; on a machine that does much else at once, several.
@pytest.mark.timeout(1200)
def test_every_id_keeps_its_promise_whatever_editors_decide(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("ERROR", "django.request")
    few = settings(
        max_examples=8,
        stateful_step_count=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        # What failed is told as it happened: to look for fewer steps takes many times as long.
        phases=[Phase.generate],
    )
    run_state_machine_as_test(Editors, settings=few)
