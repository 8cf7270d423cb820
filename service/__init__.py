"""What every process shares: secrets, registry, doors, problems, logs and metrics."""
