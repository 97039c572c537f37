"""Acts on accounting, limitation, price base and data protection that a landlord or a municipality also meets."""
