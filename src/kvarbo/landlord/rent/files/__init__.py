"""Files in, the way a rent officer has them: from hostile bytes to typed, checked rows. No Django here."""
