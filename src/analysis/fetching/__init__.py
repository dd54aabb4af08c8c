"""Fetch official statistics from public services into a study."""
