"""Who answers what people ask of the outside world; here, django-allauth's hooks."""
