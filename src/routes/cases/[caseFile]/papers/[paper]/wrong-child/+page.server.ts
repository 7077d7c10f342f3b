import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { isRefused, type Refused } from '#domain/evidence/begin.server.ts';
import { breachOutcomes, clockInWords, type BreachOutcome } from '#domain/evidence/breach.ts';
import { breachOf, closeBreach, type Breach } from '#domain/evidence/breaches.server.ts';
import { paperOf } from '#domain/evidence/papers.server.ts';
import { recallPaper, whoSaw } from '#domain/evidence/recall.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { readForm, refuseForm } from '../../../../../form.ts';
import type { PageServerLoad } from './$types';

const breachView = ({ words, openedAt, reportBy, outcome, outcomeWords, outcomeAt }: Breach) => ({
  words,
  opened: momentInWords(openedAt),
  clock: outcome ? null : clockInWords(reportBy, now()),
  closed: outcome && `${breachOutcomes[outcome]}, ${momentInWords(outcomeAt!)}. ${outcomeWords}`,
});

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const paper = await paperOf(tx, scope, event.params.paper);
    if (!paper) error(404, 'Not found');
    const breach = await breachOf(tx, scope, paper.evidenceItemId);
    const lookers = breach?.lookers ?? (await whoSaw(tx, scope, paper.evidenceItemId));
    return {
      paper: { title: paper.title, fileName: paper.fileName, state: paper.state },
      breach: breach && breachView(breach),
      lookers: lookers.map(({ name, role, at, did }) => ({ name, role, did, when: momentInWords(new Date(at)) })),
      outcomes: Object.entries(breachOutcomes).map(([value, label]) => ({ value, label })),
    };
  });
};

const words = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(1000, 'Use 1,000 letters or fewer'));
const recallForm = v.object({ words });
const closeForm = v.object({
  outcome: v.picklist(Object.keys(breachOutcomes) as BreachOutcome[], 'Choose one'),
  outcomeWords: words,
});

/** Back to the page when it was done; the form with what was typed when it was refused. */
function answered(done: Refused | null | object | string, typed: Record<string, string>, here: string) {
  if (done === null) error(404, 'Not found');
  if (isRefused(done)) return refuseForm(typed, { [done.field]: done.refused });
  redirect(303, here);
}
const here = ({ params }: { params: Partial<Record<string, string>> }) =>
  `/cases/${params.caseFile}/papers/${params.paper}/wrong-child`;

export const actions = actionsFor('/cases/[caseFile]/papers/[paper]/wrong-child', {
  recall: async (event, scope) => {
    const read = await readForm(event.request, recallForm);
    if ('refused' in read) return read.refused;
    const { paper = '' } = event.params;
    const done = await underScope(scope, (tx) => recallPaper(tx, scope, paper, read.ok.words));
    return answered(done, read.ok, here(event));
  },
  close: async (event, scope) => {
    const read = await readForm(event.request, closeForm);
    if ('refused' in read) return read.refused;
    const { outcome, outcomeWords } = read.ok;
    const { paper = '' } = event.params;
    const done = await underScope(scope, (tx) => closeBreach(tx, scope, paper, { outcome, words: outcomeWords }));
    return answered(done, read.ok, here(event));
  },
});
