"""`chot bench board`: what viewers of the officials' board cost, and how late they see."""
