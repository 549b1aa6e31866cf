"""Returned sheets: what people wrote into them goes back into the profile."""
