"""Where a reader reports an error: a form or a mail, as the operator set."""

from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from articles.web.site import NAME


def report_address(public_id: str, address: str) -> str:
    """The form, or a mail begun, with the id and the address filled in; empty where neither is set."""
    if settings.REPORT_URL:
        filled: str = settings.REPORT_URL
        for name, value in (("{id}", public_id), ("{address}", address)):
            filled = filled.replace(name, quote(value, safe=""))
        return filled
    if not settings.CONTACT_EMAIL:
        return ""
    subject = _("%(site)s, %(id)s: an error") % {"site": NAME, "id": public_id}
    body = _("What is wrong, and where can the right be seen?") + f"\n\n\n{public_id}\n{address}\n"
    fields = (
        f"subject={quote(subject, safe='')}&body={quote(body.replace(chr(10), chr(13) + chr(10)), safe='')}"
    )
    return f"mailto:{quote(settings.CONTACT_EMAIL, safe='@+')}?{fields}"
