import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { asPrint } from './ink.ts';

/** A white page with lines of print, and whatever else is on it. */
function pageWith(more: (brush: SKRSContext2D) => void = () => {}) {
  const canvas = createCanvas(720, 1018);
  const brush = canvas.getContext('2d');
  brush.fillStyle = '#ffffff';
  brush.fillRect(0, 0, 720, 1018);
  brush.fillStyle = '#000000';
  brush.font = '14px sans-serif';
  for (let line = 0; line < 40; line++)
    brush.fillText('Maya reads best in a quiet room with a friend.', 40, 60 + line * 20);
  brush.fillRect(40, 30, 640, 3);
  more(brush);
  return canvas;
}

test('EV41: a page of print alone comes in four shades, no pixel far from what it was, and in fewer bytes', async () => {
  const page = pageWith();
  const print = await asPrint(page);
  const grey = async (picture: Uint8Array) => sharp(picture).removeAlpha().greyscale().raw().toBuffer();
  const drawn = await grey(print!);
  const before = await grey(page.toBuffer('image/png'));
  expect([...new Set(drawn)].toSorted((a, b) => a - b)).toEqual([0, 105, 220, 255]);
  expect(drawn.reduce((most, shade, at) => Math.max(most, Math.abs(shade - before[at]!)), 0)).toBeLessThanOrEqual(58);
  expect(print!.length).toBeLessThan((await page.encode('webp', 60)).length / 1.5);
});

test.each([
  ['a name signed in blue', '#1d4ed8', 60, 6],
  ['a table tinted grey', '#e8e8e8', 640, 400],
])('EV41: a page with %s keeps its colours and tints', async (_what, fill, width, height) => {
  const page = pageWith((brush) => {
    brush.fillStyle = fill;
    brush.fillRect(40, 900 - height, width, height);
  });
  expect(await asPrint(page)).toBeNull();
});

test('EV41: pale words and thin tints on a page of print stay to be seen', async () => {
  const page = pageWith((brush) => {
    brush.fillStyle = '#e8e8e8';
    brush.fillRect(40, 894, 60, 6);
  });
  const [shade] = await sharp((await asPrint(page))!)
    .greyscale()
    .extract({ left: 60, top: 897, width: 1, height: 1 })
    .raw()
    .toBuffer();
  expect(shade).toBe(220);
});
