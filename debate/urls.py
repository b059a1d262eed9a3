"""The root of all addresses: health and admin here, every public page in `articles.urls`."""

from django.contrib import admin
from django.urls import include, path

from debate import health

handler400 = "articles.web.errors.bad_request"
handler403 = "articles.web.errors.forbidden"
handler404 = "articles.web.errors.not_found"
handler500 = "articles.web.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]
