import type { CalendarDate } from '#domain/calendar/date.ts';
import { count, partsShown, share, wholeShown } from '../appeals/shown.ts';
import { quarterOf, quartersFrom } from '../causes/quarters.ts';
import type { Section } from '../pilot/report.ts';
import type { Counted } from './complaints.server.ts';
import { levels, upheldInWords } from './levels.ts';
import { themes, type Theme } from './themes.ts';

const QUARTERS_SHOWN = 4;

/**
 * LRN3: complaints by what they were about and how far they went, quarter by quarter. One complaint can be about several
 * things, so themes do not add up to complaints, and the page says so. From one to four is shown to nobody.
 */
export function complaintsReport(all: readonly Counted[], today: CalendarDate): Section[] {
  if (all.length === 0) return [{ heading: 'What is counted', says: ['No complaint has been written down here yet.'] }];
  const quarters = quartersFrom(yearBefore(today), today).slice(-QUARTERS_SHOWN);
  const lately = all.filter(({ receivedOn }) => receivedOn >= quarters[0]!.from && receivedOn <= today);
  return [themesSection(lately, quarters), levelsSection(lately), endingsSection(lately)];
}

const yearBefore = (day: CalendarDate): CalendarDate => `${Number(day.slice(0, 4)) - 1}-${day.slice(5, 7)}-01`;

function themesSection(lately: readonly Counted[], quarters: ReturnType<typeof quartersFrom>): Section {
  const names = quarters.map(({ name }) => name);
  const shownOf = (some: readonly Counted[]) => {
    const parts = names.map((name) => some.filter(({ receivedOn }) => quarterOf(receivedOn).name === name).length);
    return wholeShown(some.length) === null ? parts.map(() => null) : partsShown(parts);
  };
  const codes = Object.keys(themes) as Theme[];
  const totals = codes.map((code) => lately.filter((one) => one.themes.includes(code)).length);
  return {
    heading: 'What complaints were about',
    says: [
      'By the day they came, in the last four quarters; the last one is not over. One complaint can be about several things, so a column adds up to more than its complaints.',
      'From one to four, and what they could be worked out from, are shown to nobody.',
    ],
    chart: {
      title: 'Complaints about each thing, in the last four quarters',
      most: Math.max(1, ...totals),
      bars: codes.flatMap((code, at) => {
        const value = wholeShown(totals[at]!);
        return value === null ? [] : [{ label: themes[code], shown: count(value), value, range: null }];
      }),
    },
    table: {
      caption: 'Complaints about each thing',
      head: ['About', ...names],
      rows: [
        ...codes.map((code) => [
          themes[code],
          ...shownOf(lately.filter((one) => one.themes.includes(code))).map(count),
        ]),
        ['All complaints', ...shownOf(lately).map(count)],
      ],
    },
  };
}

/** "Of the 54 that came.", or why no number stands there: it is too small to be shown. */
function basis(many: number, which: string): string {
  const shown = wholeShown(many);
  return shown === null ? `Too few ${which} to say how many.` : `Of the ${count(shown)} that ${which}.`;
}

function levelsSection(lately: readonly Counted[]): Section {
  const codes = Object.keys(levels) as (keyof typeof levels)[];
  const parts = partsShown(codes.map((code) => lately.filter(({ level }) => level === code).length));
  return {
    heading: 'How far they went',
    says: [basis(lately.length, 'came in the last four quarters')],
    table: {
      caption: 'Complaints by how far they went',
      head: ['How far', 'Complaints', 'Share'],
      rows: codes.map((code, at) => [levels[code], count(parts[at]!), share(parts[at]!, lately.length)]),
    },
  };
}

function endingsSection(lately: readonly Counted[]): Section {
  const closed = lately.filter(({ upheld }) => upheld !== null);
  const codes = Object.keys(upheldInWords) as (keyof typeof upheldInWords)[];
  const parts = partsShown(codes.map((code) => closed.filter(({ upheld }) => upheld === code).length));
  return {
    heading: 'How they ended',
    says: [basis(closed.length, 'were answered')],
    table: {
      caption: 'Complaints by how they ended',
      head: ['The end', 'Complaints', 'Share'],
      rows: codes.map((code, at) => [upheldInWords[code], count(parts[at]!), share(parts[at]!, closed.length)]),
    },
  };
}
