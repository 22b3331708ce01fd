"""Establishments and the tree they form."""
