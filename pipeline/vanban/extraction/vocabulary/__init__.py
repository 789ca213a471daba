"""Lexicons that several kinds of mentions read: names of persons, bodies and places, units."""
