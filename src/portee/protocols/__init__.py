"""Wire formats as pure typed packages.

Nothing here imports Django or another room of the house: a format is a function from bytes to
dataclasses and back, so that it can be tested, fuzzed and reused alone. Empty until the first format.
"""
