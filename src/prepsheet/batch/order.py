"""What is asked of a batch."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from prepsheet.batch.model import Job
from prepsheet.batch.report import MANIFEST, REPORT
from prepsheet.batch.run import Engine
from prepsheet.batch.store import WORK

PRINT_FILE = "print.pdf"


@dataclass(frozen=True, slots=True)
class Pile:
    """How the print file is piled up: in which order, on which sides of the paper, how many pages on one."""

    order: Literal["roster", "surname"] = "roster"
    duplex: Literal["pad", "none"] = "pad"
    imposition: Literal["single", "two-up", "booklet", "cards"] = "single"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to come out of a roster, and how it is made.

    `title` is what the roster is called, `origin` what tells it apart from others in the same folder.
    Without a `day`, sheets carry that of the folder's first run, without a `pile` there is no print file.
    A `fresh` run forgets all earlier ones.
    """

    job: Job
    output: Path
    title: str
    origin: str
    engine: Engine
    day: datetime.date | None = None
    zipped: bool = False
    pile: Pile | None = None
    fresh: bool = False

    @property
    def archive(self) -> str:
        """The name of the zip."""
        return f"{self.title}.zip"

    @property
    def taken(self) -> tuple[str, ...]:
        """Names in the output that are no person's."""
        return REPORT, MANIFEST, PRINT_FILE, self.archive, WORK
