"""What was loaded from packages, so that an editor's change is told from a package's."""

from django.db import models


class LoadedRecord(models.Model):
    """One record as a package last gave it: where the row differs from it now, an editor changed it."""

    package = models.CharField(max_length=120)
    resource = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["package", "resource", "key"], name="loadedrecord_once"),
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.key}"
