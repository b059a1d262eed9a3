"""Hold every public quote against the text kept here: `manage.py verify_quotes`, every night."""

import json
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.actions.verifying import Check, count_public, verify_public
from articles.domain.verification import Result

SAID = {
    Result.EXACT: "exact",
    Result.FOLDED: "equal but for marks, dashes or spaces",
    Result.ELSEWHERE: "checked elsewhere, their text is not kept here",
    Result.FAILED: "failed",
}


class Command(BaseCommand):
    help = "Hold every published and held quote against its text; exits with 1 where one is not verbatim."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="say it as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's
        counts: Counter[Result] = Counter()
        worth_telling: list[Check] = []
        with tqdm(desc="Verifying", unit=" quotes", total=count_public(), disable=None, leave=False) as bar:
            for check in verify_public():
                counts[check.finding.result] += 1
                if check.drift is not None or not check.finding.is_verbatim:
                    worth_telling.append(check)
                bar.update()
        (self._tell_json if options["json"] else self._tell)(counts, worth_telling)
        if counts[Result.FAILED]:
            raise CommandError(f"Not verbatim: {counts[Result.FAILED]} of {counts.total()}.")

    def _tell(self, counts: "Counter[Result]", checks: list[Check]) -> None:
        for check in checks:
            if check.drift is not None:
                self.stdout.write(f"Drift  {_address(check)}  {check.drift}")
            if not check.finding.is_verbatim:
                self.stdout.write(f"Failed  {_address(check)}  {check.quote}: {check.finding.reason}")
        found = [f"{counts[result]} {SAID[result]}" for result in Result if counts[result]]
        self.stdout.write(f"Looked at: {counts.total()}. {'; '.join(found)}".strip())

    def _tell_json(self, counts: "Counter[Result]", checks: list[Check]) -> None:
        drifted = [
            {"id": check.quote.public_id, "address": _address(check), "drift": str(check.drift)}
            for check in checks
            if check.drift is not None
        ]
        failed = [
            {"id": check.quote.public_id, "address": _address(check), "reason": check.finding.reason}
            for check in checks
            if not check.finding.is_verbatim
        ]
        said = {
            "quotes": counts.total(),
            **{str(result): counts[result] for result in Result},
            "drift": drifted,
            "failures": failed,
        }
        self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))


def _address(check: Check) -> str:
    return f"{settings.SITE_URL}{check.quote.get_absolute_url()}"
