// Answers each line: "read HEX" with what the messages in these octets mean, "write JSON" with the octets of a message.
'use strict';
const readline = require('node:readline');
const zstack = 'zigbee-herdsman/dist/adapter/z-stack';
const { Parser, Frame, Constants } = require(`${zstack}/unpi`);
const { ZpiObject } = require(`${zstack}/znp/zpiObject`);
const Definition = require(`${zstack}/znp/definition`).default;
const BuffaloZnp = require(`${zstack}/znp/buffaloZnp`).default;
const { BuffaloZdo } = require('zigbee-herdsman/dist/zspec/zdo/buffaloZdo');
const { ClusterId } = require('zigbee-herdsman/dist/zspec/zdo');

require('zigbee-herdsman/dist/utils/logger').setLogger({ debug() {}, info() {}, warning() {}, error() {} });
const { Subsystem, Type } = Constants;

/** Octets as digits; what ZigBee's own descriptors bring along as [status, fields]. */
function plain(key, value) {
  if (value && value.type === 'Buffer') {
    return Buffer.from(value.data).toString('hex');
  }
  return value;
}

function read(hex) {
  const found = [];
  const parser = new Parser();
  parser.on('parsed', (frame) => {
    const message = ZpiObject.fromUnpiFrame(frame);
    found.push({
      type: Type[message.type],
      subsystem: Subsystem[message.subsystem],
      command: message.command.name,
      payload: message.payload,
    });
  });
  parser.write(Buffer.from(hex, 'hex'));
  return JSON.stringify(found, plain);
}

/** ZigBee's own requests have their fields from another place of the library. */
const zdoRequests = {
  ieeeAddrReq: (fields) =>
    BuffaloZdo.buildRequest(
      false, ClusterId.IEEE_ADDRESS_REQUEST, fields.shortaddr, fields.reqtype === 1, fields.startindex),
  mgmtPermitJoinReq: (fields) => {
    const to = Buffer.alloc(3);
    to.writeUInt8(fields.addrmode, 0);
    to.writeUInt16LE(fields.dstaddr, 1);
    const request = BuffaloZdo.buildRequest(
      false, ClusterId.PERMIT_JOINING_REQUEST, fields.duration, fields.tcsignificance, []);
    return Buffer.concat([to, request]);
  },
};

function write(json) {
  const { type, subsystem, command, payload } = JSON.parse(json);
  const definition = Definition[Subsystem[subsystem]].find((each) => each.name === command);
  if (command in zdoRequests) {
    return octets(type, subsystem, definition, zdoRequests[command](payload));
  }
  const buffalo = new BuffaloZnp(Buffer.alloc(250));
  for (const parameter of type === 'SRSP' ? definition.response : definition.request) {
    const value = payload[parameter.name];
    const isText = typeof value === 'string' && !value.startsWith('0x');
    buffalo.write(parameter.parameterType, isText ? Buffer.from(value, 'hex') : value, {});
  }
  return octets(type, subsystem, definition, buffalo.getWritten());
}

function octets(type, subsystem, definition, data) {
  return new Frame(Type[type], Subsystem[subsystem], definition.ID, data).toBuffer().toString('hex');
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const [what] = line.split(' ', 1);
  const rest = line.slice(what.length + 1);
  console.log(what === 'read' ? read(rest) : write(rest));
});
