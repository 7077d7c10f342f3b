import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { forms } from '#domain/tribunal/appeal.ts';
import { addForm, formsOf, type AppealFormRow } from '#domain/tribunal/dates/appeal-forms.server.ts';
import { senders, viewsInWords } from '#domain/tribunal/dates/appeal-forms.ts';
import { dateKinds, isDateKind } from '#domain/tribunal/dates/date-kinds.ts';
import { dayInWords } from '#domain/tribunal/dates/day-in-words.ts';
import { markDone, setDate } from '#domain/tribunal/dates/directions.server.ts';
import { inTimeInWords } from '#domain/tribunal/dates/in-time.ts';
import { appealDays } from '#domain/tribunal/dates/next-due.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../../act.ts';
import { actOnAppeal, appealOnDesk } from '../../../appeal-page.server.ts';
import { dateForm, doneForm, sentForm } from './forms.ts';
import type { PageServerLoad } from './$types';

const choices = (of: Record<string, string>) => Object.entries(of).map(([value, label]) => ({ value, label }));
const kinds = Object.entries(dateKinds).map(([value, { words }]) => ({ value, label: words }));
const offers = {
  kinds,
  forms: Object.entries(forms).map(([value, words]) => ({ value, label: `${value}: ${words}` })),
  senders: choices(senders),
  bases: choices({ directed: 'The tribunal gave it', agreed: 'The tribunal changed it because somebody asked' }),
};

/** A form that is kept for the record: who, when, what it asks, and of a request for changes the days for views. */
const formInWords = (row: AppealFormRow) => ({
  appealFormId: row.appealFormId,
  name: `${row.form}: ${forms[row.form]}`,
  from: senders[row.from],
  on: inWords(row.on),
  asks: row.asks,
  views: viewsInWords(row),
});

/** The day of the appeal itself, where its form was written down. */
const appealSentOn = (rows: readonly AppealFormRow[]): string | null =>
  rows.find(({ form }) => form === 'SEND35' || form === 'SEND35A')?.on ?? null;

export const load: PageServerLoad = async (event) => {
  const { scope } = event.locals;
  const asked = event.url.searchParams.get('kind') ?? '';
  return underScope(scope, async (tx) => {
    const row = await appealOnDesk(tx, scope, event);
    const days = await appealDays(tx, row);
    const sent = await formsOf(tx, row);
    return {
      appealId: row.appealId,
      number: row.number,
      version: String(row.version),
      open: row.stage !== 'closed',
      noPapersDay: row.papersOn === null,
      days: days.map((day) => dayInWords(day, today(now), 'council')),
      sent: sent.map(formInWords),
      inTime: inTimeInWords({ ...row, sentOn: appealSentOn(sent) }),
      chosen: isDateKind(asked) ? asked : '',
      offers,
    };
  });
};

const here = ({ params }: { params: Partial<Record<string, string>> }) => `/tribunal/${params.appeal}/dates`;

export const actions = actionsFor('/tribunal/[appeal]/dates', {
  given: (event, scope) =>
    actOnAppeal(event, scope, dateForm, (tx, form, id) => setDate(tx, scope, id, form, today(now)), here(event)),
  done: (event, scope) =>
    actOnAppeal(event, scope, doneForm, (tx, form, id) => markDone(tx, scope, id, form, today(now)), here(event)),
  form: (event, scope) =>
    actOnAppeal(event, scope, sentForm, (tx, form, id) => addForm(tx, scope, id, form, today(now)), here(event)),
});
