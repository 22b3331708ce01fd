"""An identity provider's description of itself. Source: saml-metadata-2.0-os, § 2.4.3."""

from dataclasses import dataclass

from lxml import etree

from portee.protocols.saml.names import DSIG, METADATA, PERSISTENT, POST, REDIRECT, SAMLP


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything is, in whole addresses; `entity` is the provider's name."""

    entity: str
    sign_in: str
    sign_out: str


def describe(places: Places, *, certificate: str) -> bytes:
    """The document; it says nothing of any supplier. `certificate` is in base 64 without its frame."""
    root = etree.Element(
        f"{{{METADATA}}}EntityDescriptor",
        {"entityID": places.entity},
        nsmap={"md": METADATA, "ds": DSIG},
    )
    role = etree.SubElement(
        root, f"{{{METADATA}}}IDPSSODescriptor", protocolSupportEnumeration=SAMLP
    )
    holder = etree.SubElement(role, f"{{{METADATA}}}KeyDescriptor", use="signing")
    info = etree.SubElement(holder, f"{{{DSIG}}}KeyInfo")
    data = etree.SubElement(info, f"{{{DSIG}}}X509Data")
    etree.SubElement(data, f"{{{DSIG}}}X509Certificate").text = certificate
    _add_place(role, "SingleLogoutService", REDIRECT, places.sign_out)
    etree.SubElement(role, f"{{{METADATA}}}NameIDFormat").text = PERSISTENT
    for binding in (REDIRECT, POST):
        _add_place(role, "SingleSignOnService", binding, places.sign_in)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _add_place(role: etree._Element, name: str, binding: str, location: str) -> None:
    etree.SubElement(role, f"{{{METADATA}}}{name}", Binding=binding, Location=location)
