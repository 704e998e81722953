// Sends COUNT notices in each of four ways with the CloudEvents SDK for JavaScript.
import { CloudEvent, HTTP, Kafka } from "cloudevents";
import { Kafka as Client, logLevel } from "kafkajs";

const { CTC_URL, CTC_TOKEN, KAFKA_BOOTSTRAP_SERVERS, SOURCE } = process.env;
const count = Number(process.env.COUNT);

function notice(id) {
  return new CloudEvent({
    id,
    source: SOURCE,
    type: "org.un.ctc.notice.project.registered.v1",
    subject: "KEN",
    datacontenttype: "application/json",
    data: {
      reference: id, title: "Invented: training at airports", lead_body: "UNODC", states: ["KEN"], themes: ["travel"],
      status: "planned", synthetic: true,
    },
  });
}

async function post(message) {
  const headers = { ...message.headers, authorization: `Bearer ${CTC_TOKEN}` };
  const answer = await fetch(`${CTC_URL}/events`, { method: "POST", headers, body: message.body });
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
}

// Kafka's clients refuse a header without a value, and take text or bytes only.
function record(message) {
  const headers = Object.fromEntries(Object.entries(message.headers).filter(([, value]) => value !== undefined));
  const value = typeof message.value === "string" ? message.value : JSON.stringify(message.value);
  return { key: SOURCE, headers, value };
}

const client = new Client({ brokers: KAFKA_BOOTSTRAP_SERVERS.split(","), logLevel: logLevel.ERROR });
const producer = client.producer();
await producer.connect();
for (let number = 0; number < count; number += 1) {
  await post(HTTP.binary(notice(`http-binary-${number}`)));
  await post(HTTP.structured(notice(`http-structured-${number}`)));
  const messages = [
    record(Kafka.binary(notice(`kafka-binary-${number}`))),
    record(Kafka.structured(notice(`kafka-structured-${number}`))),
  ];
  await producer.send({ topic: "ctc.external", messages });
}
await producer.disconnect();
