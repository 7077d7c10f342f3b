import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Scanner, Verdict } from './scanner.ts';

export interface ClamdAddress {
  host: string;
  port: number;
}
const ANSWER_MAX_CHARACTERS = 1024;

/**
 * ClamAV's daemon, by its INSTREAM command: pieces with their length in front, an empty piece at the end, one line back.
 * Only its exact words for clean, said after it had taken the whole file, count as clean.
 */
export const clamd = (address: ClamdAddress, withinMs: number): Scanner => ({
  scan: (bytes) => ask(address, bytes(), withinMs),
});

async function ask(address: ClamdAddress, bytes: Readable, withinMs: number): Promise<Verdict> {
  const line = connect(address);
  const clock = setTimeout(() => line.destroy(), withinMs);
  let said = '';
  // A line that broke off, for whatever reason, is judged by what was said before: it does not end as an answer must.
  const over = new Promise<void>((gone) => line.on('error', () => {}).once('close', gone));
  line.setEncoding('utf8').on('data', (words: string) => {
    said += words;
    if (said.length > ANSWER_MAX_CHARACTERS) line.destroy();
  });
  try {
    const sentAll = await send(line, bytes, over, () => said !== '');
    if (sentAll) await over;
    return verdictOf(said, sentAll);
  } finally {
    clearTimeout(clock);
    line.destroy();
    bytes.destroy();
  }
}

/** Sends the file. False when the other end went away, or answered before it had heard all. */
async function send(line: Socket, bytes: Readable, over: Promise<void>, answered: () => boolean): Promise<boolean> {
  line.write('zINSTREAM\0');
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    if (piece.length === 0) continue;
    if (line.destroyed || answered()) return false;
    line.write(lengthOf(piece.length));
    if (!line.write(piece)) await Promise.race([new Promise((go) => line.once('drain', go)), over]);
  }
  if (line.destroyed || answered()) return false;
  line.write(lengthOf(0));
  return true;
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** What its line means. Limits it met and things it could not open are named as finds, and are none. */
export function verdictOf(answer: string, heardAll: boolean): Verdict {
  if (!answer.endsWith('\0')) return 'not-now';
  const words = answer.slice(0, -1).trim();
  if (/size limit exceeded/i.test(words)) return 'unscannable';
  if (/^stream: Heuristics\.(Limits\.Exceeded|Encrypted)\S* FOUND$/.test(words)) return 'unscannable';
  if (/^stream: .+ FOUND$/.test(words)) return 'infected';
  return heardAll && words === 'stream: OK' ? 'clean' : 'not-now';
}
