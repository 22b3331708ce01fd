"""Makes the files of `demo/records` out of open data: see `demo/README.md`."""
