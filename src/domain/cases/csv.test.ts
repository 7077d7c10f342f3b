import { expect, test } from 'vitest';
import { csvCell, csvRow, withoutMark } from './csv.ts';

/** A small generator with a seed, so that a failure can be seen again. */
function* random(seed: number): Generator<number, never> {
  for (;;) {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    yield seed / 4_294_967_296;
  }
}
const letters = [...'=+-@＝＋－＠\t\r\n\0 "\'`,;|!a1é\u200b\ufeff\u00a0'];
const read = (cell: string) => cell.slice(1, -1).replaceAll('""', '"');

test('I14: no text that a spreadsheet would run goes out as it is', () => {
  const dice = random(14);
  for (let turn = 0; turn < 5_000; turn += 1) {
    const length = Math.floor(dice.next().value * 8);
    const text = Array.from({ length }, () => letters[Math.floor(dice.next().value * letters.length)]!).join('');
    const cell = csvCell(text);
    expect(cell).toMatch(/^"(?:[^"]|"")*"$/u);
    expect(read(cell)).not.toMatch(/^[\s\u200b\ufeff]*[=+\-@＝＋－＠]/u);
    expect(read(cell)).not.toMatch(/^[\t\r\n]/u);
    expect(withoutMark(read(cell)).replace(/^'+/, '')).toBe(withoutMark(text.replaceAll('\0', '')).replace(/^'+/, ''));
  }
});

test('I14: a plain name, a number and a date are as they were; a mark comes off again', () => {
  expect(csvRow(['Zoë O’Neil', '12/03/2026', 'He said "no"'])).toBe('"Zoë O’Neil","12/03/2026","He said ""no"""\r\n');
  for (const text of ['=1+1', '-Smith', '@home', ' =cmd|x', '＝1']) {
    expect(read(csvCell(text))).toBe(`'${text}`);
    expect(withoutMark(read(csvCell(text)))).toBe(text);
  }
  expect(withoutMark("'tis")).toBe("'tis");
});

test('I14 H17: a hundred thousand blanks are looked at in no time', () => {
  const startedMs = performance.now();
  csvCell(' '.repeat(100_000));
  csvCell('"'.repeat(100_000) + 'x');
  expect(performance.now() - startedMs).toBeLessThan(50);
});
