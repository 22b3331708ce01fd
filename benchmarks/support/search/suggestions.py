"""Suggestions while typing: what they cost, and whether a wrong letter still leads to the right word."""

import random
import time
from itertools import islice

from benchmarks.support.search.documents import Catalogue
from portee.catalogue.search.analysis import exact_terms
from portee.catalogue.search.port import Engine

TYPED = 200
SHORTEST = 5


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


def print_suggestions(engine: Engine, catalogue: Catalogue) -> None:
    """Type beginnings of names, then names with one edit; print p95 and the share that comes back right."""
    chance = random.Random(11)
    names = (catalogue.names.draw(chance) for _ in iter(int, 1))
    words = list(
        islice((w for name in names for w in exact_terms(name)[:1] if len(w) >= SHORTEST), TYPED)
    )
    begun = [word[: chance.randint(1, len(word))] for word in words]
    wrong = [_one_edit(word, chance) for word in words]
    for what, texts in (("beginnings", begun), ("one edit", wrong)):
        took = []
        right = 0
        for word, text in zip(words, texts, strict=True):
            before = time.process_time()
            found = engine.suggest(text, limit=5)
            took.append((time.process_time() - before) * 1000)
            right += any(word in exact_terms(one.text) for one in found)
        took.sort()
        p95 = took[int(len(took) * 0.95)]
        print(f"  suggestions, {what:<12} p95 {p95:.2f} ms, right in five {right / len(words):.0%}")
