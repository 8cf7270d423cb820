"""Each question in three forms: the house's, and plain SQL for the same facts."""
