"""The bytes of a picture: PDF, SVG and PNG that are the same from run to run, and files that are whole or not there."""

from __future__ import annotations

import logging
import os
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure as Canvas

FORMATS = ("pdf", "svg", "png")


def rendered(canvas: Canvas, kind: str, *, title: str) -> bytes:
    """The canvas in a format, to be called on stage.  No date, no version, no path is written into it."""
    metadata: dict[str, dict[str, Any]] = {
        "pdf": {"Title": title, "Creator": "GAN theory, checked", "Producer": None, "CreationDate": None},
        "svg": {"Title": title, "Creator": "GAN theory, checked", "Date": None},
        "png": {"Title": title, "Software": None},
    }
    # matplotlib's own fonts carry the date 0, of which fontTools warns once a font when it cuts them to what is used
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    stream = BytesIO()
    canvas.savefig(stream, format=kind, metadata=metadata[kind])
    return stream.getvalue()


def put(path: Path, content: bytes) -> None:
    """All of it or nothing: a reader sees the old file or the new one, whenever this process dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")  # two commands may write to one folder
    try:
        part.write_bytes(content)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
