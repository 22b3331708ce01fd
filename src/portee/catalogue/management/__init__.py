"""Management of the catalogue from the command line."""
