"""The frame: settings, logs, the command line, the private server and what is shipped."""
