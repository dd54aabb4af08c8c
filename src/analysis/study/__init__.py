"""What was published: one schema, read once, as intervals."""
