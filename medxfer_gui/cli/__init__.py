"""The command line: thin words around the core's functions; its JSON is a contract."""
