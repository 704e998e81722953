"""The gate before Kafka's outer listener: it lets in whoever proves who it is, with requests that cost Kafka little.

Kafka bounds the bytes of a request and not what it names, and a stranger's connection as long as a publisher's.
"""
