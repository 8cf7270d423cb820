"""How it runs: the `chot` command and the processes of one machine."""
