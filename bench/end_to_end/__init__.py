"""`chot bench end-to-end`: how soon a scan can be seen, and what more citizens cost."""
