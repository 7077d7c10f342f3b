import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { paperLimits } from './limits.ts';
import { asAttachment, fileHeaders, whileAllowed } from './serve.server.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const endless = () =>
  Readable.from(
    (function* () {
      for (;;) yield new Uint8Array(1024);
    })(),
  );

describe('a file on its way out', () => {
  test('A33: access taken away in the middle breaks it off within two seconds, and is written down', async () => {
    let may = true;
    const stopped = vi.fn(async () => {});
    const source = endless();
    const reader = whileAllowed(source, async () => may, stopped).getReader();
    await reader.read();
    await vi.advanceTimersByTimeAsync(paperLimits.recheckEveryMs);
    expect((await reader.read()).done).toBe(false);
    may = false;
    await vi.advanceTimersByTimeAsync(paperLimits.recheckEveryMs);
    await expect(reader.read().then(() => reader.read())).rejects.toThrow('Access ended');
    expect(paperLimits.recheckEveryMs).toBeLessThanOrEqual(2_000);
    expect(stopped).toHaveBeenCalledOnce();
    expect(source.destroyed).toBe(true);
  });

  test('A33: when nobody can say whether they still may, it is broken off too', async () => {
    const reader = whileAllowed(
      endless(),
      async () => Promise.reject(new Error('no database')),
      async () => {},
    ).getReader();
    await reader.read();
    await vi.advanceTimersByTimeAsync(paperLimits.recheckEveryMs);
    await expect(reader.read().then(() => reader.read())).rejects.toThrow('Access ended');
  });

  test('A33: a whole file arrives whole, and nobody goes on asking', async () => {
    const asked = vi.fn(async () => true);
    const stream = whileAllowed(Readable.from([new Uint8Array([1, 2]), new Uint8Array([3])]), asked, async () => {});
    expect(new Uint8Array(await new Response(stream).arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
    await vi.advanceTimersByTimeAsync(10 * paperLimits.recheckEveryMs);
    expect(asked).not.toHaveBeenCalled();
  });

  test('I04: no name breaks out of its header', () => {
    const header = asAttachment('a"; filename=evil.exe\r\nX: y – Zoë.pdf');
    expect(header).not.toMatch(/[\r\n]/);
    expect(header.match(/"/g)).toHaveLength(2);
    expect(header).toContain("filename*=UTF-8''a%22%3B");
  });

  test('I10: nothing can be made of a file but what it is', () => {
    expect(fileHeaders('application/pdf', 3)).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'none',
    });
    expect(fileHeaders('application/pdf', 3)['content-security-policy']).toContain('sandbox');
  });
});
