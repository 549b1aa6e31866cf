"""How languages are written: which way, in which order, in which writing system. Tables and rules alone."""
