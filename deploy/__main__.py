"""`python -m deploy`: the `chot` command after its set-up."""

from deploy.cli import main

main()
