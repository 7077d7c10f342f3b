import { today } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { grounds } from '#domain/mediation/dispute/dispute.ts';
import { outcomes, stages } from '#domain/tribunal/appeal.ts';
import { childNames } from '#domain/tribunal/children.server.ts';
import { academicYearOf, yearInWords } from '#domain/tribunal/register/academic-year.ts';
import { addressOf, askedFor, sorts } from '#domain/tribunal/register/asked-for.ts';
import { PAGE_ROWS, registerPage, yearsKnown, type RegisterPage } from '#domain/tribunal/register/list.server.ts';
import { areasKnown } from '#domain/tribunal/register/register.server.ts';
import { groundInWords, numberInWords } from '#domain/tribunal/triage/appeal-head.server.ts';
import { now } from '#server/clock.ts';
import { atDesk } from '../at-desk.server.ts';
import type { PageServerLoad } from './$types';

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const wordsOf = (entries: Record<string, { words: string }>) =>
  Object.fromEntries(Object.entries(entries).map(([key, { words }]) => [key, words]));
const choices = {
  grounds: options(wordsOf(grounds)),
  stages: options(stages),
  outcomes: options(wordsOf(outcomes)),
  sorts: options(sorts),
};
const dayOrNot = (on: string | null) => (on ? inShort(on) : null);

const inList = (row: RegisterPage['rows'][number], names: ReadonlyMap<string, string>) => ({
  appealId: row.appealId,
  number: numberInWords(row.number),
  child: names.get(row.appealId) ?? 'Child not named',
  appellant: row.appellantName,
  ground: groundInWords(row),
  where: row.stage === 'closed' ? outcomes[row.outcome].words : stages[row.stage],
  area: row.area,
  registered: dayOrNot(row.registeredOn),
  hearing: dayOrNot(row.hearingOn),
  ended: dayOrNot(row.endedOn),
});

export const load: PageServerLoad = ({ locals: { scope }, url }) => {
  const asked = askedFor(url.searchParams);
  return atDesk(scope, async (tx) => {
    const { total, rows } = await registerPage(tx, scope, asked);
    const names = await childNames(tx, rows);
    const years = await yearsKnown(tx, scope, academicYearOf(today(now)));
    const pages = Math.max(1, Math.ceil(total / PAGE_ROWS));
    return {
      asked: Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value === null ? '' : `${value}`])),
      total,
      rows: rows.map((row) => inList(row, names)),
      pages,
      before: asked.page > 1 ? addressOf(asked, Math.min(asked.page - 1, pages)) : null,
      after: asked.page < pages ? addressOf(asked, asked.page + 1) : null,
      areas: (await areasKnown(tx, scope)).map((area) => ({ value: area, label: area })),
      years: years.map((year) => ({ value: String(year), label: yearInWords(year) })),
      choices,
    };
  });
};
