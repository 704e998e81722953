"""JWTs of identity providers that this installation trusts (OpenID Connect): who they name, and what that may do."""
