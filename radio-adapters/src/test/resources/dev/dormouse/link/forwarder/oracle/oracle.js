// Answers each line "what hex" with one line of hexadecimal digits.
'use strict';
const readline = require('node:readline');
const slip = require('slip');
const cobs = require('cobs');
const { crc16xmodem, crc16kermit } = require('crc');
const { SlipEncoder } = require('@serialport/parser-slip-encoder');

const hex = (octets) => Buffer.from(octets).toString('hex');

function slipDecode(octets) {
  const frames = [];
  new slip.Decoder({ onMessage: (frame) => frames.push(hex(frame)) }).decode(octets);
  return frames.filter((frame) => frame !== '').join(' ');
}

function serialportEncode(octets) {
  const encoder = new SlipEncoder({ bluetoothQuirk: true });
  encoder.write(octets);
  return hex(encoder.read());
}

const answers = {
  'slip-encode': (octets) => hex(slip.encode(octets)),
  'slip-decode': slipDecode,
  'serialport-encode': serialportEncode,
  'cobs-encode': (octets) => hex(cobs.encode(octets)),
  'cobs-decode': (octets) => hex(cobs.decode(octets)),
  'crc-xmodem': (octets) => crc16xmodem(octets).toString(16).padStart(4, '0'),
  'crc-x25': (octets) => (crc16kermit(octets, 0xffff) ^ 0xffff).toString(16).padStart(4, '0'),
};

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const [what, octets] = line.split(' ');
  console.log(answers[what](Buffer.from(octets, 'hex')));
});
