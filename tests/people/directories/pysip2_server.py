"""The SIP2 server of pysip2, with the readers of `ils.py`: `python -m tests.people.directories.pysip2_server PORT`."""

import sys

import anyio
from pysip2 import (
    LOGIN,
    PATRON_INFORMATION,
    LoginRequest,
    LoginResponse,
    PatronInformationRequest,
    PatronInformationResponse,
    RequestContext,
    SIP2Server,
)

from tests.people.directories.readers import SECRET, reader_of

app = SIP2Server(institution_id="BMVR")


@app.route(LOGIN)
async def login(
    request: LoginRequest, _context: RequestContext[LoginRequest, LoginResponse]
) -> LoginResponse:
    is_right = (request.login_user_id, request.login_password) == ("portee", "mot-de-passe")
    return LoginResponse(ok="1" if is_right else "0")


@app.route(PATRON_INFORMATION)
async def patron(
    request: PatronInformationRequest,
    context: RequestContext[PatronInformationRequest, PatronInformationResponse],
) -> PatronInformationResponse:
    reader = reader_of(request.patron_identifier)
    is_right = reader is not None and request.patron_password == SECRET
    return PatronInformationResponse(
        patron_status="    Y         " if reader and reader.is_lost else " " * 14,
        language=request.language,
        transaction_date=context.now_18(),
        institution_id=request.institution_id,
        patron_identifier=request.patron_identifier,
        personal_name=reader.name if reader else "",
        valid_patron="Y" if reader else "N",
        valid_patron_password="Y" if is_right else "N",
        email_address=(reader.email or None) if reader else None,
        hold_items_count="0000",
        overdue_items_count="0000",
        charged_items_count="0000",
        fine_items_count="0000",
        recall_items_count="0000",
        unavailable_holds_count="0000",
    )


if __name__ == "__main__":
    anyio.run(app.serve, "127.0.0.1", int(sys.argv[1]))
