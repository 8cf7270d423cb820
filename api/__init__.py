"""The read side over HTTP: questions, live counts, administration."""
