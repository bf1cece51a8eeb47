"""The module families; each module here has one function `build(suite)`."""
