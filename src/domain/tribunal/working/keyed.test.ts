import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asWantedBy, keyed, withoutMarks } from './keyed.ts';
import { formatOf, markInWords, theKey, type Run } from './marks.ts';

const nobody = { family: null, council: null, agreed: null };
const said = (runs: Run[]) =>
  runs.map(({ text, act, by }) => `${by.join('+')}${{ keeps: '=', adds: '+', deletes: '-' }[act]}${text}`);

const letters = fc.string({ unit: 'binary', maxLength: 60 });
const graphemes = fc.string({ unit: 'grapheme', maxLength: 60 });
const spaces = fc
  .array(fc.constantFrom(' ', '\t', '\n', '\u00a0', '   ', 'word', 'Half', 'é', 'ש', '.', ',', '1'), { maxLength: 40 })
  .map((parts) => parts.join(''));
const words = fc
  .array(fc.constantFrom('speech', 'therapy', 'every', 'week', 'the', 'a', '45', 'minutes', '’s'), { maxLength: 30 })
  .map((parts) => parts.join(' '));
const anyText = fc.oneof(letters, graphemes, spaces, words, fc.constant(''));

describe('the tribunal’s key', () => {
  test('WD1: bold is the family’s, italic the council’s, underlined agreed, struck taken out', () => {
    const runs = keyed('Speech therapy as needed.', { ...nobody, family: 'Speech therapy every week.' });
    expect(said(runs)).toEqual(['=Speech therapy ', 'family-as needed', 'family+every week', '=.']);
    expect(formatOf(runs[1]!)).toEqual({ bold: true, italic: false, underline: false, strike: true });
    expect(formatOf({ act: 'adds', by: ['council'] })).toEqual({
      bold: false,
      italic: true,
      underline: false,
      strike: false,
    });
    expect(formatOf({ act: 'deletes', by: ['agreed'] })).toEqual({
      bold: false,
      italic: false,
      underline: true,
      strike: true,
    });
  });

  test('WD1: both sides’ changes stand in one text, and what both want stands there once with both marks', () => {
    const runs = keyed('A taxi to school.', {
      ...nobody,
      family: 'A taxi to school each day.',
      council: 'A bus to school each day.',
    });
    expect(said(runs)).toEqual(['=A ', 'council-taxi', 'council+bus', '= to school', 'family+council+ each day', '=.']);
    expect(markInWords(runs[4]!)).toBe('Family and council propose to add');
  });

  test('WD1: what is agreed has one mark, whatever each side had put forward before', () => {
    const runs = keyed('Some help.', { family: 'Much help.', council: 'No help.', agreed: 'Daily help.' });
    expect(said(runs)).toEqual(['agreed-Some', 'agreed+Daily', '= help.']);
  });

  test('WD1: a paragraph to be taken out, and one that is new', () => {
    expect(said(keyed('Old words', { ...nobody, council: '' }))).toEqual(['council-Old words']);
    expect(said(keyed('', { ...nobody, family: 'New words' }))).toEqual(['family+New words']);
    expect(keyed('', nobody)).toEqual([]);
  });

  test('WD2: every mark of the key is said in words, no two alike', () => {
    const sentences = theKey.map(markInWords);
    expect(sentences[0]).toBeNull();
    expect(new Set(sentences).size).toBe(theKey.length);
    expect(sentences).toContain('Council proposes to take out');
  });

  test('WD3: dropping all marks gives the plan’s words back, whatever was proposed', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.option(anyText),
        fc.option(anyText),
        fc.option(anyText),
        (original, family, council, agreed) => {
          expect(withoutMarks(keyed(original, { family, council, agreed }))).toBe(original);
        },
      ),
    );
  });

  test('WD3: taking everything of one hand gives that hand’s words, letter for letter', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, anyText, (original, family, council, agreed) => {
        const both = keyed(original, { family, council, agreed: null });
        expect(asWantedBy(both, 'family')).toBe(family);
        expect(asWantedBy(both, 'council')).toBe(council);
        expect(asWantedBy(keyed(original, { family, council, agreed }), 'agreed')).toBe(agreed);
      }),
    );
  });

  test('WD3: two long texts with nothing in common are marked without a long wait, and lose nothing', () => {
    const many = (word: string) => Array.from({ length: 3_000 }, (_, at) => `${word}${at}`).join(' ');
    const [original, family] = [many('a'), many('b')];
    const startedMs = performance.now();
    const runs = keyed(original, { ...nobody, family });
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect([withoutMarks(runs), asWantedBy(runs, 'family')]).toEqual([original, family]);
  });
});
