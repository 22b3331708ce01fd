"""Enrolling with papers: a teacher and her class list, a resident and the proof that her establishment asks for."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError as NothingOpened
from playwright.sync_api import expect

from tests.browser.demo_site import CONSERVATOIRE, TEACHER, Site
from tests.browser.fixtures import NewPage
from tests.browser.installation import Installation
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

CLASS = """Nom;Prénom;Année de naissance;Commune;Classe
Fabre;Élia;2008;Montauban;Cycle 1
Rey;Sami;2007;Caussade;Cycle 1
"""
WORK = """
import django
django.setup()
from portee.kernel.jobs import run_waiting_jobs
run_waiting_jobs()
"""
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"


def work(installation: Installation) -> None:
    """Have what waits for a worker done."""
    subprocess.run(
        [sys.executable, "-c", WORK], env=installation.environment(), check=True, timeout=120
    )


def give_file(keyboard: Keyboard, path: Path) -> None:
    """Reach the field of the file, open the system's window by a key, take the file in it.

    A busy browser may miss the key that asks for a window: whoever sees none presses again.
    """
    keyboard.tab_to(field="file")
    for left in (2, 1, 0):
        try:
            with keyboard.page.expect_file_chooser(timeout=5_000) as chosen:
                keyboard.press("Space")
        except NothingOpened:
            if not left:
                raise
        else:
            chosen.value.set_files(path)
            return


def press(keyboard: Keyboard, name: str) -> None:
    """Reach a button by its name, and press it."""
    keyboard.tab_to(tag="button", name=name)
    keyboard.enter()


def test_a_teacher_enrols_her_class_by_keyboard_and_without_a_script(
    new_page: NewPage, site: Site, installation: Installation, tmp_path: Path
) -> None:
    """Nothing is written before she says yes; the sheets are then printed, and the same list again changes nothing."""
    listed = tmp_path / "cycle-1.csv"
    listed.write_text(CLASS, encoding="utf-8")
    keyboard = Keyboard(new_page(java_script_enabled=False))
    page = keyboard.page
    keyboard.open("/mes-classes/")
    keyboard.tab_to(kind="email")
    keyboard.type(TEACHER.email)
    keyboard.tab_to(kind="password")
    keyboard.type(site.password_of(TEACHER))
    keyboard.submit_form()
    give_file(keyboard, listed)
    press(keyboard, "Envoyer la liste")
    expect(page.get_by_label("Année de naissance")).to_have_value("birth_year")
    press(keyboard, "Voir ce que la liste changerait")
    expect(page.locator("main")).to_contain_text("Nouveaux (2)")
    press(keyboard, "Appliquer 2 lignes")
    work(installation)
    page.reload()
    expect(page.locator("main")).to_contain_text("Appliquée")
    press(keyboard, "Imprimer les feuilles")
    expect(page.locator("main .slips > li")).to_have_count(2)
    assert re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", page.locator("main").inner_text())
    keyboard.open("/mes-classes/")
    give_file(keyboard, listed)
    press(keyboard, "Envoyer la liste")
    press(keyboard, "Voir ce que la liste changerait")
    expect(page.locator("main")).to_contain_text("Inchangés (2)")
    expect(page.locator("main")).to_contain_text("Rien à appliquer")


def test_a_resident_joins_a_proof_on_a_small_phone(new_page: NewPage, tmp_path: Path) -> None:
    """At 320 pixels, by keyboard, without a script nor a cookie; a file that is no proof is told where it was given."""
    wrong, right = tmp_path / "notes.txt", tmp_path / "certificat.pdf"
    wrong.write_text("rien", encoding="utf-8")
    right.write_bytes(PDF)
    phone = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": False}
    keyboard = Keyboard(new_page(**phone))
    page = keyboard.page
    keyboard.open(f"/inscription/?etablissement={CONSERVATOIRE}")
    press(keyboard, "Continuer")
    for field, text in (
        ("display_name", "Nadia Costes"),
        ("birth_year", "1988"),
        ("commune", "Montauban"),
    ):
        keyboard.tab_to(field=field)
        keyboard.type(text)
    press(keyboard, "Continuer")
    keyboard.tab_to(field="email")
    keyboard.type("nadia@demo.example")
    press(keyboard, "Continuer")
    expect(page.locator("main")).to_contain_text("Certificat d’inscription au conservatoire")
    give_file(keyboard, wrong)
    press(keyboard, "Continuer")
    assert page.title().startswith("Erreur")
    give_file(keyboard, right)
    press(keyboard, "Continuer")
    expect(page.locator("main dl")).to_contain_text("Joint")
    keyboard.tab_to(field="consent")
    keyboard.press("Space")
    press(keyboard, "Envoyer ma demande")
    assert "/inscription/envoyee/" in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not page.context.cookies()
