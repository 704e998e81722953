"""The command line: composes services in one process, or runs one of them. The only place that wires all."""
