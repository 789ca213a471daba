"""Every way a text is read: words, phrases of the lexicons, runs of capitals, careers."""
