"""Faults, on purpose: what a report does when it is killed, or where a machine fails it."""
