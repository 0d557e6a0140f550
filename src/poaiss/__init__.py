"""poaiss: an open Programme of Action Implementation Support System."""

__version__ = "0.1.0"
