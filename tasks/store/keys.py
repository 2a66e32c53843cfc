"""The names of stored documents (pure): ids and a hash of the content, nothing of a person."""

from models.values import Assignment

HASH_SHOWN = 16


def object_key(assignment: Assignment, sha256: str) -> str:
    """Another content is another key, so a document that is stored is never changed under anybody's hands."""
    owner = f"{assignment.organization_id}/{assignment.athlete_id}/{assignment.report_id}"
    return f"{owner}/edition-{assignment.edition}-{sha256[:HASH_SHOWN]}.pdf"
