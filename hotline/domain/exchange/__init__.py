"""Case-level rows that may leave: which, in which words, and who must agree."""
