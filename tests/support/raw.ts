import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import type { Place } from './live.ts';

export interface Upgrade {
  /** 101 when the door opened. */
  status: number;
  body: string;
  socket: Socket | null;
}

const ENGINE_PATH = '/socket.io/?EIO=4&transport=websocket';

/** Asks for a websocket by hand, with whatever headers and query a test likes. */
export function upgrade(place: Place, headers: Record<string, string>, path = ENGINE_PATH): Promise<Upgrade> {
  return new Promise((done, fail) => {
    const asked = request(new URL(path, place.socketUrl ?? place.origin), {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        ...headers,
      },
    });
    asked.on('upgrade', (response, socket) =>
      done({ status: response.statusCode!, body: '', socket: socket as Socket }),
    );
    asked.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => done({ status: response.statusCode!, body, socket: null }));
    });
    asked.on('error', fail);
    asked.end();
  });
}

/** A plain request to the same path, as long polling would make. */
export function ask(
  place: Place,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  return new Promise((done, fail) => {
    const asked = request(new URL(path, place.socketUrl ?? place.origin), { headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => done({ status: response.statusCode!, body }));
    });
    asked.on('error', fail);
    asked.end();
  });
}

/** One websocket frame as a browser masks it. `last` false leaves the message unfinished. */
export function frameOf(
  payload: Buffer | string,
  { opcode = typeof payload === 'string' ? 1 : 2, last = true } = {},
): Buffer {
  const bytes = Buffer.from(payload);
  const head = Buffer.alloc(bytes.length < 126 ? 2 : bytes.length < 65_536 ? 4 : 10);
  head[0] = (last ? 0x80 : 0) | opcode;
  head[1] = 0x80 | (head.length === 2 ? bytes.length : head.length === 4 ? 126 : 127);
  if (head.length === 4) head.writeUInt16BE(bytes.length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(bytes.length), 2);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, bytes.map((byte, index) => byte ^ mask[index & 3]!)]);
}
