"""Folkbokföringslagen (1991:481): where a person is registered as living."""
