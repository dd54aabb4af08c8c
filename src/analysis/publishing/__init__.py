"""Turn a study and its executed notebooks into the pages and files of a report."""
