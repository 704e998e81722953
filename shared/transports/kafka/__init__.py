"""The transport on Kafka. Nothing outside this folder imports aiokafka or FastStream."""

from shared.transports.kafka.transport import KafkaTransport

__all__ = ["KafkaTransport"]
