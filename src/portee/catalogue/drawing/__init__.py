"""Incipits drawn as music: by a child process that can be killed, cleaned, and kept on the disk.

`incipit` is the door of the room; nothing is imported here, so that the child starts light.
"""
