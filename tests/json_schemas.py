"""The schemas of docs/, and whether a document is what they say, to the last key."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

DOCS = Path(__file__).resolve().parents[1] / "docs"


@cache
def validator(name: str) -> Draft202012Validator:
    """The published schema leaves room for keys to come; here one that it does not name is an error."""
    schema = json.loads((DOCS / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(_closed(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(name: str, document: Any) -> list[str]:
    return [f"{one.json_path}: {one.message}" for one in validator(name).iter_errors(document)]


def _closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: _closed(part) for name, part in schema.items()}
    return {**kept, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else kept
