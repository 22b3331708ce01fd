"""What a proof is, by its content: a PDF, or a picture that is drawn again without what the camera wrote beside it."""

import io
import warnings
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from portee.kernel.errors import DomainError
from portee.people.models import ProofKind

MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 2_400
"""Enough to read a bill photographed whole."""
_QUALITY: Final = 82
_PDF_HEAD_BYTES: Final = 1024
_HEIC: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1")


class ProofRefusedError(DomainError):
    """This file cannot be a proof."""

    code = "people.proof_refused"


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof fit to be kept."""

    kind: ProofKind
    content: bytes


def read_proof(content: bytes) -> Proof:
    """Check a file by its content; a picture comes out upright, small enough, and without a word about its place.

    Raises: ProofRefusedError.
    """
    if not content:
        raise ProofRefusedError(_("The file is empty."))
    if b"%PDF-" in content[:_PDF_HEAD_BYTES]:
        if b"%%EOF" not in content[-_PDF_HEAD_BYTES:]:
            raise ProofRefusedError(_("This PDF is cut short: send it again."))
        return Proof(ProofKind.PDF, content)
    if content[4:12] in _HEIC:
        raise ProofRefusedError(
            _("Pictures in HEIC are not read here: send the picture as JPEG, or a PDF.")
        )
    return Proof(ProofKind.JPEG, _drawn_again(content))


def _drawn_again(content: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise ProofRefusedError(
                        _("This picture is too large: forty million points at most.")
                    )
                upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ProofRefusedError(
            _("This file is not a PDF, nor a picture in JPEG or PNG.")
        ) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    kept = io.BytesIO()
    # A new picture holds nothing but its points: neither place, nor date, nor make of the camera.
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    plain.save(kept, "JPEG", quality=_QUALITY)
    return kept.getvalue()
