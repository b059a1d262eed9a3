"""Every address of the site, on one page."""

from django.urls import path

from articles.web.pages import articles, home, outlets, positions, propositions, quotes, stakeholders

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("method/", home.method, name="method"),
    path("codebook/", home.codebook, name="codebook"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("quotes.json", quotes.quotes_json, name="quotes-json"),
    path("quotes.csv", quotes.quotes_csv, name="quotes-csv"),
    path("q/<str:public_id>/", quotes.quote, name="quote"),
    path("positions/", positions.positions, name="positions"),
    path("positions.json", positions.positions_json, name="positions-json"),
    path("positions.csv", positions.positions_csv, name="positions-csv"),
    path("p/<str:public_id>/", positions.position, name="position"),
    path("stakeholders/", stakeholders.stakeholders, name="stakeholders"),
    path("stakeholders.json", stakeholders.stakeholders_json, name="stakeholders-json"),
    path("stakeholders.csv", stakeholders.stakeholders_csv, name="stakeholders-csv"),
    path("stakeholders/<slug:stakeholder>/on/<slug:proposition>/", positions.cell, name="cell"),
    path("people/<str:public_id>/", stakeholders.stakeholder, name="person"),
    path("people/<str:public_id>/<str:slug>/", stakeholders.stakeholder, name="person"),
    path("organisations/<str:public_id>/", stakeholders.stakeholder, name="organisation"),
    path("organisations/<str:public_id>/<str:slug>/", stakeholders.stakeholder, name="organisation"),
    path("articles/", articles.articles, name="articles"),
    path("articles.json", articles.articles_json, name="articles-json"),
    path("articles.csv", articles.articles_csv, name="articles-csv"),
    path("articles/<str:public_id>/", articles.article, name="article"),
    path("articles/<str:public_id>/<str:slug>/", articles.article, name="article"),
    path("outlets/", outlets.outlets, name="outlets"),
    path("outlets/<slug:slug>/", outlets.outlet, name="outlet"),
    path("propositions/", propositions.propositions, name="propositions"),
    path("propositions/<slug:slug>/", propositions.proposition, name="proposition"),
]
