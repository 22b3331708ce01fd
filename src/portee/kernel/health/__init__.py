"""Whether this installation works, for machines: `/sante/live`, `/sante/ready`, `/metrics`."""
