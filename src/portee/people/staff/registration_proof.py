"""The proof joined to a request, for whoever may decide it: a file to take away, that no browser opens on this site."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest

from portee.kernel.private_files import stored
from portee.people.models import RegistrationProof
from portee.ui.backoffice.views.scoped import ScopedInspectView

_TYPES: Final = {"pdf": "application/pdf", "jpeg": "image/jpeg"}
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # Whatever the file holds, it runs nothing and reaches nothing.
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


class ProofView(ScopedInspectView):
    """GET only, and only as long as there is something to decide."""

    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        """Hand the file over, under a name that says nothing of the person."""
        del request, args, kwargs
        if not self.permission_policy.may(self.actor, "change", self.object):
            raise PermissionDenied
        proof = RegistrationProof.objects.filter(registration=self.object).first()
        if proof is None or not stored(proof.stored_path).is_file():
            raise Http404
        suffix = "pdf" if proof.kind == "pdf" else "jpg"
        return FileResponse(
            stored(proof.stored_path).open("rb"),
            as_attachment=True,
            filename=f"justificatif-{self.object.pk}.{suffix}",
            content_type=_TYPES[proof.kind],
            headers=_HEADERS,
        )
