"""The web desk: pages on which operators answer, closed by default."""
