"""Organisations: where one begins and ends, its place, level and id."""
