"""The decision of who may open what, in memory: no database, no network.

Four readers in turn: one to whom it opens at once, one with three memberships and three rights, one too young, a
visitor. The peer is a function that only looks at one dictionary, called as often. Promise: 100,000 decisions a second
on one free core. Processor time is counted, the best of several rounds, so that neighbours weigh less.

    make bench-decision SIZE=ci        5 rounds of 20,000
    make bench-decision SIZE=full      20 rounds of 100,000
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from portee.access.decision import decide
from portee.access.question import Person, Question, Right, Terms, Tie, Usage

ROUNDS = {"ci": (5, 20_000), "full": (20, 100_000)}
PROMISE = 100_000
DAY = date(2026, 6, 15)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def questions() -> tuple[Question, ...]:
    """The four readers."""
    terms = Terms(1, is_published=True, is_paid=True, start_date=YEAR[0], network_year_cap=4_000)
    right = Right(1, ("00010002",), covers_below=True, start_date=YEAR[0])
    tie = Tie(3, "000100020003", *YEAR)
    person = Person(account_id=7, birth_year=1990, ties=(tie,))
    at_once = Question(terms, (right,), person, DAY, usage=Usage(network_year=12))
    others = tuple(replace(right, id=n, paths=(f"0001000{n}",)) for n in (4, 5))
    three = tuple(replace(tie, path=f"0001000{n}0001") for n in (8, 9))
    return (
        at_once,
        replace(at_once, rights=(*others, right), person=replace(person, ties=(*three, tie))),
        replace(
            at_once, rights=(replace(right, min_age=16),), person=replace(person, birth_year=2015)
        ),
        replace(at_once, person=Person()),
    )


def rate(call: Callable[[Question], object], asked: tuple[Question, ...], size: str) -> float:
    """Calls a second of processor, the best round."""
    rounds, number = ROUNDS[size]
    best = 0.0
    for _round in range(rounds):
        started = time.process_time()
        for _time in range(number // len(asked)):
            for question in asked:
                call(question)
        best = max(best, number / (time.process_time() - started))
    return best


def main() -> None:
    """Print both rates, their ratio, and whether the promise is kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=ROUNDS, default="ci")
    size = parser.parse_args().size
    asked = questions()
    known = dict.fromkeys(("a", "b"), True)
    peer = rate(lambda _question: known.get("a"), asked, size)
    ours = rate(decide, asked, size)
    kept = "kept" if ours >= PROMISE else "BROKEN"
    print(f"| peer: one look in a dictionary | {peer:,.0f} a second |")
    print(f"| decision | {ours:,.0f} a second | ÷ peer {peer / ours:.1f} | ≥ {PROMISE:,}: {kept} |")


if __name__ == "__main__":
    main()
