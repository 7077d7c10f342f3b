import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { inWords, momentInWords } from '#domain/calendar/words.ts';
import { whoLooked } from '#domain/cases/history.server.ts';
import { askForCopy, myRequests, sayWhatTheyMean, type RequestRow } from '#domain/records/requests/asking.server.ts';
import { aboutInWords, answerByInWords, stateForAsker, type About } from '#domain/records/requests/request.ts';
import { fetchUntil } from '#domain/records/release/copy.server.ts';
import { rulesForAnybody } from '#domain/records/retention/rules.server.ts';
import { countedFromInWords, recordClasses } from '#domain/records/retention/rules.ts';
import { partsInWords, whyNotGathered } from '#domain/records/sources.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import type { PageServerLoad } from './$types';

const LATEST_LOOKS = 10;

const inList = (row: RequestRow, todaysDate: string) => ({
  id: row.dataRequestId,
  about: aboutInWords[row.about],
  received: inWords(row.receivedOn),
  state: stateForAsker[row.state],
  by: row.state === 'released' || row.state === 'closed' ? null : answerByInWords(row, todaysDate),
  longer: row.extendedOn && { on: inWords(row.extendedOn), why: row.extendedWhy },
  question: row.clarifyAskedOn && !row.clarifyAnsweredOn ? row.clarifyWords : null,
  closedWhy: row.closedWhy,
  until: row.releasedAt && todaysDate <= fetchUntil(row.releasedAt) ? inWords(fetchUntil(row.releasedAt)) : null,
  over: row.releasedAt && todaysDate > fetchUntil(row.releasedAt) ? inWords(dateOf(row.releasedAt)) : null,
});

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const { looks, rows } = await underScope(scope, async (tx) => ({
    looks: await whoLooked(tx, scope),
    rows: await myRequests(tx, scope),
  }));
  const rules = await rulesForAnybody(scope);
  const asToday = { receivedOn: today(now), extendedOn: null, clarifyAskedOn: null, clarifyAnsweredOn: null };
  return {
    looks: looks.slice(0, LATEST_LOOKS).map(({ at, name, role, did, reason }) => ({
      ...{ when: momentInWords(at), who: name, role: role.toLowerCase(), did, why: reason },
    })),
    parts: Object.values(partsInWords),
    kept: rules.map(
      (rule) => `${recordClasses[rule.class]}: ${rule.years} years from ${countedFromInWords[rule.countedFrom]}`,
    ),
    never: Object.values(whyNotGathered),
    abouts: (Object.keys(aboutInWords) as About[]).map((value) => ({ value, label: aboutInWords[value] })),
    ifToday: answerByInWords(asToday, today(now)),
    requests: rows.map((row) => inList(row, today(now))),
  };
};

const askForm = v.object({
  about: v.picklist(['child', 'asker'], 'Choose what you want a copy of'),
  words: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(1000, 'Use 1,000 letters or fewer')),
});
const answerForm = v.object({
  request: v.pipe(v.string(), v.uuid('Choose one from the list')),
  answer: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, 'Write your answer'),
    v.maxLength(1000, 'Use 1,000 letters or fewer'),
  ),
});

const here = (event: { params: Partial<Record<string, string>> }) => `/cases/${event.params.caseFile}/your-data`;

export const actions = actionsFor('/cases/[caseFile]/your-data', {
  ask: async (event, scope) => {
    const form = await readForm(event.request, askForm);
    if ('refused' in form) return form.refused;
    const done = await underScope(scope, (tx) => askForCopy(tx, scope, form.ok, today(now)));
    if (done === 'open')
      return refuseForm(form.ok, { about: 'You asked for this already. You can see below how far it is' });
    redirect(303, `${here(event)}#requests`);
  },
  answer: async (event, scope) => {
    const form = await readForm(event.request, answerForm);
    if ('refused' in form) return form.refused;
    const { request: dataRequestId, answer: words } = form.ok;
    const done = await underScope(scope, (tx) => sayWhatTheyMean(tx, scope, { dataRequestId, words }, today(now)));
    if (!done) return refuseForm(form.ok, { answer: 'Nobody waits for an answer to this any more' });
    redirect(303, `${here(event)}#requests`);
  },
});
