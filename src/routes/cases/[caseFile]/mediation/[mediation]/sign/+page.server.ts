import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { inWords, momentInWords } from '#domain/calendar/words.ts';
import { drawUp } from '#domain/mediation/agreement/draw-up.server.ts';
import { signingFor, type SigningView } from '#domain/mediation/agreement/read-agreement.server.ts';
import { askToReopen } from '#domain/mediation/agreement/reopen.server.ts';
import { doNotSign, setAside, signLater } from '#domain/mediation/agreement/sign.server.ts';
import { clausesToAgree } from '#domain/mediation/agreement/to-agree.server.ts';
import { lockClauseTexts } from '#domain/mediation/clauses/clause-words.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { actIn, mediationHere } from '../../in-mediation.server.ts';
import { shown } from './shown.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const { mediation } = await mediationHere(tx, scope, event);
    const view = await signingFor(tx, scope, mediation.mediationId, today(now));
    if (!view) error(404, 'Not found');
    const { place } = view;
    const draws = place === 'lead' && !mediation.closedAt ? await toDraw(tx, scope, mediation.mediationId) : null;
    return { place, closed: mediation.closedAt !== null, draws, signing: inPage(view) };
  });
};

/** What whoever leads is about to write down, and what would be left out of it. */
async function toDraw(tx: Tx, scope: CaseScope, mediationId: string) {
  const { agreed, all } = await clausesToAgree(tx, scope, mediationId);
  const title = ({ number, title: words }: { number: number; title: string }) => `Clause ${number}: ${words}`;
  return { agreed: agreed.map(title), leftOut: all.filter((row) => !agreed.includes(row)).map(title) };
}

function inPage(view: SigningView) {
  switch (view.state) {
    case 'none':
      return { state: view.state };
    case 'set_aside':
      return { state: view.state, on: inWords(dateOf(view.on)), mine: view.mine };
    case 'to_sign': {
      const { row, blocks, signs, mine } = view;
      const remind = mine?.choice === 'later' && mine.remindAt ? momentInWords(mine.remindAt) : null;
      return {
        ...{ state: view.state, agreementId: row.agreementId, sha256: row.sha256, blocks, signs },
        ...{ mine: mine?.choice ?? null, remind },
      };
    }
    case 'signed': {
      const { row, signs, reopen, place } = view;
      const own = place === 'lead' ? null : place;
      const asked = { own: own !== null && reopen.includes(own), other: reopen.some((side) => side !== own) };
      return { state: view.state, agreementId: row.agreementId, signs, asked, open: reopen.length === 2 };
    }
  }
}

const here = ({ params: { caseFile, mediation } }: { params: Partial<Record<string, string>> }) =>
  `/cases/${caseFile}/mediation/${mediation}/sign`;
/** Whoever has the room open is told which clauses may be typed into: none from drawing up until it is put aside or opened again. */
const locks = (scope: CaseScope) => (mediationId: string) => lockClauseTexts(scope, mediationId);
const choice = v.picklist(['now', 'tomorrow', 'not'], 'Choose whether you sign now, tomorrow or not');

export const actions = actionsFor('/cases/[caseFile]/mediation/[mediation]/sign', {
  draw: (event, scope) =>
    actIn(
      event,
      scope,
      v.object({}),
      (tx, _form, mediationId) => drawUp(tx, scope, mediationId),
      here(event),
      locks(scope),
    ),
  setAside: (event, scope) =>
    actIn(
      event,
      scope,
      v.object(shown),
      (tx, form, mediationId) => setAside(tx, scope, mediationId, form, now()),
      here(event),
      locks(scope),
    ),
  choose: (event, scope) =>
    actIn(
      event,
      scope,
      v.object({ ...shown, choice }),
      async (tx, { choice: chosen, ...form }, mediationId) => {
        if (chosen === 'now') return { now: 'check' as const };
        return (chosen === 'not' ? doNotSign : signLater)(tx, scope, mediationId, form, now());
      },
      (done) => (done.now === 'check' ? `${here(event)}/check` : here(event)),
      // Only a no moves anything: to tell of "tomorrow" would tell everybody that somebody has chosen (SIG3).
      async (mediationId, done) => (done.now === 'not' ? locks(scope)(mediationId) : undefined),
    ),
  reopen: (event, scope) =>
    actIn(
      event,
      scope,
      v.object({ agreementId: shown.agreementId }),
      (tx, { agreementId }, mediationId) => askToReopen(tx, scope, mediationId, agreementId),
      here(event),
      async (mediationId, { open }) => (open ? locks(scope)(mediationId) : undefined),
    ),
});
