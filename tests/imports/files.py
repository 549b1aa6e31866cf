"""Files to import."""

from __future__ import annotations

from pathlib import Path
from typing import Any

FULL: dict[str, Any] = {
    "$schema": "https://example.org/schema.json",
    "basics": {
        "name": "Aïcha O’Neill",
        "label": "Tool: maker",
        "image": "me.png",
        "email": "aicha@example.org",
        "phone": "0100 200",
        "url": "https://example.org/#me",
        "summary": "- I make tools.\n\n  I mend them, too: since 1999, with one hand or two, in a shed.",
        "location": {
            "address": "1 Yard\nGate 2",
            "postalCode": "0100",
            "city": "Oslo",
            "countryCode": "NO",
            "region": "null",
        },
        "profiles": [{"network": "X", "username": "~", "url": "https://example.org"}],
    },
    "work": [
        {
            "id": "yard",
            "name": "Yard & Sons",
            "location": "Oslo",
            "description": "Ships",
            "position": "Fitter",
            "url": "https://example.org",
            "startDate": "2020",
            "endDate": "2021-02-03",
            "summary": "x" * 300 + " y",
            "highlights": ["10:30 every day", "", "yes", "# one", "a: b"],
        }
    ],
    "volunteer": [
        {"organization": "Lifeboat", "position": "Crew", "startDate": "2001-02", "highlights": ["é"]}
    ],
    "education": [
        {"institution": "School", "area": "Metal", "studyType": "BA", "score": "1.0", "courses": ["Heat"]}
    ],
    "awards": [{"title": "Best weld", "date": "2020-01-01", "awarder": "Guild", "summary": "!"}],
    "certificates": [{"name": "TIG", "date": "2020", "url": "x", "issuer": "Guild"}],
    "publications": [
        {"name": "On rust", "publisher": "P", "releaseDate": "2020", "url": "x", "summary": "s"}
    ],
    "skills": [{"name": "Welding", "level": "Master", "keywords": ["TIG", "on", "3.0"]}],
    "languages": [{"language": "Norsk", "fluency": "Native"}],
    "interests": [{"name": "Sea", "keywords": ["tide"]}],
    "references": [{"name": "Kari", "reference": "“Good.”"}],
    "projects": [
        {
            "name": "Crane",
            "description": "A crane",
            "highlights": ["It lifts"],
            "keywords": ["steel"],
            "startDate": "2019",
            "endDate": "present",
            "url": "x",
            "roles": ["Fitter"],
            "entity": "Yard",
            "type": "machine",
        }
    ],
    "meta": {"canonical": "x", "version": "v1.0.0", "lastModified": "2020-01-01T00:00:00"},
}
"""A JSON Resume with every key of the standard, and texts that YAML could take for something else."""


def put(folder: Path, name: str, text: str) -> Path:
    """Write a file; returns its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
