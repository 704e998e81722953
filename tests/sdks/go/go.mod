module send

go 1.23

require (
	github.com/IBM/sarama v1.45.2
	github.com/cloudevents/sdk-go/protocol/kafka_sarama/v2 v2.16.1
	github.com/cloudevents/sdk-go/v2 v2.16.1
)
