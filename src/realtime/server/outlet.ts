import type { Connection } from './connection.ts';

const BINARY_FRAME = 0x82;

/**
 * One whole websocket frame (unmasked, as servers send), made once for everyone who gets the same bytes.
 */
export function websocketFrame(payload: Uint8Array): Uint8Array {
  const size = payload.byteLength;
  const head = size < 126 ? 2 : size < 65_536 ? 4 : 10;
  const out = Buffer.allocUnsafe(head + size);
  out[0] = BINARY_FRAME;
  if (head === 2) out[1] = size;
  else if (head === 4) {
    out[1] = 126;
    out.writeUInt16BE(size, 2);
  } else {
    out[1] = 127;
    out.writeBigUInt64BE(BigInt(size), 2);
  }
  out.set(payload, head);
  return out;
}

/**
 * What leaves for each connection leaves once per turn in one write: the system call is the cost, not the bytes.
 * Acknowledgements and other people's words of the same commit so travel together.
 */
export class Outlet {
  readonly #waiting = new Set<Connection>();

  /** Adds a frame to what this connection gets at the end of the turn. */
  push(connection: Connection, frame: Uint8Array): void {
    if (connection.outgoing.push(frame) === 1) this.#waiting.add(connection);
  }

  /** Sends everything; called at the end of whatever pushed. */
  flush(): void {
    for (const connection of this.#waiting) {
      const { outgoing } = connection;
      const bytes = outgoing.length === 1 ? outgoing[0]! : Buffer.concat(outgoing);
      outgoing.length = 0;
      write(connection, bytes);
    }
    this.#waiting.clear();
  }
}

/** Socket.IO's own way for bytes that are frames already; its broadcast adapter uses it for the same reason. */
function write({ socket }: Connection, frames: Uint8Array): void {
  if (!socket.connected) return;
  const options = { wsPreEncodedFrame: [frames] };
  socket.conn.write('', options as unknown as Parameters<typeof socket.conn.write>[1]);
}
