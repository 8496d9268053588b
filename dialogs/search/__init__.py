"""What free words may mean: danger first, then pages, then the language they are in."""
