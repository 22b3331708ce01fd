"""A Django application of one model, which `modelsearch` indexes as its manual says."""
