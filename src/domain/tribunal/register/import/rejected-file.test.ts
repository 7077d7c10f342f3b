import { describe, expect, test } from 'vitest';
import { notAllKept, rejectedFile } from './rejected-file.ts';

const rows = [
  { row: 2, cells: ['EH936/25/00001', '=1+1'], errors: [{ column: 'Ground', because: 'Choose what it is about' }] },
  { row: 5, cells: ['EH936/25/00004'], errors: [{ column: '', because: 'This row is too long' }] },
];
const linesOf = (rejected: number) =>
  rejectedFile(['Number', 'Ground'], rows, rejected, 2).replace('\ufeff', '').trimEnd().split('\r\n');

describe('more rejected rows than are kept', () => {
  test('IMP3: as many as are kept are all there is, and nothing is said', () => {
    expect(notAllKept(20_000)).toBeNull();
    expect(notAllKept(0)).toBeNull();
    expect(linesOf(2)).toHaveLength(3);
  });

  test('IMP3: one more is said in a sentence, with both numbers', () => {
    expect(notAllKept(20_001)).toBe(
      'Only the first 20,000 of the 20,001 rows that cannot be taken are kept. Put those right first, then bring the whole list again for the rest.',
    );
  });

  test('IMP3: the file says it in its last row, where the reasons stand, and gives no row a place it has not', () => {
    const lines = linesOf(3);
    expect(lines).toHaveLength(4);
    expect(lines[3]).toMatch(/^"","","","Only the first 2 of the 3 rows that cannot be taken are kept\./);
    expect(lines[1]).toContain('Ground: Choose what it is about');
    expect(lines[2]).toContain('This row is too long');
  });
});
