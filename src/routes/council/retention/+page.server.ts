import { error, redirect } from '@sveltejs/kit';
import { isRefused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { askToForget, cancelErasure, erasuresOf, type WaitingErasure } from '#domain/records/erasure/ask.server.ts';
import { forgettable, reasonsToForget } from '#domain/records/erasure/erasure.ts';
import { doErasure, whatACaseHolds } from '#domain/records/erasure/forget.server.ts';
import { endHold } from '#domain/records/holds/holds.server.ts';
import { dueCases, heldCases, keptCase } from '#domain/records/retention/kept.server.ts';
import { countedFromInWords, recordClasses, type RetentionRule } from '#domain/records/retention/rules.ts';
import { rulesOf, setRule } from '#domain/records/retention/rules.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { actionsFor } from '../../act.ts';
import { dutyHere } from '../../duty-page.server.ts';
import { readForm, refuseForm } from '../../form.ts';
import { askForm, endHoldForm, oneErasure, ruleForm } from './forms.ts';
import { caseInWords, countedInWords, doneInWords, erasureInWords, holdInWords, options, ruleInWords } from './view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope }, url }) => {
  await dutyHere(scope, 'records');
  const which = url.searchParams.get('case')?.trim() ?? '';
  const todaysDate = today(now);
  return underScope(scope, async (tx) => {
    const rules = await rulesOf(tx, scope);
    const due = await dueCases(tx, rules, todaysDate);
    const waiting = await erasuresOf(tx, scope, 'waiting');
    const one = which ? await keptCase(tx, rules, which) : null;
    return {
      rules: rules.map(ruleInWords),
      due: { all: due.all, cases: due.cases.map((kept) => caseInWords(kept, todaysDate)) },
      holds: (await heldCases(tx, scope)).map((hold) => holdInWords(hold, scope.personId)),
      waiting: await Promise.all(waiting.map((row) => withCase(tx, scope, rules, row))),
      done: (await erasuresOf(tx, scope, 'done')).map(doneInWords),
      asked: which,
      one: one && { ...caseInWords(one, todaysDate), holds: countedInWords(await whatACaseHolds(tx, one.caseFileId)) },
      choices: {
        ...{ classes: options(recordClasses), countedFrom: options(countedFromInWords) },
        ...{ whats: options(forgettable), whys: options(reasonsToForget) },
      },
    };
  });
};

/** What the second person reads before they decide: the case's reference, how much it holds, what goes and what stays. */
async function withCase(tx: Tx, scope: Scope, rules: RetentionRule[], row: WaitingErasure) {
  const kept = await keptCase(tx, rules, row.caseFileId);
  const holds = row.what === 'case' ? countedInWords(await whatACaseHolds(tx, row.caseFileId)) : [];
  return { ...erasureInWords(row, scope.personId), reference: kept?.reference ?? '', holds };
}

const home = '/council/retention';

export const actions = actionsFor('/council/retention', {
  rule: async ({ request }, scope) => {
    await dutyHere(scope, 'records');
    const read = await readForm(request, ruleForm);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => setRule(tx, scope, read.ok));
    if (done !== 'set') return refuseForm(read.ok, done.wrong as Record<string, string>);
    redirect(303, `${home}#rules`);
  },
  ask: async ({ request }, scope) => {
    await dutyHere(scope, 'records');
    const read = await readForm(request, askForm);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => askToForget(tx, scope, read.ok));
    if (done === null) error(404, 'Not found');
    if (isRefused(done)) return refuseForm(read.ok, { [done.field]: done.refused });
    redirect(303, `${home}#waiting`);
  },
  forget: async ({ request }, scope) => {
    await dutyHere(scope, 'records');
    const read = await readForm(request, oneErasure);
    if ('refused' in read) return read.refused;
    const done = await doErasure(scope, read.ok.erasureId);
    if (done === null) error(404, 'Not found');
    if (isRefused(done)) return refuseForm(read.ok, { [`forget-${read.ok.erasureId}`]: done.refused });
    redirect(303, `${home}#done`);
  },
  cancel: async ({ request }, scope) => {
    await dutyHere(scope, 'records');
    const read = await readForm(request, oneErasure);
    if ('refused' in read) return read.refused;
    if (!(await underScope(scope, (tx) => cancelErasure(tx, scope, read.ok.erasureId)))) error(404, 'Not found');
    redirect(303, `${home}#waiting`);
  },
  endHold: async ({ request }, scope) => {
    await dutyHere(scope, 'records');
    const read = await readForm(request, endHoldForm);
    if ('refused' in read) return read.refused;
    const { legalHoldId, endedWhy } = read.ok;
    const done = await underScope(scope, (tx) => endHold(tx, scope, legalHoldId, endedWhy));
    if (done === null) error(404, 'Not found');
    if (isRefused(done)) return refuseForm(read.ok, { [`endedWhy-${legalHoldId}`]: done.refused });
    redirect(303, `${home}#holds`);
  },
});
