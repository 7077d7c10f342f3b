import { expect, test } from 'vitest';
import { figureNames, spellInWords, type Figure, type FigureName, type Figures } from './figures.ts';
import { readTyped, type Typed } from './typed.ts';

const empty = Object.fromEntries(Object.keys(figureNames).map((name) => [name, ''])) as Record<FigureName, string>;
const typed = (more: Partial<Typed>): Typed => ({
  ...empty,
  ...{ spell: 'during', from: '2024-01-01', to: '2024-08-31', source: 'Task Group report' },
  ...more,
});
const errorsOf = (more: Partial<Typed>, standing: Figures = {}) => {
  const read = readTyped(typed(more), standing, '2026-11-23');
  return 'errors' in read ? read.errors : {};
};

test('PIL6: the pilot’s published figures are taken as people write them', () => {
  const read = readTyped(
    typed({ families: ' 105 ', resolved: '53', tribunal_staffing_pounds: '£517,602' }),
    {},
    '2026-11-23',
  );
  expect(read).toMatchObject({
    ok: { spell: 'during', values: { families: 105, resolved: 53, tribunal_staffing_pounds: 517602 } },
  });
  expect(spellInWords({ from: '2024-01-01', to: '2024-08-31' })).toBe('January 2024 to August 2024');
  expect(spellInWords({ from: '2024-01-02', to: '2024-08-31' })).toBe('2 January 2024 to 31 August 2024');
});

test.each<[string, Partial<Typed>, Record<string, RegExp>]>([
  ['negative', { families: '-1' }, { families: /cannot be less than 0/ }],
  ['not a number', { families: 'about 100' }, { families: /must be a number/ }],
  ['not a number either', { officer_pounds: '1e9' }, { officer_pounds: /must be a number/ }],
  ['half a family', { families: '10.5' }, { families: /whole number/ }],
  ['too large', { legal_pounds: '99999999999' }, { legal_pounds: /too large/ }],
  [
    'more settled than worked with',
    { families: '53', resolved: '105' },
    { resolved: /\(105\) cannot be more than .*\(53\)/ },
  ],
  ['more heard than registered', { appeals: '5', heard: '6' }, { heard: /cannot be more than/ }],
  ['ends before it begins', { families: '5', from: '2024-08-31', to: '2024-01-01' }, { to: /not be before the first/ }],
  ['still to come', { families: '5', to: '2026-12-31' }, { to: /still to come/ }],
  ['no such day', { families: '5', from: '2024-02-30' }, { from: /first day/ }],
  ['no time said', { families: '5', spell: 'toString' }, { spell: /before the pilot or during/ }],
  ['no source', { families: '5', source: '  ' }, { source: /where the figures come from/ }],
  ['nothing at all', {}, { families: /at least one figure/ }],
])('PIL6: %s gets its own sentence', (_, more, expected) => {
  const errors = errorsOf(more);
  expect(Object.keys(errors)).toEqual(Object.keys(expected));
  for (const [field, sentence] of Object.entries(expected)) expect(errors[field]).toMatch(sentence);
});

test('PIL6: a correction of the whole is compared with the part that stands', () => {
  const resolved = { name: 'resolved', spell: 'during', value: 53 } as Figure;
  expect(errorsOf({ families: '40' }, { during: { resolved } }).families).toMatch(
    /\(53\) cannot be more than .*\(40\)/,
  );
  expect(errorsOf({ families: '60' }, { during: { resolved } })).toEqual({});
  expect(errorsOf({ spell: 'before', families: '40' }, { during: { resolved } })).toEqual({});
});
