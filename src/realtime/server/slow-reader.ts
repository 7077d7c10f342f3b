import type { Limits } from '../limits.ts';
import type { Connection } from './connection.ts';

/** The parts of a websocket and its socket that say how much has not left yet. */
interface Line {
  bufferedAmount: number;
  terminate(): void;
  _socket: { bytesWritten: number } | null;
}

const lineOf = ({ socket }: Connection): Line => (socket.conn.transport as unknown as { socket: Line }).socket;

/** Bytes given to a connection that the network has not taken. */
function waitingBytes(connection: Connection): number {
  let waiting = lineOf(connection).bufferedAmount;
  const queued = connection.socket.conn as unknown as {
    writeBuffer: { data?: string | Uint8Array; options?: { wsPreEncodedFrame?: Uint8Array[] } }[];
  };
  for (const { data, options } of queued.writeBuffer)
    waiting += options?.wsPreEncodedFrame?.[0]?.byteLength ?? data?.length ?? 0;
  return waiting;
}

/**
 * Closes who does not read: a tab that sleeps in a busy room would otherwise fill this process's memory.
 * A whole document on a slow line may take its time.
 */
export function watchSlowReaders(connections: Iterable<Connection>, limits: Limits): () => void {
  const timer = setInterval(() => {
    for (const connection of connections) lookAt(connection, limits);
  }, limits.slowReaderLookMs);
  timer.unref();
  return () => clearInterval(timer);
}

function lookAt(connection: Connection, limits: Limits): void {
  const waiting = waitingBytes(connection);
  const line = lineOf(connection);
  const given = line._socket?.bytesWritten ?? 0;
  if (waiting === 0) {
    connection.behind = null;
    connection.stateBytes = 0;
    return;
  }
  const { behind } = connection;
  // What had been given at the mark has left by now: they do read, and a new mark is set.
  if (!behind || given - waiting >= behind.given) connection.behind = { given, sinceMs: Date.now() };
  const tooLong =
    connection.stateBytes === 0 &&
    behind !== null &&
    connection.behind === behind &&
    Date.now() - behind.sinceMs > limits.slowReaderMs;
  if (waiting <= limits.slowReaderMaxBytes + connection.stateBytes && !tooLong) return;
  connection.end('too-slow');
  // Saying goodbye politely would wait for the reader.
  line.terminate();
}
