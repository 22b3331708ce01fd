"""What people type, checked; forms never save."""
