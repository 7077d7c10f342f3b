import { redirect } from '@sveltejs/kit';
import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { wordsIn } from '#domain/cases/glossary.ts';
import type { DecisionView } from '#domain/board/desk/decision-view.server.ts';
import { inWords } from '#domain/calendar/words.ts';
import { askForCall, callsAsked } from '#domain/board/telling/call-asked.server.ts';
import { decisionView } from '#domain/board/desk/decision-view.server.ts';
import { familySees, knowsBefore, type Met } from '#domain/board/telling/family-sees.server.ts';
import { openDecision } from '#domain/board/telling/ledger.server.ts';
import { decidedOn } from '#domain/board/telling/telling.server.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import type { PageServerLoad } from './$types';

const metInWords = ({ metOn, hearBy }: Met) => ({ metOn: inWords(metOn), hearBy: hearBy && inWords(hearBy) });

async function forCouncil(tx: Tx, scope: CaseScope, todaysDate: string) {
  const [latest] = await decidedOn(tx, scope);
  if (!latest) return { state: 'nothing' as const };
  const { decision, release } = latest;
  await recordLook(tx, scope, release ? 'decision.opened' : 'decision.early_opened', decision.decisionId);
  const view = await decisionView(tx, scope, latest, todaysDate);
  return {
    state: 'read' as const,
    view,
    isOut: release !== null,
    again: null,
    mayTell: mayAlso(scope, 'decision:tell'),
    mayDisagree: false,
  };
}

async function forFamily(tx: Tx, scope: CaseScope, todaysDate: string) {
  const sees = await familySees(tx, scope, todaysDate);
  if (sees.state === 'nothing') return sees;
  if (sees.state === 'met') return { state: sees.state, ...metInWords(sees) };
  const { decision, release, openedAt, again } = sees;
  // TELL10: whoever it is about chooses when to read it; until then not a word of it is on the page.
  if (mayAlso(scope, 'plan:write') && openedAt === null) {
    const asked = (await callsAsked(tx, scope, decision.decisionId)).some(
      ({ personId }) => personId === scope.personId,
    );
    return { state: 'choose' as const, asked };
  }
  await recordLook(tx, scope, 'decision.opened', decision.decisionId);
  const view = await decisionView(tx, scope, { decision, release }, todaysDate);
  const mayDisagree = mayAlso(scope, 'dispute:raise');
  return { state: 'read' as const, view, isOut: true, again: again && metInWords(again), mayTell: false, mayDisagree };
}

/** The hard words of what the Board decided and of what can be done next. Quotes of the law come under its own heading. */
const meaningsOfDecision = ({ sentence, thisWeek, next, steps, reasons, read, present }: DecisionView) =>
  wordsIn(
    [
      ...['The Board decided this.', sentence, thisWeek, next, read],
      ...steps.flatMap(({ title, words }) => [title, ...words]),
      ...reasons.map(({ words }) => words),
      ...present.map(({ seat }) => seat),
    ].join('. '),
  );

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const todaysDate = today(now);
  return underScope(scope, async (tx) => {
    const shown = knowsBefore(scope) ? await forCouncil(tx, scope, todaysDate) : await forFamily(tx, scope, todaysDate);
    return { shown, meanings: shown.state === 'read' ? meaningsOfDecision(shown.view) : [] };
  });
};

/** The decision that is out, for whoever presses. Null before: there is nothing to press. */
const outFor = async (tx: Tx, scope: CaseScope) => {
  const sees = await familySees(tx, scope, dateOf(now()));
  return sees.state === 'told' ? sees.decision.decisionId : null;
};

export const actions = actionsFor('/cases/[caseFile]/decision', {
  read: async ({ params }, scope) => {
    await underScope(scope, async (tx) => {
      const decisionId = await outFor(tx, scope);
      if (decisionId) await openDecision(tx, scope, decisionId, now());
    });
    redirect(303, `/cases/${params.caseFile}/decision`);
  },
  ring: async (_event, scope) => {
    await underScope(scope, async (tx) => {
      const decisionId = await outFor(tx, scope);
      if (decisionId) await askForCall(tx, scope, decisionId);
    });
    return { rung: true };
  },
});
