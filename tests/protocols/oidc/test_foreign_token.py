"""Tokens of another provider: believed when everything is right, refused by a code for each thing that is not."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa_key
from hypothesis import given
from hypothesis import strategies as st
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from portee.protocols.oidc import (
    DescriptionError,
    TokenError,
    draw_private_key,
    read_description,
    read_id_token,
    read_private_key,
    sign_token,
)

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
KEY, OTHER = (read_private_key(draw_private_key()) for _one in range(2))
ISSUER = "https://idp.example.org"
NOW = int(AT.timestamp())
RIGHT: dict[str, Any] = {
    "iss": ISSUER,
    "aud": "portee",
    "sub": "zoe",
    "iat": NOW,
    "exp": NOW + 300,
    "nonce": "once",
}


def read(token: str, keys: Any = (KEY.public,), at: datetime = AT) -> dict[str, Any]:
    return read_id_token(token, keys=keys, issuer=ISSUER, client_id="portee", nonce="once", at=at)


def refusal(token: str, keys: Any = (KEY.public,), at: datetime = AT) -> str:
    with pytest.raises(TokenError) as caught:
        read(token, keys, at)
    return caught.value.reason


def test_right_token_is_believed_until_it_is_over() -> None:
    token = sign_token(RIGHT, key=KEY)
    assert read(token)["sub"] == "zoe"
    assert read(token, at=AT + timedelta(seconds=360))
    assert refusal(token, at=AT + timedelta(seconds=361)) == "expired"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"iss": "https://idp.example.org/"}, "issuer"),
        ({"aud": "other"}, "audience"),
        ({"aud": None}, "audience"),
        ({"aud": ["portee", "other"]}, "audience"),
        ({"azp": "other"}, "audience"),
        ({"sub": "x" * 256}, "subject"),
        ({"sub": "x\n"}, "subject"),
        ({"sub": None}, "subject"),
        ({"nonce": "twice"}, "nonce"),
        ({"exp": "demain"}, "clock"),
        ({"exp": 1e30}, "clock"),
        ({"exp": True}, "clock"),
        ({"iat": NOW + 61}, "clock"),
        ({"iat": NOW - 661}, "clock"),
    ],
    ids=str,
)
def test_what_is_wrong_is_refused_by_its_code(wrong: dict[str, Any], reason: str) -> None:
    assert refusal(sign_token({**RIGHT, **wrong}, key=KEY)) == reason


def test_several_audiences_are_taken_when_it_was_asked_for_by_us() -> None:
    assert read(sign_token({**RIGHT, "aud": ["other", "portee"], "azp": "portee"}, key=KEY))


def test_algorithm_is_never_the_token_s_choice() -> None:
    with_secret = jwt.encode(RIGHT, str(KEY.public["n"]), algorithm="HS256")
    assert refusal(jwt.encode(RIGHT, "", algorithm="none")) == "algorithm"
    assert refusal(with_secret) == "algorithm"


def test_key_must_be_the_one_that_is_named_and_of_the_right_kind() -> None:
    token = sign_token(RIGHT, key=KEY)
    assert refusal(token, [OTHER.public]) == "key"
    assert refusal(token, [{**OTHER.public, "kid": KEY.kid}]) == "signature"
    assert refusal(token, [{**KEY.public, "use": "enc"}]) == "key"
    assert refusal(token, [{**KEY.public, "alg": "RS512"}]) == "key"
    assert refusal(token, [{"kty": "oct", "k": "c2VjcmV0", "kid": KEY.kid}]) == "key"
    assert refusal(token, [{**KEY.public, "n": "!"}]) == "key"
    assert refusal(token, [KEY.public, KEY.public]) == "key"
    assert read(token, [OTHER.public, KEY.public])


def test_elliptic_curves_are_taken_and_small_keys_are_not() -> None:
    curve = generate_private_key(SECP256R1())
    public = ECAlgorithm.to_jwk(curve.public_key(), as_dict=True)
    assert read(jwt.encode(RIGHT, curve, algorithm="ES256"), [public])
    small = generate_rsa_key(public_exponent=65_537, key_size=1024)  # noqa: S505 - what is refused
    public = RSAAlgorithm.to_jwk(small.public_key(), as_dict=True)
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        token = jwt.encode(RIGHT, small, algorithm="RS256")
    assert refusal(token, [public]) == "key"


@given(st.text(max_size=200) | st.from_regex(r"[\w-]{1,40}\.[\w-]{1,40}\.[\w-]{1,40}"))
def test_whatever_else_is_refused(text: str) -> None:
    assert refusal(text) in {"form", "algorithm", "key"}


@given(st.binary(max_size=200))
def test_whatever_is_no_description_is_refused(content: bytes) -> None:
    with pytest.raises(DescriptionError):
        read_description(content, issuer=ISSUER)


def test_description_of_other_hosts_is_believed_only_when_they_are_named() -> None:
    said = {
        "issuer": ISSUER,
        "authorization_endpoint": f"{ISSUER}/authorize",
        "token_endpoint": "https://api.example.org/token",
        "jwks_uri": f"{ISSUER}/keys",
    }
    content = json.dumps(said).encode()
    with pytest.raises(DescriptionError) as caught:
        read_description(content, issuer=ISSUER)
    assert (caught.value.reason, caught.value.detail) == ("host", "api.example.org")
    found = read_description(content, issuer=ISSUER, other_hosts=["API.example.org"])
    assert (found.token, found.userinfo) == ("https://api.example.org/token", "")
