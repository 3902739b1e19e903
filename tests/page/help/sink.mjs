// The end of every road out of the test's network: answers every name with
// an address of its own, accepts every connection, writes each down as one
// line of JSON.
import { createSocket } from 'node:dgram';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:net';

import { BROWSERS_OWN } from './netlog.mjs';

const [file] = process.argv.slice(2);
const tcp = [80, 443, 853, 3478, 4433, 5349, 8443, 9999];
const udp = [443, 3478, 4433, 5349, 19302];

/** @param {object} entry */
const note = (entry) => appendFileSync(file, `${JSON.stringify(entry)}\n`);

/** @param {Buffer} message */
function question(message) {
  const labels = [];
  let at = 12;
  while (message[at]) {
    labels.push(message.toString('latin1', at + 1, at + 1 + message[at]));
    at += message[at] + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 };
}

/** The browser's own calls get an address apart, so that a connection to it
 * tells who asked. @param {string} name */
const place = (name) => (BROWSERS_OWN.test(name) ? 9 : 2);

/** @param {Buffer} message an answer to its question: 192.0.2.2 for a name */
function answer(message) {
  const { name, end } = question(message);
  const isAddress = message.readUInt16BE(end - 4) === 1;
  const head = Buffer.from(message.subarray(0, end));
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(isAddress ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  const record = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 192, 0, 2];
  return Buffer.concat([head, Buffer.from(isAddress ? [...record, place(name)] : [])]);
}

const names = createSocket('udp4');
names.on('message', (message, from) => {
  note({ kind: 'dns', name: question(message).name });
  names.send(answer(message), from.port, from.address);
});
names.bind(53);

for (const port of udp) {
  const socket = createSocket('udp4');
  socket.on('message', (message) => {
    note({ kind: 'udp', port, text: message.toString('latin1') });
  });
  socket.bind(port);
}

const reply =
  'HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n' +
  'Content-Length: 2\r\nConnection: close\r\n\r\nok';
for (const port of tcp) {
  const server = createServer((stream) => {
    note({ kind: 'tcp', port, text: '' });
    stream.on('error', () => {});
    stream.on('data', (data) => {
      note({ kind: 'tcp', port, text: data.toString('latin1') });
      stream.end(reply);
    });
  });
  server.listen(port);
}
console.log('ready');
