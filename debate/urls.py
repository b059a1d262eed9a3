"""The root of all addresses: the admin here, every public page in `articles.urls`."""

from django.contrib import admin
from django.urls import include, path

handler400 = "articles.web.errors.bad_request"
handler403 = "articles.web.errors.forbidden"
handler404 = "articles.web.errors.not_found"
handler500 = "articles.web.errors.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]
