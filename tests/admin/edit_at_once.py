"""One editor of several who edit one position at the same time: run as a process of its own by the test."""

import os
import sys


def main(key: int, edits: int, name: str) -> None:
    """Save that many edits, each adding one to the number in the note; say how often somebody was first."""
    import django  # noqa: PLC0415 — the environment says which database

    django.setup()
    from django.conf import settings  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from articles.admin.states import State  # noqa: PLC0415
    from articles.models import Position  # noqa: PLC0415
    from tests.admin.forms import fields_of, opened, save  # noqa: PLC0415

    def last_in(form: dict[str, list[str]]) -> int:
        """The number that is saved, as far as this editor was shown."""
        shown = State.unsealed((form.get("_theirs") or form["_opened"])[0])
        if shown is None:
            raise RuntimeError("The page does not say what is saved.")
        return int(shown.rows[""]["note"][0])

    client = Client(raise_request_exception=True)
    client.force_login(User.objects.get(username=name))
    position = Position(pk=key)
    saved = refused = 0
    form = opened(client, position)
    while saved < edits:
        number = last_in(form) + 1
        answer = save(client, position, form, note=str(number), why=f"{name} {number}", _all="mine")
        if answer.status_code == 302:
            saved += 1
            form = opened(client, position)
        elif answer.status_code == 409:
            refused += 1
            form = fields_of(answer.content.decode())
        else:
            raise RuntimeError(f"The answer is {answer.status_code}: {answer.content.decode()[:2000]}")
    sys.stdout.write(f"{saved} {refused}\n")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "debate.settings"
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
