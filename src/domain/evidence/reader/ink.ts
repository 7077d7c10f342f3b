import type { Canvas } from '@napi-rs/canvas';
import sharp from 'sharp';

/** Black, a grey for the edges of letters, one so pale that a tint or pale words stay to be seen, and white: two bits. */
const SHADES = [0, 105, 220, 255];
const NEAREST = Uint8Array.from({ length: 256 }, (_, light) =>
  SHADES.reduce((best, shade) => (Math.abs(shade - light) < Math.abs(best - light) ? shade : best)),
);
/** How far the colours of one pixel may lie apart, of 255, before it counts as coloured. */
const COLOUR_FROM = 24;
/** A signature in blue or one red tick is more than this, of a million pixels. */
const COLOURED_MOST_PPM = 20;
/** Edges of close print are about an eighth of a page; a photo or a grey scan is grey nearly everywhere. */
const GREY_MOST_PPM = 200_000;

/**
 * A page of nothing but print in four shades, as lossless WebP: it looks the same and is a good deal less for mobile
 * data to carry. Null when there is colour, a photo or a large tint on the page, which four shades would take away.
 */
export async function asPrint(canvas: Canvas): Promise<Uint8Array | null> {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const pixels = width * height;
  const shades = new Uint8Array(pixels);
  let coloured = 0;
  let grey = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const [red, green, blue] = [data[pixel * 4]!, data[pixel * 4 + 1]!, data[pixel * 4 + 2]!];
    const light = Math.round((red + green + blue) / 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > COLOUR_FROM) coloured++;
    if (light > 8 && light < 247) grey++;
    shades[pixel] = NEAREST[light]!;
  }
  if (coloured * 1e6 > pixels * COLOURED_MOST_PPM || grey * 1e6 > pixels * GREY_MOST_PPM) return null;
  return sharp(shades, { raw: { width, height, channels: 1 } })
    .webp({ lossless: true })
    .toBuffer();
}
