import { csvRow } from '#domain/cases/csv.ts';
import type { MonthSection } from './report.ts';

/** MON8: exactly what is on the page, one number a row. What a spreadsheet would run is a text to it (I14). */
export function monthCsv(
  sections: readonly MonthSection[],
  about: { month: string; counted: string; stood: string },
): string {
  const head = csvRow(['Month', 'Counted', 'As it stood', 'Heading', 'Table', 'For', 'What', 'Figure']);
  const rows = sections.flatMap(({ heading, tables }) =>
    tables.flatMap(({ caption, head: [, ...columns], rows: ofTable }) =>
      ofTable.flatMap(({ name, places }) =>
        places.map(({ text }, at) =>
          csvRow([about.month, about.counted, about.stood, heading, caption, name, columns[at]!, text]),
        ),
      ),
    ),
  );
  return [head, ...rows].join('');
}
