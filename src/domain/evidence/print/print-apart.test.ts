import { expect, test } from 'vitest';
import type { Printed } from './blocks.ts';
import { printPdfApart } from './print-apart.server.ts';
import { printPdf } from './print-pdf.server.ts';

const at = new Date('2026-11-23T10:00:00Z');
const long: Printed = {
  title: 'Your copy of what is held',
  blocks: Array.from({ length: 300 }, (_, n) => ({
    kind: 'words',
    words: `${n}. ${'Maya reads in a quiet room. '.repeat(30)}`,
  })),
  foot: ['Private: for the person named on the first page'],
};

/** How often the event loop of this thread came round until it was done. */
async function turnsDuring<T>(work: () => Promise<T>): Promise<{ done: T; turns: number }> {
  let turns = 0;
  let going = true;
  const turn = () => {
    turns += 1;
    if (going) setImmediate(turn);
  };
  setImmediate(turn);
  const done = await work().finally(() => (going = false));
  return { done, turns };
}

test('SAR9: a long copy printed apart is the same file, and this thread goes on meanwhile', async () => {
  const here = await turnsDuring(() => printPdf(long, at));
  const apart = await turnsDuring(() => printPdfApart(long, at));
  expect(apart.done.equals(here.done)).toBe(true);
  expect(apart.turns).toBeGreaterThan(10 * here.turns);
});

test('SAR9: copies are printed one after the other, and one that fails holds up none', async () => {
  const broken = printPdfApart({ ...long, blocks: [{ kind: 'nonsense' } as never] }, at);
  const next = printPdfApart({ ...long, blocks: [{ kind: 'title', words: 'Yours' }] }, at);
  await expect(broken).rejects.toThrow();
  expect(
    Buffer.from(await next)
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});
