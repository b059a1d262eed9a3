"""Two answers for whoever watches the machine: does the process live, and can it serve?"""

from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django's
    """200 as long as the process answers; asks nothing of the database."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django's
    """200 where the database answers and has every table, else 503 with the reason."""
    try:
        executor = MigrationExecutor(connections["default"])
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    if missing:
        reason = f"{len(missing)} migrations are missing\n"
        return HttpResponse(reason, status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
