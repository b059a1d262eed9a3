"""One quote or position as data, at the address of its page with an extension in place of the last slash."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote as percent_encoded

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from articles.domain.citations.bibtex import bibtex
from articles.domain.citations.citation import Citation
from articles.domain.citations.csl import csl_json
from articles.domain.citations.prose import apa, attributed, chicago, mla
from articles.domain.citations.ris import ris
from articles.domain.citations.wikipedia import wikipedia
from articles.models import PublicId
from articles.web.caching import View
from articles.web.downloads import problem
from articles.web.permalinks import MistypedId, find_or_explain
from articles.web.site import base_of

ANNOTATION = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


@dataclass(frozen=True)
class Format:
    """One of the formats: what its file is called, what it is to machines and to readers."""

    extension: str
    media_type: str
    name: StrOrPromise
    # Saved as a file, for programs that open it; the others are shown.
    is_file: bool = False

    @property
    def is_json(self) -> bool:
        return "json" in self.media_type


FORMATS = {
    one.extension: one
    for one in (
        Format("bib", "application/x-bibtex; charset=utf-8", "BibTeX", is_file=True),
        Format("ris", "application/x-research-info-systems; charset=utf-8", "RIS", is_file=True),
        Format("csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON"),
        Format("txt", "text/plain; charset=utf-8", _("Text")),
        Format("json", "application/json", "JSON"),
        Format("jsonld", "application/ld+json", "JSON-LD"),
    )
}
# What an id that is public no longer is said to be, by the status of the answer.
GONE = {403: "held for review", 410: "withdrawn", 451: "removed on legal demand"}


@dataclass(frozen=True)
class Kind:
    """A kind of record that has data: how one is found, cited, and told to machines."""

    kind: PublicId.Kind
    find: Callable[[str], Any]
    cite: Callable[[Any, str, date], Citation]
    as_json: Callable[[Any, str], Mapping[str, Any]]
    as_json_ld: Callable[[Any, str], Mapping[str, Any]]
    # What its JSON-LD is to machines.
    json_ld_type: str = FORMATS["jsonld"].media_type


def answer(request: HttpRequest, public_id: str, extension: str, kind: Kind) -> HttpResponse:
    """The record in that format, or why there is none, with the status that its page answers with."""
    wanted = FORMATS[extension]
    try:
        found = find_or_explain(request, public_id, kind.kind, kind.find)
    except MistypedId as mistyped:
        return explained(wanted, 404, f"The id “{mistyped.asked[:40]}” {mistyped.why}.")
    if isinstance(found, HttpResponse):
        return _without_record(found, wanted, base_of(request) + request.path)
    base = base_of(request)
    cited = kind.cite(found, base, timezone.now().date())
    media_type = kind.json_ld_type if extension == "jsonld" else wanted.media_type
    response = HttpResponse(_written(wanted, kind, found, cited, base), content_type=media_type)
    response.headers["Link"] = f'<{cited.permanent}>; rel="canonical", {cite_as(cited.permanent)}'
    if wanted.is_file:
        response.headers["Content-Disposition"] = f'attachment; filename="{file_name(cited)}.{extension}"'
    return response


def _written(wanted: Format, kind: Kind, found: Any, cited: Citation, base: str) -> str:
    match wanted.extension:
        case "bib":
            return bibtex(cited)
        case "ris":
            return ris(cited)
        case "txt":
            return as_text(cited)
        case "csl.json":
            return as_json([csl_json(cited)])
        case "jsonld":
            return as_json(kind.as_json_ld(found, base))
        case _:
            return as_json(kind.as_json(found, base))


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_text(cited: Citation) -> str:
    """The words with their attribution, then the references in words."""
    styles = {"APA 7": apa, "Chicago 18": chicago, "MLA 9": mla, "Wikipedia": wikipedia}
    references = "".join(f"\n{name}\n{write(cited)}\n" for name, write in styles.items())
    return f"{attributed(cited)}\n{references}"


def file_name(cited: Citation) -> str:
    """Whose words, when, and the id: readable, and safe in any folder."""
    return "-".join(
        part
        for part in (slugify(cited.speaker)[:60].strip("-"), str(cited.published), cited.public_id)
        if part
    )


def explained(wanted: Format, status: int, why: str) -> HttpResponse:
    """Why there is no record: a problem (RFC 9457) where JSON was asked for, else a line of text."""
    if wanted.is_json:
        return problem(status, why, [])
    return HttpResponse(f"{why}\n", status=status, content_type="text/plain; charset=utf-8")


def _without_record(page: HttpResponse, wanted: Format, address: str) -> HttpResponse:
    """What the page answers in place of its record, in the format: a way on, or a notice without words."""
    if isinstance(page, HttpResponsePermanentRedirect):
        return HttpResponsePermanentRedirect(data_address(page.url, wanted.extension))
    why = GONE.get(page.status_code, GONE[410])
    notice = explained(wanted, page.status_code, f"{address} is {why}.")
    if "Link" in page.headers:
        notice.headers["Link"] = page.headers["Link"]
    return notice


def data_address(page: str, extension: str) -> str:
    """The address of a record's data, from that of its page; of a kind without data, its page."""
    return f"{page.rstrip('/')}.{extension}" if page.startswith(("/q/", "/p/")) else page


def cite_as(permanent: str) -> str:
    """The link by which a page names the address to cite it by (RFC 8574)."""
    return f'<{percent_encoded(permanent, safe=":/[]@")}>; rel="cite-as"'


def open_to_all(view: View) -> View:
    """The view, whose answers any site's scripts may read: they are public and the same for everyone."""

    def opened(request: HttpRequest, *args: Any, **options: Any) -> Any:
        response = view(request, *args, **options)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "Content-Disposition, ETag, Link"
        return response

    return opened


class ExtensionConverter:
    """The formats of one record in an address."""

    regex = "|".join(extension.replace(".", r"\.") for extension in FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class TypedIdConverter(ExtensionConverter):
    """An id as somebody typed it, up to the dot of an extension."""

    regex = r"[^/.]+"
