"""From the bytes of a record to everything the tables need, without Django: run in this process or in a child."""
