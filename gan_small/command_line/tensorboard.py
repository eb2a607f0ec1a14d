"""Scalars for TensorBoard, for those who have it: the medians of every look."""

from __future__ import annotations

import importlib.util
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from gan_small.command_line.provisional import provisional
from gan_small.game import Game
from gan_small.history import Look
from gan_small.recipe import NotARecipe


class Board:
    """A watcher that writes each look once, into a folder that `tensorboard --logdir` reads.

    A run that was killed and resumed has its old events from then on hidden (`purge_step`).
    Raises NotARecipe where the package tensorboard is not installed.
    """

    def __init__(self, folder: Path) -> None:
        if importlib.util.find_spec("tensorboard") is None:
            raise NotARecipe(
                "--tensorboard needs the package tensorboard, which is not installed: pip install tensorboard"
            )
        self.folder, self.seen = folder, 0
        self.writer: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.writer is not None:
            self.writer.close()

    def __call__(self, game: Game, looks: list[Look]) -> None:
        if self.writer is None:
            from torch.utils.tensorboard import SummaryWriter

            self.seen = len(looks)
            self.writer = SummaryWriter(str(self.folder), purge_step=looks[-1].step + 1 if looks else 0)
        for look in looks[self.seen :]:
            for name, value in asdict(provisional(game, look)).items():
                if name != "step":
                    self.writer.add_scalar(name, value, look.step)
        self.seen = len(looks)
