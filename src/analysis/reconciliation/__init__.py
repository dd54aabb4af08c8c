"""Which figures cannot all be true, and what the others pin down."""
