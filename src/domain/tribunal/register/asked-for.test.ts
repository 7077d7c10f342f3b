import { expect, test } from 'vitest';
import { academicYearOf, yearInWords } from './academic-year.ts';
import { addressOf, askedFor, registeredWithin } from './asked-for.ts';

const asked = (query: string) => askedFor(new URLSearchParams(query));

test('TR9 H12: only choices that are known come through; anything else is as if it had not been asked', () => {
  const odd = asked(
    "sort=number;drop table appeal&ground=constructor&stage=__proto__&outcome=upheld&open=1&from=2026-02-30&year=-1&page=1e9&words=' or 1=1 --",
  );
  expect(odd).toEqual({
    ...{ words: "' or 1=1 --", open: null, ground: null, stage: null, outcome: null, area: null },
    ...{ from: null, to: null, year: null, sort: 'registered', page: 1 },
  });
  expect(asked('words=' + 'x'.repeat(5000)).words).toHaveLength(100);
});

test('TR9: a question is kept in the address of the next page', () => {
  const first = asked(
    'words=Rowe&open=open&ground=cease&stage=heard&outcome=pending&area=North&from=2026-01-01&sort=child',
  );
  expect(asked(addressOf(first, 2).slice(1))).toEqual({ ...first, page: 2 });
});

test('TR9: a school year is September to August, and days narrow it further', () => {
  expect([academicYearOf('2023-08-31'), academicYearOf('2023-09-01')]).toEqual([2022, 2023]);
  expect([yearInWords(2022), yearInWords(1999)]).toEqual(['2022/23', '1999/00']);
  expect(registeredWithin(asked('year=2022'))).toEqual({ from: '2022-09-01', to: '2023-08-31' });
  expect(registeredWithin(asked('year=2022&from=2023-01-01&to=2030-01-01'))).toEqual({
    from: '2023-01-01',
    to: '2023-08-31',
  });
});
