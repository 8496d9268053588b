"""The control API: people, operators and circumstances, driven from outside by HTTP."""
