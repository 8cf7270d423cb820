"""The Faust app: judges scans against history, builds timelines, counts."""
