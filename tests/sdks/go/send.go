// Sends COUNT notices in each of four ways with the CloudEvents SDK for Go.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"

	"github.com/IBM/sarama"
	"github.com/cloudevents/sdk-go/protocol/kafka_sarama/v2"
	cloudevents "github.com/cloudevents/sdk-go/v2"
	"github.com/cloudevents/sdk-go/v2/binding"
	"github.com/cloudevents/sdk-go/v2/protocol/http"
)

type project struct {
	Reference string   `json:"reference"`
	Title     string   `json:"title"`
	LeadBody  string   `json:"lead_body"`
	States    []string `json:"states"`
	Themes    []string `json:"themes"`
	Status    string   `json:"status"`
	Synthetic bool     `json:"synthetic"`
}

func notice(id string) cloudevents.Event {
	event := cloudevents.NewEvent()
	event.SetID(id)
	event.SetSource(os.Getenv("SOURCE"))
	event.SetType("org.un.ctc.notice.project.registered.v1")
	event.SetSubject("KEN")
	data := project{id, "Invented: training at airports", "UNODC", []string{"KEN"}, []string{"travel"}, "planned", true}
	if err := event.SetData(cloudevents.ApplicationJSON, data); err != nil {
		log.Fatal(err)
	}
	return event
}

func send(client cloudevents.Client, ctx context.Context, id string) {
	if result := client.Send(ctx, notice(id)); cloudevents.IsUndelivered(result) || cloudevents.IsNACK(result) {
		log.Fatalf("%s: %v", id, result)
	}
}

func main() {
	count, err := strconv.Atoi(os.Getenv("COUNT"))
	if err != nil {
		log.Fatal(err)
	}
	overHTTP, err := cloudevents.NewClientHTTP(
		cloudevents.WithTarget(os.Getenv("CTC_URL")+"/events"),
		http.WithHeader("Authorization", "Bearer "+os.Getenv("CTC_TOKEN")),
	)
	if err != nil {
		log.Fatal(err)
	}
	settings := sarama.NewConfig()
	settings.Version = sarama.V2_0_0_0
	sender, err := kafka_sarama.NewSender(strings.Split(os.Getenv("KAFKA_BOOTSTRAP_SERVERS"), ","), settings, "ctc.external")
	if err != nil {
		log.Fatal(err)
	}
	defer sender.Close(context.Background())
	overKafka, err := cloudevents.NewClient(sender)
	if err != nil {
		log.Fatal(err)
	}
	binary := binding.WithForceBinary(context.Background())
	structured := binding.WithForceStructured(context.Background())
	for number := 0; number < count; number++ {
		send(overHTTP, binary, fmt.Sprintf("http-binary-%d", number))
		send(overHTTP, structured, fmt.Sprintf("http-structured-%d", number))
		send(overKafka, binary, fmt.Sprintf("kafka-binary-%d", number))
		send(overKafka, structured, fmt.Sprintf("kafka-structured-%d", number))
	}
}
