"""Signing in at a provider of identities (OpenID Connect)."""
