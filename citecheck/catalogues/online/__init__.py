"""Catalogues on the network: one module a service, all of them over one polite session."""
