"""The judged set: queries, what answers them, and how well engines find it."""
