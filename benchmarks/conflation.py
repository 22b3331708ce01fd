"""Which words meet: our chain beside Snowball alone, folded before or after, over the words of French texts.

Words come from our vocabularies and, where they are, from the novels of the shared data (ELTeC-fra, public domain).

    make bench-conflation
"""

import argparse
import gzip
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from Stemmer import Stemmer

from portee.catalogue.search.analysis import exact_terms, stem
from portee.catalogue.vocabularies import NAMES, vocabulary

SHARED = Path(
    os.environ.get("PORTEE_SHARED_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data"
)
_snowball = Stemmer("french")
Chain = Callable[[str], str]
Pairs = list[tuple[str, str]]

CHAINS: dict[str, Chain] = {
    "ours": lambda word: stem(_folded(word)),
    "fold, Snowball": lambda word: str(_snowball.stemWord(_folded(word))),
    "Snowball, fold": lambda word: _folded(str(_snowball.stemWord(word))),
}
FEMININES = (("eur", "euse"), ("teur", "trice"), ("eux", "euse"), ("ien", "ienne"), ("é", "ée"))


def _folded(word: str) -> str:
    return "".join(exact_terms(word))


def _words() -> set[str]:
    texts = [
        text
        for name in NAMES
        for entry in vocabulary(name).entries.values()
        for text in (entry.french, *entry.words)
    ]
    for path in sorted((SHARED / "15-texts").glob("*.txt.gz")):
        texts.append(gzip.decompress(path.read_bytes()).decode("utf-8"))
    found = re.findall(r"[a-zàâäçéèêëîïôöùûüÿœæ]{3,}", " ".join(texts).lower())
    return set(found)


def _met(chain: Chain, pairs: Iterable[tuple[str, str]]) -> str:
    met = [chain(one) == chain(other) for one, other in pairs]
    return f"{sum(met) / len(met):>9.1%}" if met else f"{'none':>9}"


def _families(words: set[str]) -> dict[str, Pairs]:
    families: dict[str, Pairs] = {
        "typed without accents": [(w, _folded(w)) for w in words if _folded(w) != w],
        "plural -s": [(w, w + "s") for w in words if w + "s" in words],
        "feminine -e": [(w, w + "e") for w in words if w + "e" in words and len(w) > 3],
    }
    for masculine, feminine in FEMININES:
        families[f"-{masculine} / -{feminine}"] = [
            (word, word[: -len(masculine)] + feminine)
            for word in words
            if word.endswith(masculine) and word[: -len(masculine)] + feminine in words
        ]
    return families


def main() -> None:
    """Print, for each family of pairs, the share that meets in each chain."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="ci")
    parser.parse_args()
    words = _words()
    print(f"{len(words):,} words")
    print(f"{'':<24}{'pairs':>7}" + "".join(f"{name:>16}" for name in CHAINS))
    for name, pairs in _families(words).items():
        shares = "".join(f"{_met(chain, pairs):>16}" for chain in CHAINS.values())
        print(f"{name:<24}{len(pairs):>7}{shares}")


if __name__ == "__main__":
    main()
