import { describe, expect, test } from 'vitest';
import type { PackSummary } from '#domain/evidence/pack/pack-parts.ts';
import { outcomeFields, type OutcomeField } from './fields.ts';
import { certificateFollows, outcomeCodes, whyNotEnd } from './outcome.ts';
import { linesByGroup, openLines, outcomeText, readWritten, recordOf } from './record.ts';

const CANARY = 'They would take three hours.';
const everything = Object.fromEntries(
  outcomeFields.map(({ name, class: of }) => [name, of === 'open' ? 'open' : CANARY]),
);

describe('the two halves of a record', () => {
  test('OUT2: every field stands once, in one half, and no open field takes free text', () => {
    const names = outcomeFields.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const open: OutcomeField[] = outcomeFields.filter((field) => field.class === 'open');
    for (const field of open) if (field.from === 'written') expect(['date', 'choice']).toContain(field.type);
    const typedFreely = {
      name: 'x',
      group: 'ending',
      label: 'x',
      class: 'open',
      from: 'written',
      type: 'words',
    } as const;
    // @ts-expect-error What may leave is never typed freely.
    const free: OutcomeField = typedFreely;
    expect(outcomeFields).not.toContain(free);
  });

  test('OUT2 E07: what leaves is the open half: nothing else compiles, and nothing else comes along', () => {
    const { open, withoutPrejudice } = recordOf('part', everything);
    expect(JSON.stringify(openLines(open))).not.toContain(CANARY);
    expect(openLines(open).length).toBeGreaterThan(10);
    // @ts-expect-error What was said in a mediation is handed to no exporter.
    expect(openLines(withoutPrejudice)).toEqual([]);
    // @ts-expect-error Nor the whole record.
    expect(() => openLines(recordOf('part', everything))).toThrow();
    // @ts-expect-error Nor does it fit into a pack for the Board.
    const summary: PackSummary = { class: withoutPrejudice.class, words: CANARY };
    expect(summary.class).not.toBe('case');
  });

  test('OUT2: a value under a name that is no field goes nowhere', () => {
    expect(recordOf(null, { note: CANARY, constructor: CANARY })).toEqual(recordOf(null, {}));
  });
});

describe('what is shared', () => {
  test('OUT3: the same record is the same text, in whatever order it was filled in', () => {
    const backwards = Object.fromEntries(Object.entries(everything).reverse());
    expect(outcomeText('m', recordOf('part', backwards))).toBe(outcomeText('m', recordOf('part', everything)));
    expect(outcomeText('m', recordOf('none', everything))).not.toBe(outcomeText('m', recordOf('part', everything)));
    expect(outcomeText('n', recordOf('part', everything))).not.toBe(outcomeText('m', recordOf('part', everything)));
  });

  test('OUT7: no agreement says as much as agreement: what was narrowed, what is left, what comes next, the certificate', () => {
    const values = {
      ...{ narrowed: 'Who pays is settled.', leftOver: 'How many hours', nextSteps: 'Dana hears by Friday.' },
      ...{ certificate: 'After mediation: to be issued by Friday', appealBy: 'Friday 8 January 2027' },
    };
    const titles = (outcome: keyof typeof outcomeCodes) =>
      linesByGroup(recordOf(outcome, values)).map(({ title }) => title);
    for (const outcome of Object.keys(outcomeCodes) as (keyof typeof outcomeCodes)[])
      expect(titles(outcome)).toEqual(['How it ended', 'What is left', 'Days the law counts']);
    const [ending] = linesByGroup(recordOf('none', values));
    expect(ending!.lines.map(({ label }) => label)).toEqual([
      ...['How it ended', 'What was narrowed down', 'What happens next'],
    ]);
  });
});

describe('what is filled in', () => {
  test('OUT1: days, choices and lengths are asked of each field, by its name', () => {
    const { written, faults } = readWritten({
      ...{ goesOnOn: '2026-02-30', healthCame: 'perhaps', mode: 'x'.repeat(301), narrowed: ' Who pays. ' },
      ...{ reference: 'made up', certificate: 'made up' },
    });
    expect(Object.keys(faults).sort()).toEqual(['goesOnOn', 'healthCame', 'mode']);
    expect(written).toEqual({ narrowed: 'Who pays.' });
  });
});

describe('how it can have ended', () => {
  const facts = { agreement: 'none', leftOver: 0 } as const;
  test('OUT4: agreed means signed, and signed means agreed', () => {
    expect(whyNotEnd('full', facts)).toMatch('Nothing has been signed');
    expect(whyNotEnd('part', { ...facts, agreement: 'signed' })).toBeNull();
    expect(whyNotEnd('full', { agreement: 'signed', leftOver: 1 })).toMatch('not agreed');
    expect(whyNotEnd('full', { agreement: 'signed', leftOver: 0 })).toBeNull();
    for (const outcome of [
      'none',
      'adjourned',
      'withdrew',
      'family_absent',
      'council_absent',
      'not_contactable',
    ] as const) {
      expect(whyNotEnd(outcome, facts)).toBeNull();
      expect(whyNotEnd(outcome, { ...facts, agreement: 'signed' })).toMatch('signed agreement');
      expect(whyNotEnd(outcome, { ...facts, agreement: 'to_sign' })).toMatch('waits to be signed');
    }
  });

  test('OUT6: a certificate follows a mediation the family took part in, whatever came of it', () => {
    const follows = (begun: boolean) =>
      (Object.keys(outcomeCodes) as (keyof typeof outcomeCodes)[]).filter((code) => certificateFollows(code, begun));
    expect(follows(true)).toEqual(['full', 'part', 'none', 'withdrew']);
    expect(follows(false)).toEqual(['full', 'part', 'none']);
  });
});
