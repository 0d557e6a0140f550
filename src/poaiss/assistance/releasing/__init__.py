"""Letting others see what is a State's: to whom, with a preview by name, until the State withdraws it."""
