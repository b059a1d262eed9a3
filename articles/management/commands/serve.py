"""Start the site: `manage.py serve` makes ready what is missing, then serves pages until it is stopped."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from debate import starting
from debate.settings import env


class Command(BaseCommand):
    help = "Make ready what is missing (tables, corpus, editor account, static files), then serve the site."
    # Said in our own words below, and the database may not be there yet.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's
        host, port = env.text("HOST", "127.0.0.1"), env.integer("PORT", 8000, at_least=1)
        address = f"http://{host}:{port}/"
        try:
            starting.check_port(host, port)
            starting.migrate(self.say)
            starting.load_bundled_corpus(self.say)
            starting.learn_sizes()
            starting.collect_static(self.say)
            starting.make_editor(self.say, address)
        except starting.CannotStartError as problem:
            raise CommandError(str(problem)) from None
        workers = env.integer("WEB_CONCURRENCY", 2, at_least=1)
        threads = env.integer("THREADS", 4, at_least=1)
        started = lambda: self.say(f"On the Record is at {address} (Ctrl-C stops it)")  # noqa: E731
        starting.Server(host, port, workers=workers, threads=threads, started=started).run()

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
