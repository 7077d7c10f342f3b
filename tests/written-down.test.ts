import { describe, expect, test } from 'vitest';
import { exists, filesUnder, readText } from './support/tree.ts';

const tests = [...filesUnder('src', ['.test.ts']), ...filesUnder('tests', ['.ts'])];

describe('written down', () => {
  /** Whether a test carries this id: in its name, or in the table its names are made from. */
  const carried = (id: string): boolean =>
    tests.some(({ text }) => new RegExp(`['"\`][^'"\`\\n]*\\b${id}\\b`).test(text));
  const rules = exists('docs/rules.md')
    ? [...readText('docs/rules.md').matchAll(/^\|\s*\**([A-Z]{2,5}\d+)\**\s*\|/gm)].map((found) => found[1]!)
    : [];

  test('every rule in docs/rules.md has a test that carries its id', () => {
    expect(rules.length).toBeGreaterThan(0);
    expect(
      rules.filter((rule) => !carried(rule)).map((rule) => `${rule} is a rule without a test: name one "${rule}: …".`),
    ).toEqual([]);
  });

  test('every practice is said once, with rules that are there, or as not built', () => {
    const rows = [...readText('docs/practices.md').matchAll(/^\| (\d+) \|.*\|([^|]*)\|$/gm)];
    expect(rows.map((row) => Number(row[1])).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (_, at) => at + 1),
    );
    for (const [row, number, named] of rows) {
      const ids = named!.split(',').flatMap((id) => id.trim() || []);
      expect(
        ids.length > 0 || row.includes('not built'),
        `Practice ${number} names no rule and is not said to be missing.`,
      ).toBe(true);
      expect(
        ids.filter((id) => !rules.includes(id)),
        `Practice ${number} names a rule that is not there.`,
      ).toEqual([]);
    }
  });

  test('every path the documents name is there', () => {
    const documents = [{ path: 'README.md', text: readText('README.md') }, ...filesUnder('docs', ['.md'])];
    const wrong = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/`((?:src|tests|scripts|docs|drizzle)\/[\w./[\]+-]+)`/g)]
        .filter(([, named]) => !exists(named!))
        .map(([, named]) => `${path} names ${named}, which is not there.`),
    );
    expect(wrong).toEqual([]);
  });

  test('every row a promise of the README names has a test that carries its id', () => {
    const promises = [...readText('README.md').matchAll(/^- .*\[([A-Z0-9, ]+)\]$/gm)].flatMap((found) =>
      found[1]!.split(', '),
    );
    expect(promises.length).toBeGreaterThan(0);
    expect(
      promises.filter((row) => !carried(row)).map((row) => `The README promises ${row}, and no test carries it.`),
    ).toEqual([]);
  });
});
