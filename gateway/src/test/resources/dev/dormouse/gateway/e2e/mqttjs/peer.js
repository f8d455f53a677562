// An MQTT client driven by lines on stdin: "subscribe FILTER QOS" and "publish TOPIC QOS PAYLOAD"; ends with stdin.
// Usage: node peer.js URL PROTOCOL-LEVEL (4 is MQTT 3.1.1, 5 is MQTT 5)
'use strict';
const mqtt = require('mqtt');
const readline = require('node:readline');

const [url, level] = process.argv.slice(2);
const client = mqtt.connect(url, { protocolVersion: Number(level), reconnectPeriod: 0, connectTimeout: 20000 });

function fail(error) {
  console.log(`failed: ${error}`);
  process.exit(1);
}

client.on('error', fail);
client.on('connect', () => console.log('connected'));
client.on('message', (topic, payload, packet) => console.log(`message: ${topic} q${packet.qos} ${payload}`));

const lines = readline.createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const [verb, topic, qos, payload] = line.split(' ');
  const options = { qos: Number(qos) };
  if (verb === 'subscribe') {
    client.subscribe(topic, options, (error) => (error ? fail(error) : console.log(`subscribed: ${topic}`)));
  } else {
    client.publish(topic, payload, options, (error) => (error ? fail(error) : console.log(`published: ${payload}`)));
  }
});
lines.on('close', () => client.end(false, {}, () => process.exit(0)));
