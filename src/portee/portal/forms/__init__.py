"""What readers send to the portal, checked and never saved."""
