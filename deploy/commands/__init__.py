"""One module per group of commands; `deploy/cli.py` gathers them."""
