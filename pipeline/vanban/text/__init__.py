"""Spans, offsets, spelling, syllables, and what a page is on its way through the stages."""
