"""Which numbers may be published: none under eleven, and none that a subtraction would find."""
