"""The text of an article with its numbers marked: to be confirmed, and by their verdicts."""
