"""Gold, scoring, floors and the difference between two runs: how good the tables are."""
