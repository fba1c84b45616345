"""Four articles of our own writing with gold claims, checked on the embedded tape alone."""
