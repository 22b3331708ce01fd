"""The drawing that leads a telephone to an address."""

from io import BytesIO

import segno


def qr_code(address: str) -> bytes:
    """An SVG, black on white whatever the theme, without style; a long address makes finer squares."""
    drawing = BytesIO()
    segno.make(address, error="m").save(
        drawing,
        kind="svg",
        border=4,
        scale=8,
        dark="#000",
        light="#fff",
        svgclass=None,
        lineclass=None,
    )
    return drawing.getvalue()
