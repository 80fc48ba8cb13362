// Prints every event or incident once, as a line of JSON: each revision that is newer than what was seen of its key.
//
//   npm ci
//   node reader.mjs localhost:9092 news.events.defection news.incidents [--until-end]
//
// It commits nothing, so it reads from the beginning at each start: the highest revision of each key is then known again without being
// stored.

import kafkajs from "kafkajs";

import { decompress } from "./lz4.mjs";

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs;

// Readers of one group share the partitions; a key is always in the same one.
const GROUP = "demarche-example-javascript";

CompressionCodecs[CompressionTypes.LZ4] = () => ({ decompress: async (buffer) => decompress(buffer) });

const untilEnd = process.argv.includes("--until-end");
const [bootstrap, ...topics] = process.argv.slice(2).filter((argument) => argument !== "--until-end");
if (!topics.length) {
  console.error("usage: node reader.mjs BOOTSTRAP TOPIC... [--until-end]");
  process.exit(2);
}

const kafka = new Kafka({ brokers: bootstrap.split(","), clientId: GROUP, logLevel: logLevel.ERROR });
const newest = new Map();
const unread = new Map();

async function ends() {
  const admin = kafka.admin();
  await admin.connect();
  for (const topic of topics) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      if (BigInt(high) > BigInt(low)) unread.set(`${topic} ${partition}`, BigInt(high));
    }
  }
  await admin.disconnect();
}

const consumer = kafka.consumer({ groupId: GROUP });
let finished;
const end = new Promise((resolve) => (finished = resolve));

async function take({ topic, partition, message }) {
  const { revision } = JSON.parse(message.value);
  const key = `${topic} ${message.key}`;
  // After a failure the service writes records again, older revisions after newer ones.
  if (revision > (newest.get(key) ?? 0)) {
    newest.set(key, revision);
    console.log(message.value.toString());
  }
  const place = `${topic} ${partition}`;
  if (BigInt(message.offset) + 1n >= unread.get(place)) unread.delete(place);
  if (untilEnd && !unread.size) finished();
}

if (untilEnd) await ends();
if (!untilEnd || unread.size) {
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await consumer.run({ autoCommit: false, eachMessage: take });
  await end;
  await consumer.disconnect();
}
