"""Benchmarks: commands that measure and print; nothing in the pipeline imports them."""
