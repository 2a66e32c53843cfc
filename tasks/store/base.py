"""What a store promises, whichever it is."""

from typing import Protocol

from models.values import Filed


class Store(Protocol):
    def put(self, key: str, data: bytes) -> Filed:
        """File the document. Putting what is already there is success; under one key there is only one content."""

    def get(self, key: str) -> bytes: ...

    def delete(self, key: str) -> None: ...

    def probe(self) -> None:
        """Write, read and delete a small file; raises a plain sentence when that cannot be done."""

    def place(self, key: str) -> str:
        """Where a person finds it."""
