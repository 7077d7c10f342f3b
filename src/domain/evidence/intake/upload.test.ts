import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { freshDataFolder, stillArriving } from '../../../../tests/support/papers.ts';
import { paperLimits } from '../limits.ts';
import { readUpload } from './upload.server.ts';

beforeAll(() => void freshDataFolder());

const boundary = 'a-line-between';
const head = (fields: Record<string, string>, fileName: string) =>
  Object.entries(fields)
    .map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('') +
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
const tail = `\r\n--${boundary}--\r\n`;

/** A post whose body comes in pieces, counted as they are taken; it may break off. */
function posted(pieces: Iterable<string | Uint8Array>, options: { breaksOff?: boolean; declaredBytes?: number } = {}) {
  const taken = { bytes: 0 };
  const from = pieces[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = from.next();
      if (done) return options.breaksOff ? controller.error(new Error('The line went dead.')) : controller.close();
      const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
      taken.bytes += bytes.length;
      controller.enqueue(bytes);
    },
  });
  const headers = new Headers({ 'content-type': `multipart/form-data; boundary=${boundary}` });
  if (options.declaredBytes) headers.set('content-length', String(options.declaredBytes));
  return { request: { body, headers } as unknown as Request, taken };
}

const leftBehind = stillArriving;
const repeat = function* (piece: Uint8Array, times: number) {
  for (let n = 0; n < times; n++) yield piece;
};
const MB = new Uint8Array(1024 * 1024).fill(65);

describe('an upload', () => {
  test('EV8: words and file arrive, the file as it was sent', async () => {
    const councilId = v7();
    const { request } = posted([head({ title: 'Zoë’s report', author: 'Dr Lee' }, 'Zoë.pdf'), 'one ', 'two', tail]);
    const { fields, file, fault } = await readUpload(request, councilId);
    expect({ fields, fault, name: file?.name }).toEqual({
      fields: { title: 'Zoë’s report', author: 'Dr Lee' },
      fault: null,
      name: 'Zoë.pdf',
    });
    expect(await text(file!.arrived.read())).toBe('one two');
    await file!.arrived.discard();
    expect(leftBehind(councilId)).toEqual([]);
  });

  test('EV8: no file chosen is not a file', async () => {
    const { request } = posted([head({ title: 'x' }, ''), tail]);
    expect(await readUpload(request, v7())).toEqual({ fields: { title: 'x' }, file: null, fault: null });
  });

  test.each([0, 1, 5])('EV13 X36: cut off after %i MB, nothing is left behind', async (megabytes) => {
    const councilId = v7();
    const { request } = posted([head({ title: 'x' }, 'a.pdf'), ...repeat(MB, megabytes)], { breaksOff: true });
    expect(await readUpload(request, councilId)).toMatchObject({ file: null, fault: 'cut-off' });
    expect(leftBehind(councilId)).toEqual([]);
  });

  test('H19: a file that says it is too large is refused before it is sent', async () => {
    const councilId = v7();
    const { request, taken } = posted([head({ title: 'x' }, 'a.pdf'), ...repeat(MB, 40), tail], {
      declaredBytes: 40 * MB.length,
    });
    expect(await readUpload(request, councilId)).toEqual({ fields: { title: 'x' }, file: null, fault: 'too-large' });
    expect(taken.bytes).toBeLessThan(4 * MB.length);
    expect(leftBehind(councilId)).toEqual([]);
  });

  test('H19: one that does not say so is refused as soon as it has grown too large', async () => {
    const councilId = v7();
    const { request, taken } = posted([head({ title: 'x' }, 'a.pdf'), ...repeat(MB, 200), tail]);
    expect(await readUpload(request, councilId)).toEqual({ fields: { title: 'x' }, file: null, fault: 'too-large' });
    expect(taken.bytes).toBeLessThan(paperLimits.fileMaxBytes + 8 * MB.length);
    expect(leftBehind(councilId)).toEqual([]);
  });

  test('EV8: what is not a form with a file is no upload', async () => {
    const request = new Request('http://x/', {
      method: 'POST',
      body: 'title=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(await readUpload(request, v7())).toEqual({ fields: {}, file: null, fault: null });
  });
});
