import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentText, contentTextOf, manifestText, readManifest } from './manifest.ts';
import { changesSince } from './pack-changes.ts';
import type { PackContent, PackPaper, PackPoint, PackSummary } from './pack-parts.ts';
import { cite, citeAll, contentsOf, lateCite, lateCites, pagesIn, sizeInWords, type Arrived } from './pack.ts';
import { receiptHtml } from './receipt.ts';

const paper = (over: Partial<PackPaper>): PackPaper => ({
  ...{
    class: 'case',
    evidenceItemId: 'p1',
    kind: 'medical',
    title: 'Health report',
    author: 'Dr Lee',
    writtenOn: '2026-03-01',
  },
  ...{ pages: 3, sha256: 'aa', addedOn: '2026-03-02', lateFor: null },
  ...over,
});
const point = (number: number, over: Partial<PackPoint> = {}): PackPoint => ({
  ...{
    class: 'case',
    pointId: `q${number}`,
    number,
    title: 'Speech',
    stateInWords: 'Not agreed yet',
    agreed: null,
    family: 'Weekly',
    council: 'Monthly',
    pages: [],
  },
  ...over,
});
const came = ({ evidenceItemId, kind }: PackPaper) => ({ evidenceItemId, kind, replaces: null, withdrawnAt: null });
const content = (over: Partial<PackContent> = {}): PackContent => ({
  councilName: 'Meadowshire',
  reference: 'MC-1',
  boardOn: '2026-05-14',
  parts: {
    child: {
      class: 'case',
      name: 'Maya',
      ownWords: 'I like swimming',
      goodDay: null,
      wantGrownUpsToKnow: null,
      helpedBy: 'Jo',
      askedOn: '2026-04-01',
    },
    summary: { class: 'case', words: 'She is <b>funny</b> & tired.' },
    points: [point(2), point(1)],
  },
  papers: [paper({}), paper({ evidenceItemId: 'p2', kind: 'family_own', title: 'Diary', writtenOn: null, pages: 2 })],
  missing: [],
  confirmed: { family: null, council: null },
  arrived: (over.papers ?? []).map(came),
  ...over,
});
const frozen = { number: 1, frozenAt: '2026-05-10T15:00:00.000Z', byName: 'Priya Shah', roleInWords: 'Case officer' };

describe('the numbered contents', () => {
  test('PACK1: the child is page 1 and the family’s own words page 2, whatever else there is', () => {
    const contents = contentsOf(content());
    expect(contents.map(citeAll)).toEqual(['A1', 'A2', 'C3 to C5', 'D6 to D7', 'G8', 'G9']);
    expect(contents.map(({ title }) => title)).toEqual([
      'Maya’s page',
      'In the family’s own words',
      'Health report',
      'Diary',
      'Point 1: Speech',
      'Point 2: Speech',
    ]);
    expect(cite(contents[2]!, 2)).toBe('C4');
    expect(sizeInWords(contents)).toBe('2 papers, 9 pages');
  });
  test('PACK4: numbers run on without a gap, and every page has one', () => {
    const kinds = fc.constantFrom('medical' as const, 'letter' as const, 'family' as const, 'plan' as const);
    const papers = fc.uniqueArray(
      fc.record({ evidenceItemId: fc.uuid(), kind: kinds, pages: fc.integer({ min: 1, max: 90 }) }),
      { selector: (p) => p.evidenceItemId },
    );
    fc.assert(
      fc.property(papers, (given) => {
        const contents = contentsOf(content({ papers: given.map(paper) }));
        expect(contents.slice(1).map(({ firstPage }) => firstPage)).toEqual(
          contents.slice(0, -1).map((each) => each.firstPage + each.pages),
        );
        expect(pagesIn(contents)).toBe(4 + given.reduce((sum, { pages }) => sum + pages, 0));
      }),
    );
  });
  test('PACK4: a paper that comes late is put after its section, with a letter, and moves nothing', () => {
    const contents = contentsOf(content());
    expect([
      lateCite(contents, 'medical', 0),
      lateCite(contents, 'medical', 1),
      lateCite(contents, 'request', 0),
    ]).toEqual(['C5A', 'C5B', 'B2A']);
  });
});

describe('the manifest', () => {
  test('PACK2: its text does not depend on the order anything was handed in', () => {
    const papers = fc.uniqueArray(
      fc.record({ evidenceItemId: fc.uuid(), writtenOn: fc.constantFrom(null, '2026-01-01', '2026-02-01') }),
      { selector: (p) => p.evidenceItemId },
    );
    const shuffled = papers.chain((items) =>
      fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4 }), ([items, again], numbers) => {
        const one = content({
          papers: items.map(paper),
          parts: { ...content().parts, points: [1, 2, 3, 4].map((n) => point(n)) },
        });
        const other = content({
          papers: again.map(paper),
          parts: { ...content().parts, points: numbers.map((n) => point(n)) },
        });
        expect(manifestText(other, frozen)).toBe(manifestText(one, frozen));
      }),
    );
  });
  test('PACK2: what was frozen reads back to the same content', () => {
    expect(contentTextOf(readManifest(manifestText(content(), frozen)))).toBe(contentText(content()));
  });
  test('PACK7 E07: only what is of class “case” can be built into a pack', () => {
    // @ts-expect-error Words of a mediation room are without prejudice and never reach a Board.
    const joint: PackSummary = { class: 'joint', words: '' };
    // @ts-expect-error Nor do one side's own.
    const own: PackSummary = { class: 'private:family', words: '' };
    // @ts-expect-error Nor a paper kept for safeguarding.
    const kept: PackPaper = paper({ class: 'safeguarding' });
    expect([joint, own, kept].map((each) => each.class)).not.toContain('case');
  });
});

describe('since the freeze', () => {
  const manifest = readManifest(manifestText(content(), frozen));
  test('PACK6: nothing is said while nothing has changed', () => {
    expect(changesSince(manifest, content())).toEqual([]);
  });
  test('PACK9: a late letter never moves: not when another is taken back or recalled, and after Z comes AA', () => {
    const late = Array.from({ length: 28 }, (_, nth) => paper({ evidenceItemId: `q${String(nth).padStart(2, '0')}` }));
    const older = { ...came(paper({ evidenceItemId: 'a1' })), withdrawnAt: new Date('2026-05-09T09:00:00Z') };
    const arrived: Arrived[] = [
      older,
      came(paper({ evidenceItemId: 'p0' })),
      { ...came(paper({})), replaces: 'p0' },
      ...late.map(came),
    ];
    const cites = (papers: PackPaper[], all = arrived) => lateCites(manifest, all, papers).map(({ cite }) => cite);
    expect(cites(late)).toEqual([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'AA', 'AB'].map((letter) => `C5${letter}`));
    const gone = arrived.map((one) =>
      one.evidenceItemId === 'q00' ? { ...one, withdrawnAt: new Date('2026-05-11') } : one,
    );
    expect(cites(late.slice(1, 3), gone)).toEqual(['C5B', 'C5C']);
  });
  test('PACK6: late papers, papers taken back, and changed words are each said', () => {
    const parts = {
      ...content().parts,
      summary: { class: 'case' as const, words: 'New' },
      points: [point(1), point(2, { agreed: 'Weekly' })],
    };
    const papers = [
      paper({}),
      paper({ evidenceItemId: 'p3', title: 'OT report' }),
      paper({ evidenceItemId: 'p4', kind: 'letter', title: 'Letter' }),
    ];
    expect(changesSince(manifest, content({ parts, papers }))).toEqual([
      '“OT report” came after the freeze. It is C5A.',
      '“Letter” came after the freeze. It is F7A.',
      '“Diary” (D6) was taken back. The Board still sees it, and sees this.',
      'The family’s own words have changed.',
      'Point 2, “Speech”, has changed.',
    ]);
  });
  test('PACK6: a new confirmation, a new point and a changed child’s page are said', () => {
    const parts = {
      ...content().parts,
      child: { ...content().parts.child, goodDay: 'Rain' },
      points: [point(1), point(2), point(3)],
    };
    const family = {
      says: 'everything' as const,
      words: '',
      byName: 'Dana',
      contentSha256: 'x',
      roleInWords: 'Parent or carer',
      at: '2026-05-11T08:00:00.000Z',
      stillStands: true,
    };
    expect(changesSince(manifest, content({ parts, confirmed: { family, council: null } }))).toEqual([
      'Maya’s page has changed.',
      'Point 3, “Speech”, has changed.',
      'The family has said again whether this is everything.',
    ]);
  });
});

describe('the receipt to keep', () => {
  const html = receiptHtml(
    readManifest(manifestText(content(), frozen)),
    manifestText(content(), frozen),
    'ab'.repeat(32),
  );
  test('PACK3: it holds the fingerprint in groups and the exact text it was made from', () => {
    expect(html).toContain('ABAB ABAB ABAB');
    expect(html).toContain('&quot;reference&quot;:&quot;MC-1&quot;');
    expect(html).toContain('Frozen on Sunday 10 May 2026 at 4.00pm by Priya Shah (case officer).');
  });
  test('PACK3: what people wrote is shown to the letter and cannot become a page of its own', () => {
    expect(html).toContain('She is &lt;b&gt;funny&lt;/b&gt; &amp; tired.');
    expect(html).not.toMatch(/<script|<b>|src=|href=/);
  });
});
