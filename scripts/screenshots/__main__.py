"""`make screenshots`: write the pictures of twelve pages into `var/screenshots/`; with `FIGURES=1`, those of the guide.

Without `--site`, a whole demonstration network is made in a temporary folder first: a minute or two.
"""

import argparse
from pathlib import Path

from scripts.screenshots.camera import Camera, Scheme, camera_on, whole_page
from scripts.screenshots.demonstration import demonstration, running_site
from scripts.screenshots.figures import FIGURES, take
from scripts.screenshots.pages import PAGES

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = (320, 1280)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def main() -> None:
    """Take what was asked for, and say where it is."""
    options = _options()
    chosen = (
        running_site(options.site, data_folder=options.data) if options.site else demonstration()
    )
    with chosen as site, camera_on(site) as camera:
        if options.figures:
            for figure in FIGURES:
                if options.only in figure.name:
                    for path in take(figure, camera):
                        print(f"{path.stat().st_size:>6} bytes  {path.relative_to(ROOT)}")
        else:
            count = _take_pages(camera, options.into, only=options.only, language=options.language)
            print(f"{count} pictures in {options.into}")


def _take_pages(camera: Camera, folder: Path, *, only: str, language: str) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for subject in PAGES:
        for width in WIDTHS if only in subject.name else ():
            for scheme in SCHEMES:
                with camera.open(subject, width=width, scheme=scheme, language=language) as page:
                    whole_page(page, folder / f"{subject.name}-{width}-{scheme}.png")
                count += 1
    return count


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.screenshots", description=__doc__)
    parser.add_argument("--site", help="address of a running demonstration, instead of making one")
    parser.add_argument(
        "--data", type=Path, default=ROOT / "var", help="data folder of that demonstration"
    )
    parser.add_argument("--into", type=Path, default=ROOT / "var" / "screenshots")
    parser.add_argument("--only", default="", help="only what bears this in its name")
    parser.add_argument("--language", choices=("fr", "en"), default="fr")
    parser.add_argument(
        "--figures", action="store_true", help="write the pictures of docs/images/ instead"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
