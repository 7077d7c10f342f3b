import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefusal } from '#domain/access/decide.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { isRefused, type Refused } from '#domain/evidence/begin.server.ts';
import { breachOutcomes, clockInWords, type BreachOutcome } from '#domain/evidence/guard/breach.ts';
import { breachOf, closeBreach, type Breach } from '#domain/evidence/guard/breaches.server.ts';
import { askToMove, misfileOf, moveMisfiled } from '#domain/evidence/guard/misfile.server.ts';
import { paperOf } from '#domain/evidence/papers.server.ts';
import { readSoon } from '#domain/evidence/intake/reading.server.ts';
import { recallPaper, whoSaw } from '#domain/evidence/guard/recall.server.ts';
import { myCases } from '#domain/insight/my-cases.server.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { readForm, refuseForm } from '../../../../../form.ts';
import type { PageServerLoad } from './$types';

const breachView = ({ words, openedAt, reportBy, outcome, outcomeWords, outcomeAt }: Breach) => ({
  words,
  opened: momentInWords(openedAt),
  clock: outcome ? null : clockInWords(reportBy, now()),
  closed: outcome && `${breachOutcomes[outcome]}, ${momentInWords(outcomeAt!)}. ${outcomeWords}`,
});

const leads: ReadonlySet<string> = new Set(['case_officer', 'senior_manager']);

/** The other cases this officer leads: a paper is moved only to one of them. */
async function casesToMoveTo(tx: Tx, scope: CaseScope) {
  const mine = (await myCases(tx, scope)).filter(
    ({ caseFileId, role }) => leads.has(role) && caseFileId !== scope.caseFileId,
  );
  return mine.map(({ caseFileId, reference, child, lastName }) => ({
    value: caseFileId,
    label: `${child} ${lastName}, ${reference}`,
  }));
}

/** What was asked about moving it. Which case it is for is said only to officers who lead that one too. */
async function movingOf(tx: Tx, scope: CaseScope, evidenceItemId: string, mine: { value: string; label: string }[]) {
  const asked = await misfileOf(tx, scope, evidenceItemId);
  if (!asked) return null;
  const { misfileId, reason, askedByName, confirmedAt, askedBy, toCaseFileId } = asked;
  const to = mine.find(({ value }) => value === toCaseFileId)?.label ?? null;
  const mayDo = !confirmedAt && askedBy !== scope.personId && to !== null;
  return { misfileId, reason, askedByName, to, mayDo, done: confirmedAt && momentInWords(confirmedAt) };
}

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const paper = await paperOf(tx, scope, event.params.paper);
    if (!paper) error(404, 'Not found');
    const breach = await breachOf(tx, scope, paper.evidenceItemId);
    const cases = await casesToMoveTo(tx, scope);
    const lookers = breach?.lookers ?? (await whoSaw(tx, scope, paper.evidenceItemId));
    return {
      paper: { title: paper.title, fileName: paper.fileName, state: paper.state },
      breach: breach && breachView(breach),
      lookers: lookers.map(({ name, role, at, did }) => ({ name, role, did, when: momentInWords(new Date(at)) })),
      cases,
      moving: await movingOf(tx, scope, paper.evidenceItemId, cases),
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

const moveForm = v.object({
  toCaseFileId: v.pipe(v.optional(v.string(), ''), v.uuid('Choose one of your own cases')),
  reason: words,
});
const doForm = v.object({
  misfileId: v.pipe(v.optional(v.string(), ''), v.uuid('Open the page again')),
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
  askMove: async (event, scope) => {
    const read = await readForm(event.request, moveForm);
    if ('refused' in read) return read.refused;
    const { paper = '' } = event.params;
    const done = await underScope(scope, (tx) => askToMove(tx, scope, paper, read.ok));
    return answered(done, read.ok, here(event));
  },
  move: async (event, scope) => {
    const read = await readForm(event.request, doForm);
    if ('refused' in read) return read.refused;
    const asked = await underScope(scope, (tx) => misfileOf(tx, scope, event.params.paper ?? ''));
    const there = asked && (await authorise(event.locals.person, asked.toCaseFileId, 'paper:guard'));
    if (!there || isRefusal(there)) error(404, 'Not found');
    const done = await underScope(scope, (tx) => moveMisfiled(tx, scope, there, read.ok.misfileId));
    if (done && 'evidenceItemId' in done) {
      const moved = await underScope(there, (tx) => paperOf(tx, there, done.evidenceItemId));
      if (moved) await readSoon(there, moved);
    }
    return answered(done, read.ok, here(event));
  },
});
