"""Sms och e-post till hyresgäster: who gets what, the preview, and what came of it."""
