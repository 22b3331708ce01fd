"""Every environment variable of Portée: name, type, default and meaning, in one table.

This is the only module that reads the environment (tests/architecture holds it). A wrong value stops the start
with a French sentence per variable; `portee doctor` says the same and more. To add a variable, add a line here, or
for a limit of files in `file_limits.py`, which is a part of the table.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from config.file_limits import read_import_limits, read_reader_file_limits
from config.secret_files import read_or_create_secret
from config.variables import (
    Table,
    flag,
    folder,
    integer,
    names,
    networks,
    one_of,
    secret,
    text,
    time_zone,
    url,
    web_address,
)

ROOT = Path(__file__).resolve().parent.parent

_table = Table(os.environ)

DATA_DIR = _table.read(
    "PORTEE_DATA_DIR",
    folder,
    default=str(ROOT / "var"),
    shown_default="var/",
    french="Dossier des données : base SQLite, fichiers, caches, secrets. À sauvegarder.",
    english="Data folder: SQLite database, files, caches, secrets. Back it up.",
)
DATABASE_URL = (
    _table.read(
        "PORTEE_DATABASE_URL",
        url("sqlite", "postgres", "postgresql"),
        shown_default="sqlite:///<PORTEE_DATA_DIR>/portee.sqlite3",
        french="Base de données : postgres://compte:motdepasse@hôte/base pour un vrai réseau.",
        english="Database: postgres://account:password@host/name for a real network.",
        is_secret=True,
    )
    or f"sqlite:///{DATA_DIR / 'portee.sqlite3'}"
)
DATABASE_POOL_SIZE = _table.read(
    "PORTEE_DATABASE_POOL_SIZE",
    integer(at_least=1, at_most=200),
    default="10",
    french="Connexions PostgreSQL au plus, pour chaque processus (au moins autant que de fils).",
    english="Most PostgreSQL connections of each process (at least as many as threads).",
)
DATABASE_POOL_SECONDS = _table.read(
    "PORTEE_DATABASE_POOL_SECONDS",
    integer(at_least=1, at_most=60),
    default="10",
    french="Attente la plus longue d’une connexion PostgreSQL libre, en secondes.",
    english="Longest wait for a free PostgreSQL connection, in seconds.",
)
DATABASE_STATEMENT_SECONDS = _table.read(
    "PORTEE_DATABASE_STATEMENT_SECONDS",
    integer(at_least=0, at_most=86_400),
    default="30",
    french="Durée la plus longue d’une requête PostgreSQL, en secondes ; 0 : sans limite.",
    english="Longest run of one PostgreSQL statement, in seconds; 0 means no limit.",
)
DATABASE_LOCK_SECONDS = _table.read(
    "PORTEE_DATABASE_LOCK_SECONDS",
    integer(at_least=0, at_most=3600),
    default="10",
    french="Attente la plus longue d’un verrou PostgreSQL, en secondes ; 0 : sans limite.",
    english="Longest wait for a PostgreSQL lock, in seconds; 0 means no limit.",
)
DATABASE_IDLE_SECONDS = _table.read(
    "PORTEE_DATABASE_IDLE_SECONDS",
    integer(at_least=0, at_most=3600),
    default="60",
    french="Repos le plus long au milieu d’une transaction PostgreSQL, en secondes.",
    english="Longest rest in the middle of a PostgreSQL transaction, in seconds.",
)
SEARCH_URL = _table.read(
    "PORTEE_SEARCH_URL",
    url("embedded"),
    shown_default="embedded:",
    french="Moteur de recherche ; embedded: (dans le dossier des données) est le seul pour l’instant.",
    english="Search engine; embedded: (in the data folder) is the only one so far.",
)
STORAGE_URL = _table.read(
    "PORTEE_STORAGE_URL",
    url("file"),
    shown_default="file:///<PORTEE_DATA_DIR>/files",
    french="Où sont rangés les fichiers déposés : file:///chemin/absolu.",
    english="Where uploaded files are kept: file:///absolute/path.",
)
SECRET_KEY = _table.read(
    "PORTEE_SECRET_KEY",
    secret(at_least=50),
    shown_default="<PORTEE_DATA_DIR>/secrets/secret_key",
    french="Clé des signatures (sessions, liens). Sans elle, une clé est tirée au premier démarrage.",
    english="Key of signatures (sessions, links). Without it, one is drawn at the first start.",
    is_secret=True,
)
BASE_URL = _table.read(
    "PORTEE_BASE_URL",
    web_address,
    default="http://127.0.0.1:8000",
    french="Adresse du site vue par les lecteurs ; en https, les cookies deviennent sûrs.",
    english="Address of the site as readers see it; with https, cookies become secure.",
)
ALLOWED_HOSTS = _table.read(
    "PORTEE_ALLOWED_HOSTS",
    names,
    shown_default="hôte de PORTEE_BASE_URL",
    french="Autres noms sous lesquels le site répond, séparés par des virgules.",
    english="Other names under which the site answers, separated by commas.",
)
TRUSTED_PROXIES = _table.read(
    "PORTEE_TRUSTED_PROXIES",
    networks,
    shown_default="aucun",
    french="Serveurs mandataires de confiance (adresses, réseaux ou « unix »), dont on croit X-Forwarded-*.",
    english="Trusted reverse proxies (addresses, networks or “unix”), whose X-Forwarded-* are believed.",
)
HSTS_SCOPE = _table.read(
    "PORTEE_HSTS_SCOPE",
    one_of("host", "subdomains", "preload"),
    default="host",
    french="Portée de l’obligation de https : ce nom seul, ses sous-domaines, ou la liste des navigateurs.",
    english="Reach of the https-only rule: this name, its sub-domains, or the browsers’ preload list.",
)
DEBUG = _table.read(
    "PORTEE_DEBUG",
    flag,
    default="0",
    french="Mode de développement : pages d’erreur détaillées. Jamais en service.",
    english="Development mode: detailed error pages. Never on a live site.",
)
NETWORK_NAME = _table.read(
    "PORTEE_NETWORK_NAME",
    text,
    default="Portée",
    french="Nom du réseau, montré en tête de page et dans les courriels.",
    english="Name of the network, shown at the head of pages and in mails.",
)
PUBLISHER = _table.read(
    "PORTEE_PUBLISHER",
    text,
    shown_default="non communiqué",
    french="Organisme qui publie le site (mentions légales).",
    english="Body that publishes the site (legal notice).",
)
PUBLICATION_DIRECTOR = _table.read(
    "PORTEE_PUBLICATION_DIRECTOR",
    text,
    shown_default="non communiqué",
    french="Responsable de la publication (mentions légales).",
    english="Person answerable for what is published (legal notice).",
)
HOSTING = _table.read(
    "PORTEE_HOSTING",
    text,
    shown_default="non communiqué",
    french="Hébergeur : nom, adresse, téléphone (mentions légales).",
    english="Host of the site: name, address, telephone (legal notice).",
)
CONTACT_EMAIL = _table.read(
    "PORTEE_CONTACT_EMAIL",
    text,
    shown_default="non communiqué",
    french="Adresse électronique de l’équipe du réseau, pour les questions et l’accessibilité.",
    english="E-mail address of the network’s team, for questions and accessibility.",
)
DPO_CONTACT = _table.read(
    "PORTEE_DPO_CONTACT",
    text,
    shown_default="non communiqué",
    french="Délégué à la protection des données : adresse électronique ou postale.",
    english="Data protection officer: e-mail or postal address.",
)
SECURITY_CONTACT = _table.read(
    "PORTEE_SECURITY_CONTACT",
    text,
    shown_default="non communiqué",
    french="Où signaler une faille de sécurité : adresse électronique ou page en https.",
    english="Where to report a security flaw: e-mail address or https page.",
)
SOURCE_URL = _table.read(
    "PORTEE_SOURCE_URL",
    url("http", "https"),
    shown_default="non communiqué",
    french="Où télécharger le code source de ce qui tourne ici, que la licence AGPL oblige à offrir.",
    english="Where to download the source code of what runs here, which the AGPL obliges to offer.",
)
TIME_ZONE = _table.read(
    "PORTEE_TIME_ZONE",
    time_zone,
    default="Europe/Paris",
    french="Fuseau horaire du réseau.",
    english="Time zone of the network.",
)
EMAIL_URL = _table.read(
    "PORTEE_EMAIL_URL",
    url("console", "file", "smtp", "smtps", "smtp+tls"),
    default="console:",
    french="Envoi des courriels : smtp+tls://compte:motdepasse@hôte:587, file:///dossier ou console:.",
    english="How mail leaves: smtp+tls://account:password@host:587, file:///folder or console:.",
    is_secret=True,
)
EMAIL_FROM = _table.read(
    "PORTEE_EMAIL_FROM",
    text,
    default="Portée <ne-pas-repondre@localhost>",
    french="Expéditeur des courriels.",
    english="Sender of mails.",
)
WEB_WORKERS = _table.read(
    "PORTEE_WEB_WORKERS",
    integer(at_least=1, at_most=64),
    default="2",
    french="Processus du serveur web, environ un par cœur.",
    english="Processes of the web server, about one per core.",
)
WEB_THREADS = _table.read(
    "PORTEE_WEB_THREADS",
    integer(at_least=1, at_most=64),
    default="8",
    french="Fils de chaque processus du serveur web.",
    english="Threads of each process of the web server.",
)
LOG_LEVEL = _table.read(
    "PORTEE_LOG_LEVEL",
    one_of("DEBUG", "INFO", "WARNING", "ERROR"),
    default="INFO",
    french="Ce que disent les journaux : DEBUG, INFO, WARNING ou ERROR.",
    english="What logs tell: DEBUG, INFO, WARNING or ERROR.",
)
METRICS_TOKEN = _table.read(
    "PORTEE_METRICS_TOKEN",
    secret(at_least=20),
    shown_default="/metrics fermé",
    french="Jeton qui ouvre /metrics (Authorization: Bearer …). Sans lui, la page n’existe pas.",
    english="Token that opens /metrics (Authorization: Bearer …). Without it the page does not exist.",
    is_secret=True,
)
IMPORT_READERS = _table.read(
    "PORTEE_IMPORT_READERS",
    integer(at_least=0, at_most=64),
    default="2",
    french="Processus qui lisent les notices d’une grande importation ; 0 : dans celui qui les écrit.",
    english="Processes that read the records of a large import; 0: in the one that writes them.",
)
IMPORT_LIMITS = read_import_limits(_table)
READER_FILE_LIMITS = read_reader_file_limits(_table)
OUTBOUND_PRIVATE_HOSTS = _table.read(
    "PORTEE_OUTBOUND_PRIVATE_HOSTS",
    names,
    shown_default="aucun",
    french="Serveurs du réseau privé que Portée peut appeler (hôte ou hôte:port) ; un SIGB ou un annuaire, même "
    "public, toujours avec son port.",
    english="Servers of the private network that Portée may call (host or host:port); a reader system, even a public "
    "one, always with its port.",
)

STAFF_SECOND_FACTOR = _table.read(
    "PORTEE_STAFF_SECOND_FACTOR",
    one_of("required", "demo"),
    default="required",
    french="Deuxième étape de la connexion des professionnels : required, ou demo, qui en dispense les comptes "
    "@demo.example de la démonstration et eux seuls.",
    english="Second step of staff’s sign-in: required, or demo, which spares the demonstration’s own @demo.example "
    "accounts and no others.",
)
BREACHED_PASSWORDS = _table.read(
    "PORTEE_BREACHED_PASSWORDS",
    text,
    shown_default="aucun",
    french="Liste de mots de passe déjà volés : un fichier trié d’empreintes SHA-1, entières ou abrégées, une par "
    "ligne.",
    english="List of passwords already stolen: a sorted file of SHA-1 fingerprints, whole or shortened, one a line.",
)
THEME_FILE = _table.read(
    "PORTEE_THEME_FILE",
    text,
    shown_default="<PORTEE_DATA_DIR>/theme.json",
    french="Couleurs du réseau, en JSON ; refusées si leur contraste ne suffit pas (norme AA).",
    english="Colours of the network, in JSON; refused when their contrast fails AA.",
) or str(DATA_DIR / "theme.json")

IS_HTTPS = BASE_URL.startswith("https://")
STORAGE_DIR = Path(urlsplit(STORAGE_URL).path) if STORAGE_URL else DATA_DIR / "files"

if DEBUG and IS_HTTPS:
    _table.refuse("PORTEE_DEBUG", "le mode de développement ne va pas avec une adresse en https.")
if STAFF_SECOND_FACTOR == "demo" and IS_HTTPS:
    _table.refuse(
        "PORTEE_STAFF_SECOND_FACTOR",
        "le mode de démonstration ne va pas avec une adresse en https ; un vrai réseau demande la deuxième étape.",
    )
if BREACHED_PASSWORDS and not Path(BREACHED_PASSWORDS).is_file():
    _table.refuse("PORTEE_BREACHED_PASSWORDS", "ce fichier n’existe pas.")
VARIABLES = _table.finish()


def secret_key() -> str:
    """The key of signatures: the given one, or the one drawn at first start and kept in the data folder.

    Raises InvalidEnvironment when the data folder cannot keep it.
    """
    return SECRET_KEY or read_or_create_secret(DATA_DIR / "secrets" / "secret_key")


def pairwise_key() -> str:
    """The key of the names by which suppliers know readers, as `secret_key`; a new one renames nobody."""
    return read_or_create_secret(DATA_DIR / "secrets" / "pairwise_key")


def unknown_names() -> tuple[str, ...]:
    """Variables of the environment that look like ours and are not: most often a slip of the pen."""
    known = {variable.name for variable in VARIABLES}
    return tuple(sorted(n for n in os.environ if n.startswith("PORTEE_") and n not in known))


_METRICS = "PROMETHEUS_MULTIPROC_DIR"


def share_metrics_in(directory: Path) -> None:
    """Tell prometheus_client, before it is imported, where the processes of one server add up their figures."""
    os.environ[_METRICS] = str(directory)


def are_metrics_shared() -> bool:
    """Whether the processes of this server add up their figures."""
    return _METRICS in os.environ
