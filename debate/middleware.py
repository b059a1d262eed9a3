"""What is done to every answer of the site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


def without_body_for_head(answer: Answer) -> Answer:
    """Send no body where only the head was asked for; its length is still said."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return answered
