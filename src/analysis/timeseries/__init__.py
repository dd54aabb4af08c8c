"""Published figures by year, by source and by side."""
