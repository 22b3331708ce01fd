"""Portée: one door to the digital resources that a network shares."""
