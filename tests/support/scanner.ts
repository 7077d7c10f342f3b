import { createServer, type AddressInfo, type Socket } from 'node:net';
import { clamd } from '../../src/domain/evidence/intake/clamd.server.ts';
import type { Scanner } from '../../src/domain/evidence/intake/scanner.ts';

/** The file every virus scanner knows by agreement, harmless. In two parts, so that no scanner takes this file away. */
export const EICAR = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$' + 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');

/** What a daemon of this test does with one connection; `heard` is the file, once it was sent whole. */
export type Manner = (socket: Socket, heard: Promise<Buffer>) => unknown;

/** As the real one answers. */
export const honest: Manner = async (socket, heard) => {
  const found = (await heard).includes(EICAR);
  socket.end(found ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
};

/** A daemon that speaks INSTREAM, and behaves as it is told to. Counts the files it was asked about. */
export async function fakeClamd(manner: Manner = honest) {
  const sockets = new Set<Socket>();
  const state = { manner, asked: 0, atOnce: 0, mostAtOnce: 0 };
  const server = createServer((socket) => {
    sockets.add(socket);
    state.asked += 1;
    state.atOnce += 1;
    state.mostAtOnce = Math.max(state.mostAtOnce, state.atOnce);
    socket.on('error', () => {}).on('close', () => (sockets.delete(socket), (state.atOnce -= 1)));
    void state.manner(socket, wholeFile(socket));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((closed) => server.close(() => closed()));
  };
  const scanner = (withinMs = 5_000): Scanner => clamd({ host: '127.0.0.1', port }, withinMs);
  return { state, scanner, setting: `clamd://127.0.0.1:${port}`, stop };
}

/** Reads `zINSTREAM`, the pieces and the end. Never resolves when the file is not sent whole. */
function wholeFile(socket: Socket): Promise<Buffer> {
  let held = Buffer.alloc(0);
  let from = 'zINSTREAM\0'.length;
  const pieces: Buffer[] = [];
  return new Promise((heard, fail) => {
    socket.on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      if (held.length >= 10 && held.subarray(0, 10).toString() !== 'zINSTREAM\0')
        return fail(new Error('No INSTREAM.'));
      while (held.length >= from + 4) {
        const length = held.readUInt32BE(from);
        if (length === 0) return heard(Buffer.concat(pieces));
        if (held.length < from + 4 + length) return;
        pieces.push(held.subarray(from + 4, from + 4 + length));
        from += 4 + length;
      }
    });
  });
}
