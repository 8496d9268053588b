"""What this hotline costs beside what others would use: plain programs, measured in one run."""
