import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBook, textOf, wordsOf } from '../../../../tests/support/books.ts';
import { fixture } from '../../../../tests/support/papers.ts';
import { bookFrom, paperFrom, planFor, workshopOf, type TestPaper } from '../../../../tests/support/workshop.ts';

const made = mkdtempSync(join(tmpdir(), 'common-ground-book-'));
/** Letters and digits alone: where lines and words break is not the same in every reader. */
const letters = (words: string) => words.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

let whole: TestPaper;
let turned: TestPaper;
let scripted: TestPaper;
beforeAll(async () => {
  const read = async (name: string) => (await paperFrom(fixture(name), name))!;
  [whole, turned, scripted] = [
    await read('nested_outline.pdf'),
    await read('rotation.pdf'),
    await read('js-authors.pdf'),
  ];
});

describe('a paper that is hard to build', () => {
  test('BOOK9: a builder that takes too long or too much is stopped; then it is drawn, then it is only named', async () => {
    const { workshop, built: ways } = workshopOf([whole]);
    const build = workshop.build;
    const bad: typeof build = (job, source) =>
      job.do === 'paper' && job.manner !== 'sentences'
        ? (source?.destroy(), Promise.resolve(null))
        : build(job, source);
    const named = await openBook(await bookFrom(planFor([whole]), { ...workshop, build: bad }));
    const at = (await named.getPageLabels())!.indexOf('3') + 1;
    expect(await wordsOf(named, at)).toContain('This page could not be drawn here');
    expect(letters(await wordsOf(named, at))).toContain(letters(whole.pages[0]!.words));
    expect(ways).toEqual(['own', 'nested_outline.pdf as sentences']);
  });

  test('BOOK9: drawn pages have their words where they stand, unseen', async () => {
    const { workshop } = workshopOf([whole]);
    const asPictures = await openBook(
      await bookFrom(planFor([whole]), {
        ...workshop,
        build: (job, source) => workshop.build(job.do === 'paper' ? { ...job, manner: 'pictures' } : job, source),
      }),
    );
    const asPages = await openBook(await bookFrom(planFor([whole]), workshopOf([whole]).workshop));
    const page = (await asPages.getPageLabels())!.indexOf('3') + 1;
    const seen = (await textOf(asPages, page)).at(-1)!;
    const unseen = (await textOf(asPictures, page)).find(({ text }) => letters(text) === letters(seen.text))!;
    expect(Math.abs(unseen.x - seen.x)).toBeLessThan(4);
    expect(Math.abs(unseen.y - seen.y)).toBeLessThan(8);
  });

  test('BOOK4 BOOK5: what was built before is not built again, and the book is the same to the byte', async () => {
    const some = [whole, turned, scripted];
    const { workshop, segments, built: ways } = workshopOf(some);
    const once = await bookFrom(planFor(some), workshop);
    segments.delete(3);
    ways.length = 0;
    expect((await bookFrom(planFor(some), workshop)).equals(once)).toBe(true);
    expect(ways).toEqual([`${some[2]!.title} as pages`]);
  });

  test('BOOK5: a kept segment that is cut short or is another’s is built anew', async () => {
    const some = [whole, turned];
    const { workshop, segments, built: ways } = workshopOf(some);
    const once = await bookFrom(planFor(some), workshop);
    segments.set(1, segments.get(1)!.subarray(0, 500));
    segments.set(2, segments.get(0)!);
    ways.length = 0;
    expect((await bookFrom(planFor(some), workshop)).equals(once)).toBe(true);
    expect(ways).toHaveLength(2);
  });

  test('BOOK9: a fuzzed file goes in as drawn pages or as sentences, and the rest of the book is whole', async () => {
    const fuzzed = join(made, 'fuzzed.pdf');
    const source = readFileSync(fixture('rotation.pdf'));
    for (let at = 700; at < source.length; at += 97) source[at] = source[at]! ^ 0x55;
    writeFileSync(fuzzed, source);
    const page = { words: 'What it said.', lines: [], wordsFrom: 'file', widthPt: 595, heightPt: 842 } as const;
    const paper: TestPaper = {
      title: 'Fuzzed',
      mediaType: 'application/pdf',
      path: fuzzed,
      pages: [{ ...page, lines: [] }],
    };
    const { workshop } = workshopOf([paper, whole]);
    const opened = await openBook(await bookFrom(planFor([paper, whole]), workshop));
    expect(await opened.getPageLabels()).toHaveLength(2 + 4 + 1 + whole.pages.length);
    expect(await wordsOf(opened, (await opened.getPageLabels())!.indexOf('3') + 1)).toContain('What it said.');
  });
});
