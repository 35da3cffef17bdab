"""Where encrypted values lie beside the fields of records, so that a change of keys finds them all."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Table


@dataclass(frozen=True, slots=True)
class Place:
    """A column of ciphertexts; `purpose` of a row by its id."""

    table: Table
    column: str
    purpose: Callable[[str], str]


PLACES: list[Place] = []


def encrypted_in(table: Table, column: str, purpose: Callable[[str], str]) -> None:
    """A feature says where it keeps what it encrypts."""
    PLACES.append(Place(table, column, purpose))
