"""Offers, who may open them, one decision, what is counted, and how suppliers are told who comes."""
