import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { addDays, isCalendarDate } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { statutoryDate } from '#domain/cases/periods.ts';
import { cancelAsking } from '#domain/evidence/asking/asking-again.server.ts';
import { askForPaper, askingsOf } from '#domain/evidence/asking/asking.server.ts';
import { askingLimits, type Asking } from '#domain/evidence/asking/asking.ts';
import { isRefused } from '#domain/evidence/begin.server.ts';
import { reviewAdviceSource, reviewPapers } from '#domain/evidence/list/expected.ts';
import { rowsOf, type CheckRow } from '#domain/evidence/list/rows.server.ts';
import { readEmail } from '#domain/people/contact-details.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { readForm, refuseForm } from '../../../../form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  const { rows, askings } = await underScope(scope, async (tx) => ({
    rows: await rowsOf(tx, scope),
    askings: await askingsOf(tx, scope),
  }));
  const row = rows.find(({ checkRowId }) => checkRowId === event.url.searchParams.get('row'));
  if (!row) return { row: null, choices: rows.map(({ checkRowId, title }) => ({ checkRowId, title })) };
  const { checkRowId, title, who, hasPaper } = row;
  return {
    row: { checkRowId, title, who, hasPaper },
    choices: [],
    due: dueFor(row),
    linkDays: askingLimits.linkDays,
    askings: askings.filter((each) => each.checkRowId === checkRowId).map(shown),
  };
};

/** The day the law sets when somebody is asked today, or the review's own, and where it says so (ASK1). */
function dueFor({ title, dueOn }: CheckRow): { on: string; source: string } {
  const ofReview = reviewPapers.some((paper) => paper.title === title);
  if (ofReview && dueOn && dueOn >= today(now)) return { on: dueOn, source: reviewAdviceSource };
  return statutoryDate('give_advice', today(now)) ?? { on: '', source: 'no law that we know of' };
}

const states: Record<Asking['state'], string> = {
  open: 'Not here yet.',
  answered: 'It has come.',
  cancelled: 'Cancelled.',
  expired: `The link is too old. Chase it to send a new one.`,
  replaced: 'A newer link was sent.',
};
const shown = ({ adviceRequestId, askedOf, askedByName, askedOn, dueOn, state, chasedOn }: Asking) => ({
  adviceRequestId,
  sentence: `${askedOf}, asked by ${askedByName} on ${inShort(askedOn)}, due ${inShort(dueOn)}. ${states[state]}`,
  chased: chasedOn.map(inShort),
  mayCancel: state === 'open' || state === 'expired',
});

const LATEST_DAYS = 366;
const askForm = v.object({
  row: v.pipe(v.string('Choose a paper'), v.uuid('Choose a paper')),
  askedOf: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.minLength(1, 'Enter the name of the person you ask'),
    v.maxLength(100, 'Use 100 letters or fewer'),
  ),
  email: v.pipe(
    v.optional(v.string(), ''),
    v.check((typed) => readEmail(typed) !== null, 'Enter one e-mail address, like name@example.org'),
    v.transform((typed) => readEmail(typed)!),
  ),
  dueOn: v.pipe(
    v.optional(v.string(), ''),
    v.check(
      (given) => isCalendarDate(given) && given <= addDays(today(now), LATEST_DAYS),
      'Enter the day it is due, within a year',
    ),
  ),
  wishOf: v.optional(v.picklist(['council', 'family']), 'council'),
});
const oneAsking = v.object({ adviceRequestId: v.pipe(v.string(), v.uuid('Choose one from the list')) });

export const actions = actionsFor('/cases/[caseFile]/papers/ask', {
  ask: async ({ request }, scope) => {
    const read = await readForm(request, askForm);
    if ('refused' in read) return read.refused;
    const { row: checkRowId, ...given } = read.ok;
    const done = await underScope(scope, (tx) => askForPaper(tx, scope, { checkRowId, ...given }));
    if (done === null) error(404);
    if (isRefused(done)) return refuseForm({ ...read.ok }, { [done.field]: done.refused });
    return { saved: `We have written to ${given.askedOf}.` };
  },
  cancel: async ({ request }, scope) => {
    const read = await readForm(request, oneAsking);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => cancelAsking(tx, scope, read.ok.adviceRequestId));
    if (done === null) error(404);
    return { saved: 'It is cancelled, and the link is closed.' };
  },
});
