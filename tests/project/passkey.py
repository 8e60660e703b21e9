"""A passkey as a browser would have sent it, without a browser."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from backpain.accounts.models import User

USER_IS_PRESENT_AND_VERIFIED, HAS_A_CREDENTIAL = 0x05, 0x40


def give_passkey(user: User) -> Authenticator:
    name = str(user.pk).zfill(16).encode()
    key = ES256.from_cryptography_key(
        ec.generate_private_key(ec.SECP256R1()).public_key()
    )
    credential = AttestedCredentialData.create(Aaguid.NONE, name, key)
    flags = USER_IS_PRESENT_AND_VERIFIED | HAS_A_CREDENTIAL
    response = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create(
            "webauthn.create", b"0" * 32, "http://testserver"
        ),
        attestation_object=AttestationObject.create(
            "none", AuthenticatorData.create(b"0" * 32, flags, 0, credential), {}
        ),
    )
    sent = _plain(RegistrationResponse(raw_id=name, response=response))
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Key", "credential": sent}
    )


def _plain(value: Any) -> Any:
    """Return it as JSON has it: a mapping of the package is none to json."""
    if hasattr(value, "keys"):
        return {name: _plain(value[name]) for name in value.keys()}  # noqa: SIM118 - it is no dict
    return value
