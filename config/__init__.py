"""Settings of an installation: `env` reads the environment, the other modules turn it into Django's settings."""
