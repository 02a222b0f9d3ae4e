"""Documents that were read, as text, JSON or in the forms of ``check``."""
