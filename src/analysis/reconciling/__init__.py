"""The parts of the reconciliation: unknowns, statements, conflicts, verdicts and bounds."""
