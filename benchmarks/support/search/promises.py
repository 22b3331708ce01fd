"""What was promised of search, and what was measured of it, one line each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """A figure and the most, or the least, that it was promised to be."""

    what: str
    measured: float
    most: float | None = None
    least: float | None = None
    unit: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the figure is on the right side."""
        if self.most is not None:
            return self.measured <= self.most
        return self.least is None or self.measured >= self.least

    def __str__(self) -> str:
        limit = f"≤ {self.most:.3g}" if self.most is not None else f"≥ {self.least:.3g}"
        said = "kept" if self.is_kept else "BROKEN"
        return f"{self.what:<52}{self.measured:>9.3f}{limit:>10} {self.unit:<3}{said:>8}"


def quantile(figures: list[float], share: float) -> float:
    """The figure under which that share of them lies."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
