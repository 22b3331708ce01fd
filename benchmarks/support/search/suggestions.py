"""Suggestions while typing: what they cost, and whether a wrong letter still leads to the right word."""

import random
import time
from itertools import islice

from benchmarks.support.search.documents import Catalogue
from benchmarks.support.search.promises import Promise, quantile
from portee.catalogue.search.analysis import exact_terms
from portee.catalogue.search.port import Engine

TYPED = 200
SHORTEST = 5
ROUNDS = 2
MOST_MS = 2.0
LEAST_RIGHT = 0.9


def _one_edit(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        )
    )


def suggestion_promises(engine: Engine, catalogue: Catalogue) -> list[Promise]:
    """Type beginnings of names that documents bear, then names with one edit: p95, and the share that comes back."""
    chance = random.Random(11)
    names = (name for document in catalogue.documents() for name in document.people)
    words = list(
        islice((w for name in names for w in exact_terms(name)[:1] if len(w) >= SHORTEST), TYPED)
    )
    begun = [word[: chance.randint(1, len(word))] for word in words]
    wrong = [_one_edit(word, chance) for word in words]
    found = [engine.suggest(text, limit=5) for text in wrong]
    right = sum(
        any(word in exact_terms(one.text) for one in five)
        for word, five in zip(words, found, strict=True)
    )
    return [
        Promise("suggestions, beginnings, p95", _p95(engine, begun), most=MOST_MS, unit="ms"),
        Promise("suggestions, one edit, p95", _p95(engine, wrong), most=MOST_MS, unit="ms"),
        Promise("suggestions, one edit, right in five", right / len(words), least=LEAST_RIGHT),
    ]


def _p95(engine: Engine, texts: list[str]) -> float:
    return quantile([_least(engine, text) for text in texts], 0.95)


def _least(engine: Engine, text: str) -> float:
    took = []
    for _ in range(ROUNDS):
        before = time.process_time()
        engine.suggest(text, limit=5)
        took.append((time.process_time() - before) * 1000)
    return min(took)
