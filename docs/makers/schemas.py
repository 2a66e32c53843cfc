"""JSON schemas of what `debrief facts --json` and `debrief series --json` print, from the types behind them."""

import json
from typing import Any

from makers.sample import WEEK, WHO, histories
from pydantic import TypeAdapter

from desk.facts_table import OF_REPORT
from models.facts import COMPARISONS, UNITS, FactSheet
from tasks.analyse.facts import series_of

KEY = r"^[a-z0-9_]+(\.[a-z0-9_]+)+$"  # as slots refer to facts
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def facts_schema() -> str:
    sheet = TypeAdapter(FactSheet).json_schema(mode="serialization")
    parts: Schema = {name: part for name, part in sheet["properties"].items() if not name.startswith("_")}
    said = {name: parts.pop(field) for name, field in OF_REPORT.items()}
    said = {"athlete": {"type": "string", "format": "uuid"}, **said, "facts_hash": {"type": "string"}}
    by_key = {"type": "object", "propertyNames": {"pattern": KEY}, "additionalProperties": parts.pop("facts")["items"]}
    report = {"type": "object", "properties": said}
    defined = sheet["$defs"]
    defined["Fact"]["properties"]["unit"] = {"enum": sorted(UNITS)}
    defined["Comparison"]["properties"]["kind"] = {"enum": list(COMPARISONS)}
    whole = {"type": "object", "properties": {"report": report, "facts": by_key, **parts}, "$defs": defined}
    return _page("What `debrief facts --json` prints", whole)


def series_schema() -> str:
    (day,) = series_of(histories({}), WHO, WEEK.end, WEEK.end)
    number = {"type": ["number", "null"]}
    properties = {name: {"type": "string", "format": "date"} if name == "date" else number for name in day}
    days = {"type": "array", "items": {"type": "object", "properties": properties}}
    return _page("What `debrief series --json` prints", days)


def _page(title: str, schema: Schema) -> str:
    page = {"$schema": DIALECT, "title": title, **_with_every_key(schema)}
    return json.dumps(page, indent=2, ensure_ascii=False) + "\n"


def _with_every_key(schema: Any) -> Any:
    """Every key is always there; titles and defaults only repeat what is said already."""
    if isinstance(schema, list):
        return [_with_every_key(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: _with_every_key(part) for name, part in schema.items() if name not in ("title", "default")}
    for names in schema.keys() & {"properties", "$defs"}:  # here a title is a key like any other
        kept[names] = {name: _with_every_key(part) for name, part in schema[names].items()}
    return {**kept, "required": list(kept["properties"])} if "properties" in kept else kept
