"""Branding: the logo, the colour and the address of the office that hands sheets out."""

from prepsheet.brand.model import NO_BRAND, Art, Brand, Colour, Logo, Raster, Vector

__all__ = ["NO_BRAND", "Art", "Brand", "Colour", "Logo", "Raster", "Vector"]
