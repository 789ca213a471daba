"""The tests of vanban."""
