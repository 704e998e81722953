import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends COUNT notices in each of four ways with the CloudEvents SDK for Java. */
public class Send {
  static final String SOURCE = System.getenv("SOURCE");
  static final HttpClient CLIENT = HttpClient.newHttpClient();

  static CloudEvent notice(String id) {
    var data = """
        {"reference": "%s", "title": "Invented: training at airports", "lead_body": "UNODC", "states": ["KEN"],
         "themes": ["travel"], "status": "planned", "synthetic": true}""".formatted(id);
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(URI.create(SOURCE))
        .withType("org.un.ctc.notice.project.registered.v1")
        .withSubject("KEN")
        .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
        .build();
  }

  static void post(CloudEvent event, boolean binary) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(System.getenv("CTC_URL") + "/events"))
        .header("Authorization", "Bearer " + System.getenv("CTC_TOKEN"));
    var writer = HttpMessageFactory.createWriter(
        request::header, body -> request.POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    if (binary) writer.writeBinary(event);
    else writer.writeStructured(event, new JsonFormat());
    var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 202) throw new IllegalStateException(answer.statusCode() + " " + answer.body());
  }

  static KafkaProducer<String, CloudEvent> producer(Encoding encoding) {
    Map<String, Object> settings = Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, System.getenv("KAFKA_BOOTSTRAP_SERVERS"),
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, CloudEventSerializer.class,
        CloudEventSerializer.ENCODING_CONFIG, encoding,
        CloudEventSerializer.EVENT_FORMAT_CONFIG, JsonFormat.CONTENT_TYPE);
    return new KafkaProducer<>(settings);
  }

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(System.getenv("COUNT"));
    try (var binary = producer(Encoding.BINARY); var structured = producer(Encoding.STRUCTURED)) {
      for (int number = 0; number < count; number++) {
        post(notice("http-binary-" + number), true);
        post(notice("http-structured-" + number), false);
        binary.send(new ProducerRecord<>("ctc.external", SOURCE, notice("kafka-binary-" + number))).get();
        structured.send(new ProducerRecord<>("ctc.external", SOURCE, notice("kafka-structured-" + number))).get();
      }
    }
  }
}
