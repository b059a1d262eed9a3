"""The list of changes as a feed: Atom (RFC 4287) and JSON Feed 1.1."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from articles.models import Change
from articles.queries.changes import ListedChange, changes, listed
from articles.web.site import NAME, base_of

LENGTH = 100


def title_of(item: ListedChange) -> str:
    """“Corrected: Tess Teapot: “Milk goes in first.””; a thing that is not public is called by its id."""
    return f"{Change.Kind(item.change.kind).label}: {item.name}"


def text_of(item: ListedChange) -> str:
    return item.summary or title_of(item)


def id_of(item: ListedChange, base: str) -> str:
    """An address of its own for each change: it is never given to another."""
    return f"{base}{reverse('changes')}#change-{item.change.pk}"


def address_of(item: ListedChange, base: str) -> str:
    return base + (item.place.address if item.place is not None else reverse("changes"))


# A change with the base of our addresses: one feed serves every request, so it keeps nothing of them.
Entry = tuple[ListedChange, str]


class ChangesFeed(Feed[Entry, str]):
    """The latest changes, for feed readers; the object of the feed is the base of our addresses."""

    feed_type = Atom1Feed
    author_name = NAME

    def get_object(self, request: HttpRequest, *args: object, **options: object) -> str:  # noqa: ARG002
        return base_of(request)

    def title(self, base: str) -> str:  # noqa: ARG002 — Django's
        return gettext("%(site)s: what changed") % {"site": NAME}

    def link(self, base: str) -> str:
        return base + reverse("changes")

    def feed_url(self, base: str) -> str:
        return base + reverse("changes-atom")

    def feed_guid(self, base: str) -> str:
        return base + reverse("changes")

    def subtitle(self, base: str) -> str:  # noqa: ARG002
        return gettext("Everything published, corrected, renamed, merged, held or withdrawn.")

    def items(self, base: str) -> list[Entry]:
        return [(item, base) for item in listed(list(changes()[:LENGTH]))]

    def item_title(self, item: Entry) -> str:
        return title_of(item[0])

    def item_description(self, item: Entry) -> str:
        return text_of(item[0])

    def item_link(self, item: Entry) -> str:
        return address_of(*item)

    def item_guid(self, item: Entry) -> str:
        return id_of(*item)

    def item_updateddate(self, item: Entry) -> datetime:
        return item[0].change.when

    def item_pubdate(self, item: Entry) -> datetime:
        return item[0].change.when


@require_safe
def changes_json_feed(request: HttpRequest) -> JsonResponse:
    base = base_of(request)
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": gettext("%(site)s: what changed") % {"site": NAME},
        "home_page_url": base + reverse("changes"),
        "feed_url": base + reverse("changes-json-feed"),
        "language": "en-GB",
        "authors": [{"name": NAME, "url": f"{base}/"}],
        "items": [
            {
                "id": id_of(item, base),
                "url": address_of(item, base),
                "title": title_of(item),
                "content_text": text_of(item),
                "date_published": item.change.when,
                "tags": [item.change.kind],
            }
            for item in listed(list(changes()[:LENGTH]))
        ],
    }
    options = {"ensure_ascii": False}
    return JsonResponse(body, json_dumps_params=options, content_type="application/feed+json")
