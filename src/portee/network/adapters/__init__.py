"""Lists of establishments made by others, read into our own words."""
