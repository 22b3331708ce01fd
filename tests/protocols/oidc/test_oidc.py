"""Proof of codes, keys, tokens."""

import jwt
import pytest

from portee.protocols.oidc import (
    draw_private_key,
    is_challenge,
    proves,
    public_keys,
    read_private_key,
    sign_token,
)

# Source: RFC 7636, appendix B.
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_verifier_of_the_standard_proves_its_challenge() -> None:
    assert is_challenge(CHALLENGE, method="S256")
    assert proves(VERIFIER, challenge=CHALLENGE)


@pytest.mark.parametrize("verifier", ["", VERIFIER[:-1], VERIFIER + "a", "é" * 43, VERIFIER + "\n"])
def test_any_other_verifier_proves_nothing(verifier: str) -> None:
    assert not proves(verifier, challenge=CHALLENGE)


@pytest.mark.parametrize(
    ("challenge", "method"),
    [("", "S256"), (CHALLENGE, "plain"), (CHALLENGE, ""), ("a" * 42, "S256")],
)
def test_challenge_that_cannot_be_proven_is_none(challenge: str, method: str) -> None:
    assert not is_challenge(challenge, method=method)


def test_token_is_read_by_the_public_keys_alone() -> None:
    key, other = (read_private_key(draw_private_key()) for _number in range(2))
    token = sign_token({"sub": "a", "aud": "b"}, key=key, kind="logout+jwt")
    assert jwt.get_unverified_header(token) == {"alg": "RS256", "kid": key.kid, "typ": "logout+jwt"}
    shown = public_keys([other, key])
    assert "d" not in shown["keys"][0]
    found = jwt.PyJWKSet.from_dict(shown)
    claims = jwt.decode(token, found[key.kid].key, algorithms=["RS256"], audience="b")
    assert claims["sub"] == "a"
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, found[other.kid].key, algorithms=["RS256"], audience="b")
