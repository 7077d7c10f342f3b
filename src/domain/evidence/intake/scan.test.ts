import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { NotAsSealed } from '#server/files.ts';
import { EICAR, fakeClamd, type Manner } from '../../../../tests/support/scanner.ts';
import { verdictOf } from './clamd.server.ts';
import { scannerFor, scanningInWords } from './scan.server.ts';
import { inTurn, type Scanner, type Verdict } from './scanner.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => void (await Promise.all(stops.splice(0).map((stop) => stop()))));

async function daemon(manner?: Manner) {
  const made = await fakeClamd(manner);
  stops.push(made.stop);
  return made;
}
/** A file in pieces, as files are read. */
const file = (bytes: Uint8Array) => () =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
    })(),
    { objectMode: false },
  );
const MANY = randomBytes(1024 * 1024);
/** More than the line itself can hold. */
const MORE = Buffer.alloc(24 * 1024 * 1024);

describe('the scanner', () => {
  test('EV17: what is set decides; without it nothing is ever clean, and each is said in words', async () => {
    expect(await scannerFor(undefined).scan(file(MANY))).toBe('not-now');
    expect(await scannerFor('off').scan(file(EICAR))).toBe('clean');
    const { setting } = await daemon();
    expect(await scannerFor(setting).scan(file(EICAR))).toBe('infected');
    expect(new Set(['', 'off', setting].map((each) => scanningInWords(each))).size).toBe(3);
  });

  test('I03: a daemon hears the file as it was sent, piece by piece, and its word counts', async () => {
    let heardBytes: Buffer = Buffer.alloc(0);
    const { scanner } = await daemon(async (socket, heard) => {
      heardBytes = await heard;
      socket.end('stream: OK\0');
    });
    const inPieces = () =>
      Readable.from([MANY.subarray(0, 70_000), Buffer.alloc(0), MANY.subarray(70_000)], { objectMode: false });
    expect(await scanner().scan(inPieces)).toBe('clean');
    expect(heardBytes.equals(MANY)).toBe(true);
  });

  test.each<[string, Manner, Verdict]>([
    [
      'finds the test virus',
      async (socket, heard) => (await heard, socket.end('stream: Win.Test.EICAR_HDB-1 FOUND\0')),
      'infected',
    ],
    ['hangs', () => {}, 'not-now'],
    ['hangs after it heard all', async (_socket, heard) => void (await heard), 'not-now'],
    ['dies at once', (socket) => void socket.destroy(), 'not-now'],
    ['dies after it heard all', async (socket, heard) => (await heard, socket.destroy()), 'not-now'],
    ['dies in the middle of its answer', async (socket, heard) => (await heard, socket.end('stream: O')), 'not-now'],
    ['says OK without the end of a line', async (socket, heard) => (await heard, socket.end('stream: OK')), 'not-now'],
    ['says OK of something else', async (socket, heard) => (await heard, socket.end('other: OK\0')), 'not-now'],
    ['is out of its depth', (socket) => void socket.end('INSTREAM size limit exceeded. ERROR\0'), 'unscannable'],
    ['fails', async (socket, heard) => (await heard, socket.end('stream: Can’t open file ERROR\0')), 'not-now'],
    ['talks without end', async (socket, heard) => (await heard, socket.write('stream: '.repeat(10_000))), 'not-now'],
    [
      'met its limits',
      async (socket, heard) => (await heard, socket.end('stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0')),
      'unscannable',
    ],
    [
      'cannot open an encrypted archive',
      async (socket, heard) => (await heard, socket.end('stream: Heuristics.Encrypted.Zip FOUND\0')),
      'unscannable',
    ],
  ])('I03 X37: a daemon that %s', async (_what, manner, verdict) => {
    const { scanner } = await daemon(manner);
    expect(await scanner(1_000).scan(file(MANY))).toBe(verdict);
  });

  test('X37: a daemon that says OK and stops listening before it heard all has not said it', async () => {
    const { scanner } = await daemon((socket) => (socket.pause(), socket.end('stream: OK\0')));
    expect(await scanner().scan(file(MORE))).toBe('not-now');
  });

  test('X37: nobody there is no answer', async () => {
    const { scanner, stop } = await daemon();
    await stop();
    expect(await scanner().scan(file(MANY))).toBe('not-now');
  });

  test('X37: clean counts only when all was heard', () => {
    expect(verdictOf('stream: OK\0', true)).toBe('clean');
    expect(verdictOf('stream: OK\0', false)).toBe('not-now');
    expect(verdictOf('stream: a name with OK FOUND\0', true)).toBe('infected');
    expect(verdictOf('', true)).toBe('not-now');
  });

  test('EV17: bytes that cannot be had are a fault of ours, and no verdict', async () => {
    const { scanner } = await daemon();
    const broken = () =>
      Readable.from(
        (async function* () {
          yield Buffer.from('a');
          throw new NotAsSealed('changed');
        })(),
        { objectMode: false },
      );
    await expect(scanner().scan(broken)).rejects.toThrow(NotAsSealed);
  });

  test('X37: so many at once, so many waiting, and whoever comes then is told at once', async () => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<Verdict>();
    let [now, most] = [0, 0];
    const slow: Scanner = {
      async scan() {
        most = Math.max(most, ++now);
        return held.finally(() => (now -= 1));
      },
    };
    const queue = inTurn(slow, 2, 3);
    const asked = Array.from({ length: 5 }, () => queue.scan(file(EICAR)));
    expect(await queue.scan(file(EICAR))).toBe('not-now');
    letGo('clean');
    expect(await Promise.all(asked)).toEqual(Array(5).fill('clean'));
    expect(most).toBe(2);
    expect(await queue.scan(file(EICAR))).toBe('clean');
  });
});
