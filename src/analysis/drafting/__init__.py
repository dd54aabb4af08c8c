"""From the text of an article to rows of figures that a person confirms."""
