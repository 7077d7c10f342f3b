import { error, redirect } from '@sveltejs/kit';
import { mayAlso } from '#domain/access/offer.ts';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { writeCapacity } from '#domain/records/takeover/capacity.server.ts';
import { sayInvolvement, withdrawInvolvement } from '#domain/records/takeover/involvement.server.ts';
import { alternatives, takeoverOf } from '#domain/records/takeover/takeover.ts';
import { bornOn, capacitiesOf, familyHere, involvementsOf } from '#domain/records/takeover/who-is-here.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import { capacityForm, sayForm, withdrawForm } from './forms.ts';
import { capacityInWords, involvementInWords, whatChanges, whenInWords } from './view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const todaysDate = today(now);
  const you = scope.role === 'young_person';
  return underScope(scope, async (tx) => {
    const { child } = await caseBar(tx, scope, todaysDate);
    const takeover = takeoverOf(await bornOn(tx, scope), todaysDate);
    const here = await familyHere(tx, scope);
    const maySay = mayAlso(scope, 'involvement:say') && takeover.phase === 'theirs';
    const others = here.filter(({ role }) => role !== 'young_person');
    return {
      ...{ child, you, phase: takeover.phase, when: whenInWords(takeover, child, you, todaysDate) },
      changes: whatChanges(child, you),
      youngIsHere: here.some(({ role }) => role === 'young_person'),
      maySay,
      mayWriteCapacity: mayAlso(scope, 'case:steer'),
      // Another grown-up's place on the case is not a parent's to learn here.
      grownUps: maySay ? others.map(({ personId, name }) => ({ value: personId, label: name })) : [],
      parents: mayAlso(scope, 'case:steer')
        ? others.filter(({ role }) => role === 'parent').map(({ personId, name }) => ({ value: personId, label: name }))
        : [],
      involvements: (await involvementsOf(tx, scope)).map((row) => involvementInWords(row, scope, child, todaysDate)),
      capacities: (await capacitiesOf(tx, scope)).map((row) => capacityInWords(row, scope, child)),
      alternatives: Object.entries(alternatives).map(([value, label]) => ({ value, label })),
    };
  });
};

const back = (event: { params: Partial<Record<string, string>> }) => `/cases/${event.params.caseFile}/young-person`;

export const actions = actionsFor('/cases/[caseFile]/young-person', {
  say: async (event, scope) => {
    const read = await readForm(event.request, sayForm);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => sayInvolvement(tx, scope, read.ok, today(now)));
    if (done === 'said') redirect(303, back(event));
    return refuseForm(read.ok, isRefused(done) ? { [done.field]: done.refused } : done.wrong);
  },
  withdraw: async (event, scope) => {
    const read = await readForm(event.request, withdrawForm);
    if ('refused' in read) return read.refused;
    if (!(await underScope(scope, (tx) => withdrawInvolvement(tx, scope, read.ok.involvementId))))
      error(404, 'Not found');
    redirect(303, back(event));
  },
  capacity: async (event, scope) => {
    const read = await readForm(event.request, capacityForm);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => writeCapacity(tx, scope, read.ok));
    if (done !== 'written') return refuseForm(read.ok, done.wrong);
    redirect(303, back(event));
  },
});
