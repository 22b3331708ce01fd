"""What the browser is told about this site, and the cookies it is asked to keep."""

from typing import Any

from csp.constants import NONCE, NONE, SELF

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
"""Nothing but what this site serves itself; no inline script or style, no `unsafe-*`.

`frame-src` keeps this site itself: the preview of the back office is a frame of it, and
`kernel.security.headers` lets exactly those pages that ask for it be framed by this site.
"""

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
"""Features of the device that no page of Portée asks for; a page that will must open its own by an ADR."""


def cookie_name(name: str, *, is_https: bool) -> str:
    """The name of a cookie; `__Host-` binds it to this very host, and browsers take that over https alone."""
    return f"__Host-{name}" if is_https else name
