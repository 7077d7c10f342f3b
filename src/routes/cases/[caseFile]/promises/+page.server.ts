import * as v from 'valibot';
import type { ActionFailure } from '@sveltejs/kit';
import { mayAlso } from '#domain/access/offer.ts';
import { isRefused, type Refused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { reportsInWords, type Report } from '#domain/contact/promises/promise.ts';
import { keepPromise, reportOn, sayWhatIsBeingDone } from '#domain/contact/promises/promise-commands.server.ts';
import { promisesOf } from '#domain/contact/promises/promises.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm, type FormFault } from '../../../form.ts';
import { promiseInWords } from './view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const todaysDate = today(now);
  const rows = await underScope(scope, (tx) => promisesOf(tx, scope, todaysDate));
  const promises = rows.map((one) => promiseInWords(one, scope.side));
  return {
    open: promises.filter(({ over }) => !over),
    over: promises.filter(({ over }) => over),
    mayAnswer: mayAlso(scope, 'promise:answer'),
    mayKeep: mayAlso(scope, 'promise:keep'),
    family: scope.side === 'family',
    today: todaysDate,
  };
};

const words = (most: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(most, `Use ${most} characters or fewer`));
const promiseId = v.string('Choose a promise');
const says = v.picklist(Object.keys(reportsInWords) as [Report, ...Report[]], 'Choose whether it was done');
const forms = {
  report: v.object({ promiseId, says, words: words(1000) }),
  keep: v.object({ promiseId, keptOn: words(10), keptWords: words(1000) }),
  doing: v.object({ promiseId, doing: words(1000) }),
};

/** The same form stands once for each promise: a sentence belongs to the field of the one it was sent from. */
function atPromise({ data }: ActionFailure<FormFault>): ActionFailure<FormFault> {
  const { errors, values } = data;
  const at = Object.entries(errors).map(([field, sentence]) => [`${field}-${values.promiseId ?? ''}`, sentence]);
  return refuseForm(values, Object.fromEntries(at));
}
const answer = (done: Refused | string, values: Record<string, string>) =>
  isRefused(done) ? atPromise(refuseForm(values, { [done.field]: done.refused })) : { saved: values.promiseId };

export const actions = actionsFor('/cases/[caseFile]/promises', {
  report: async ({ request }, scope) => {
    const read = await readForm(request, forms.report);
    if ('refused' in read) return atPromise(read.refused);
    return answer(await underScope(scope, (tx) => reportOn(tx, scope, read.ok.promiseId, read.ok)), read.ok);
  },
  keep: async ({ request }, scope) => {
    const read = await readForm(request, forms.keep);
    if ('refused' in read) return atPromise(read.refused);
    const kept = { on: read.ok.keptOn, words: read.ok.keptWords };
    return answer(await underScope(scope, (tx) => keepPromise(tx, scope, read.ok.promiseId, kept, now())), read.ok);
  },
  doing: async ({ request }, scope) => {
    const read = await readForm(request, forms.doing);
    if ('refused' in read) return atPromise(read.refused);
    const { promiseId: id, doing } = read.ok;
    return answer(await underScope(scope, (tx) => sayWhatIsBeingDone(tx, scope, id, doing, now())), read.ok);
  },
});
