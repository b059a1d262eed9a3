"""Web addresses: when two of them lead to the same article."""

from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# Parameters that say where a reader came from, not what is shown.
TRACKING = frozenset({"fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "cmpid", "ocid", "smid"})
TRACKING_PREFIXES = ("utm_", "at_", "ns_")


def url_key(url: str) -> str:
    """The address without what does not change the page: equal keys, same article.

    Scheme, `www.`, default port, last slash, fragment, tracking parameters and the order of parameters
    do not count; the case of the path does. Never raises: an address that cannot be parsed is its own key.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url.strip()
    if not host:
        return url.strip()
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in TRACKING and not name.lower().startswith(TRACKING_PREFIXES)
    ]
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    path = quote(unquote(parts.path.rstrip("/")), safe="/~!$&'()*+,;=:@-._")
    return place + path + (f"?{urlencode(sorted(asked))}" if asked else "")
