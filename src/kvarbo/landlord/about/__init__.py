"""Rummets uppgifter: whom to call when somebody may come to harm, and why the landlord keeps what it keeps."""
