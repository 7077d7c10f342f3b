import { error, redirect } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { othersOnSide } from '#domain/mediation/clauses/clauses.server.ts';
import { typedIn } from '#domain/mediation/clauses/clause-words.server.ts';
import { jointDocument } from '#domain/mediation/rooms/joint-document.server.ts';
import { actionsFor, caseScopeOf } from '../../../../../../act.ts';
import { clausesPage } from '../load.server.ts';
import { clauseActs } from './acts.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const { documentId, ...shown } = await underScope(scope, async (tx) => {
    const all = await clausesPage(tx, scope, event);
    if (all.notIn) redirect(303, `/cases/${scope.caseFileId}/mediation/${all.mediationId}/clauses`);
    const clause = all.clauses.find(({ clauseId }) => clauseId === event.params.clause) ?? error(404, 'Not found');
    const others = await othersOnSide(tx, scope, all.mediationId, all.place);
    return { ...all, clause, others, documentId: await jointDocument(tx, scope, all.mediationId) };
  });
  const typed = await typedIn(scope, { documentId, clauseId: shown.clause.clauseId });
  return { ...shown, documentId, typed: { words: typed, sha256: sha256Of(typed) } };
};

export const actions = actionsFor('/cases/[caseFile]/mediation/[mediation]/clauses/[clause]', clauseActs);
