"""What is done to every answer of the site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


# Nothing from another host, nothing inline. Django's own name for the setting from version 6 on.
SECURE_CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
POLICY = "; ".join(f"{what} {whence}" for what, whence in SECURE_CSP.items())
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def with_policies(answer: Answer) -> Answer:
    """Tell browsers what a page of this site may do: nothing that it does not need."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return answered


def without_body_for_head(answer: Answer) -> Answer:
    """Send no body where only the head was asked for; its length is still said."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return answered
