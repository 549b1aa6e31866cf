"""Batch: the sheets of everybody on a roster."""
