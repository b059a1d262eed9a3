"""Every address of the site, on one page."""

from django.urls import path

from articles.web.pages import articles, home, positions, propositions, quotes, stakeholders

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("method/", home.method, name="method"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("q/<str:public_id>/", quotes.quote, name="quote"),
    path("positions/", positions.positions, name="positions"),
    path("p/<str:public_id>/", positions.position, name="position"),
    path("stakeholders/", stakeholders.stakeholders, name="stakeholders"),
    path("people/<str:public_id>/", stakeholders.stakeholder, name="person"),
    path("people/<str:public_id>/<str:slug>/", stakeholders.stakeholder, name="person"),
    path("organisations/<str:public_id>/", stakeholders.stakeholder, name="organisation"),
    path("organisations/<str:public_id>/<str:slug>/", stakeholders.stakeholder, name="organisation"),
    path("articles/", articles.articles, name="articles"),
    path("articles/<str:public_id>/", articles.article, name="article"),
    path("articles/<str:public_id>/<str:slug>/", articles.article, name="article"),
    path("propositions/", propositions.propositions, name="propositions"),
    path("propositions/<slug:slug>/", propositions.proposition, name="proposition"),
]
