import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const leastRatio = 5.4;
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const colours = new Map([...css.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]));

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Which text stands on which ground, anywhere in the pages. */
const textOn: Record<string, readonly string[]> = {
  ink: ['page', 'table', 'moss-wash', 'plum-wash', 'slate-wash', 'focus'],
  quiet: ['page', 'table', 'moss-wash', 'plum-wash', 'slate-wash'],
  moss: ['page', 'table', 'moss-wash', 'plum-wash', 'slate-wash'],
  'moss-dark': ['page', 'table', 'moss-wash'],
  plum: ['page', 'table', 'plum-wash'],
  slate: ['page', 'table', 'slate-wash'],
  ochre: ['page', 'table'],
  brick: ['page', 'table'],
  white: ['moss', 'moss-dark', 'night'],
};

const pairs = Object.entries(textOn).flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const));

test.each(pairs)('UI1: %s on %s can be read', (text, ground) => {
  expect(contrast(colours.get(text)!, colours.get(ground)!)).toBeGreaterThanOrEqual(leastRatio);
});

test('UI1: the edges of boxes and buttons can be seen', () => {
  expect(contrast(colours.get('line')!, colours.get('page')!)).toBeGreaterThanOrEqual(3);
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 1);
});
