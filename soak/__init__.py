"""What goes wrong, on purpose: each promise of docs/reliability.md is an experiment here.

An experiment is one function. `tests/reliability` runs it small at every commit,
`make soak` runs it large and writes down the figures.
"""
