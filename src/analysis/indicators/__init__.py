"""What follows from published figures, with exact bounds."""
