"""Official statistics from services, into a study."""
