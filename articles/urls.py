"""Every address of the site, on one page."""

from django.urls import URLPattern, path, register_converter

from articles.web.caching import View, revalidated
from articles.web.feeds import ChangesFeed, changes_json_feed
from articles.web.pages import (
    articles,
    changes,
    home,
    ledger,
    outlets,
    positions,
    propositions,
    quotes,
    stakeholders,
    versions,
)
from articles.web.records import ExtensionConverter, TypedIdConverter, open_to_all

register_converter(ExtensionConverter, "extension")
register_converter(TypedIdConverter, "typed")


def page(route: str, view: View, name: str) -> URLPattern:
    """A public address; who holds its answer is told whether it still holds."""
    return path(route, revalidated(view), name=name)


def data(route: str, view: View, name: str) -> URLPattern:
    """The address of data: the same, and open to the scripts of other sites."""
    return path(route, open_to_all(revalidated(view)), name=name)


urlpatterns = [
    page("", home.home, name="home"),
    page("robots.txt", home.robots, name="robots"),
    page("about/", home.about, name="about"),
    page("method/", home.method, name="method"),
    page("codebook/", home.codebook, name="codebook"),
    page("quotes/", quotes.quotes, name="quotes"),
    data("quotes.json", quotes.quotes_json, name="quotes-json"),
    data("quotes.csv", quotes.quotes_csv, name="quotes-csv"),
    page("q/<str:public_id>/", quotes.quote, name="quote"),
    page("q/<str:public_id>/history/", versions.history, name="quote-history"),
    page("q/<str:public_id>/v<int:number>/", versions.version, name="quote-version"),
    data("q/<typed:public_id>.<extension:extension>", quotes.quote_data, name="quote-data"),
    page("q/<str:public_id>/context/", quotes.context, name="quote-context"),
    page("positions/", positions.positions, name="positions"),
    data("positions.json", positions.positions_json, name="positions-json"),
    data("positions.csv", positions.positions_csv, name="positions-csv"),
    page("p/<str:public_id>/", positions.position, name="position"),
    data("p/<typed:public_id>.<extension:extension>", positions.position_data, name="position-data"),
    page("stakeholders/", stakeholders.stakeholders, name="stakeholders"),
    data("stakeholders.json", stakeholders.stakeholders_json, name="stakeholders-json"),
    data("stakeholders.csv", stakeholders.stakeholders_csv, name="stakeholders-csv"),
    page("stakeholders/<slug:stakeholder>/on/<slug:proposition>/", positions.cell, name="cell"),
    page("people/<str:public_id>/", stakeholders.stakeholder, name="person"),
    page("people/<str:public_id>/<str:slug>/", stakeholders.stakeholder, name="person"),
    page("organisations/<str:public_id>/", stakeholders.stakeholder, name="organisation"),
    page("organisations/<str:public_id>/<str:slug>/", stakeholders.stakeholder, name="organisation"),
    page("articles/", articles.articles, name="articles"),
    data("articles.json", articles.articles_json, name="articles-json"),
    data("articles.csv", articles.articles_csv, name="articles-csv"),
    page("articles/<str:public_id>/", articles.article, name="article"),
    page("articles/<str:public_id>/<str:slug>/", articles.article, name="article"),
    page("outlets/", outlets.outlets, name="outlets"),
    page("outlets/<slug:slug>/", outlets.outlet, name="outlet"),
    page("propositions/", propositions.propositions, name="propositions"),
    page("propositions/<slug:slug>/", propositions.proposition, name="proposition"),
    page("permanence/", ledger.permanence, name="permanence"),
    page("id/<str:public_id>/", ledger.anything, name="id"),
    page("withdrawn/", ledger.withdrawn, name="withdrawn"),
    page("redirects.json", ledger.redirects_json, name="redirects-json"),
    page("changes/", changes.changes_page, name="changes"),
    page("changes.atom", ChangesFeed(), name="changes-atom"),
    page("changes.feed.json", changes_json_feed, name="changes-json-feed"),
    page("corrections/", changes.corrections_page, name="corrections"),
]
