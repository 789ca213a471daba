"""Plots of a run as SVG: how good each rule is, what is taken for what, what is cited when.

`figures` computes what a plot shows, `history` reads how the figures grew over commits, `draw`
draws, `write` puts numbers and pictures into a folder.
"""
