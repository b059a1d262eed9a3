"""The `datapackage.json` of a package: the resources as Data Package 2 and Table Schema describe them."""

import json
from typing import Any

from articles.importing.corpus.columns import Column, Kind, Resource
from articles.importing.corpus.resources import RESOURCES

NAME = "on-the-record"
PARTIAL_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"

_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.WHOLE: {"type": "integer"},
    Kind.SHARE: {"type": "number"},
    Kind.TRUTH: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    Kind.DAY: {"type": "date"},
    Kind.PARTIAL: {"type": "string", "constraints": {"pattern": PARTIAL_DATE}},
    Kind.MOMENT: {"type": "datetime"},
    Kind.MAPPING: {"type": "object"},
    Kind.SLUGS: {"type": "string"},
}


def descriptor() -> str:
    """The text of `datapackage.json`; the same for every package, so that equal corpora are equal bytes."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": NAME,
        "title": "On the Record: a corpus of positions and quotations",
        "description": (
            "Who said what in a policy debate, in which exact words, where they stand, and where that can be "
            "read. Summaries and codings are ours; quotations belong to their speakers and outlets."
        ),
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0: our summaries and codings, not the quotations",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": [_resource(resource) for resource in RESOURCES],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(resource: Resource) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column) for column in resource.columns],
        "missingValues": [""],
    }
    # A key with an empty part is a key to us, but none to the standard.
    if all(resource.column(name).required for name in resource.key):
        schema["primaryKey"] = list(resource.key)
    references = [column for column in resource.columns if column.refers and column.kind is not Kind.SLUGS]
    if references:
        schema["foreignKeys"] = [_foreign_key(resource, column) for column in references]
    return {
        "name": resource.name,
        "title": resource.about,
        "type": "table",
        "path": resource.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _foreign_key(resource: Resource, column: Column) -> dict[str, Any]:
    target = next(one for one in RESOURCES if one.name == column.refers)
    reference: dict[str, Any] = {"fields": [target.key[0]]}
    reference["resource"] = "" if target is resource else target.name
    return {"fields": [column.name], "reference": reference}


def _field(column: Column) -> dict[str, Any]:
    described = dict(_TYPES[column.kind])
    constraints = dict(described.pop("constraints", {}))
    if column.required:
        constraints["required"] = True
    if column.choices and column.kind is Kind.TEXT:
        constraints["enum"] = list(column.choices)
    if column.longest is not None and column.kind is Kind.TEXT:
        constraints["maxLength"] = column.longest
    field = {"name": column.name, **described}
    return field | {"constraints": constraints} if constraints else field
