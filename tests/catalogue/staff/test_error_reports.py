"""What readers report reaches those who look after the source, who settle it."""

from django.test import Client

from portee.catalogue.models import ErrorReport, Resource, Source

REPORTS = "/gestion/signalements/"


def reported(source: Source, message: str) -> ErrorReport:
    resource = Resource.objects.create(title=f"Titre de {source.code}", fingerprint="")
    return ErrorReport.objects.create(
        resource=resource, source=source, kind="description", message=message
    )


def test_a_librarian_sees_the_reports_of_her_sources_and_no_others(
    librarian: Client, sources: dict[str, Source]
) -> None:
    for name in ("valley", "hills", "county"):
        reported(sources[name], f"faute de {name}")
    listed = librarian.get(REPORTS).content.decode()
    assert "Titre de valley" in listed
    assert "Titre de hills" not in listed
    assert "Titre de county" not in listed


def test_a_librarian_reads_a_report_and_settles_it(
    librarian: Client, sources: dict[str, Source]
) -> None:
    report = reported(sources["valley"], "La compositrice est <b>Louise Farrenc</b>.")
    address = f"{REPORTS}edit/{report.pk}/"
    page = librarian.get(address).content.decode()
    assert "&lt;b&gt;Louise Farrenc&lt;/b&gt;" in page
    assert librarian.post(address, {"message": "réécrit", "is_settled": "on"}).status_code == 302
    report.refresh_from_db()
    assert report.settled_at is not None
    assert report.message == "La compositrice est <b>Louise Farrenc</b>."


def test_a_report_that_is_only_looked_at_waits(
    librarian: Client, sources: dict[str, Source]
) -> None:
    report = reported(sources["valley"], "faute")
    librarian.post(f"{REPORTS}edit/{report.pk}/", {})
    report.refresh_from_db()
    assert report.settled_at is None
