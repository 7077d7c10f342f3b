import type { CasePermission } from '../../src/domain/access/permission.ts';
import { isRefused } from '../../src/domain/access/refused.ts';
import type { CaseScope } from '../../src/domain/access/scope.ts';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { raiseDispute } from '../../src/domain/mediation/dispute/raise.server.ts';
import type { Tx } from '../../src/server/db.ts';
import type { TestDatabase } from './database.ts';
import { makeCase, scopeFor } from './papers.ts';
import { giveStanding, makePerson } from './people.ts';

/** The day on which the disputes of these tests are raised. */
export const DISPUTED_ON = '2026-11-23';

/** A case with two parents, an officer and a dispute resolution officer, and what each may do on it. */
export async function makeDisputedCase(db: TestDatabase) {
  const made = await makeCase(db);
  const { councilId, caseFileId } = made;
  const otherParent = await makePerson(db, councilId, 'family', 'Ali Rowe');
  await giveStanding(db, councilId, caseFileId, otherParent.personId, 'parent');
  const dro = await makePerson(db, councilId, 'staff', 'Tess Moor');
  await giveStanding(db, councilId, caseFileId, dro.personId, 'dispute_resolution_officer');
  return { ...made, otherParent, dro };
}

/** Does something on a case as the gate lets this person do it now. */
export async function actAs<T>(
  person: Person,
  caseFileId: string,
  work: (tx: Tx, scope: CaseScope<'dispute:raise'>) => Promise<T>,
  permission: CasePermission = 'dispute:raise',
): Promise<T> {
  const scope = (await scopeFor(person, caseFileId, permission)) as CaseScope<'dispute:raise'>;
  return underScope(scope, (tx) => work(tx, scope));
}

/** A dispute from nothing more than words. Returns its id. */
export async function raiseOne(
  person: Person,
  caseFileId: string,
  given: { forPersonId?: string; ownWords?: string } = {},
): Promise<string> {
  const raised = { ownWords: 'I don’t agree.', about: null, forPersonId: '', ...given };
  const done = await actAs(person, caseFileId, (tx, scope) => raiseDispute(tx, scope, raised, DISPUTED_ON));
  if (isRefused(done)) throw new Error(done.refused);
  return done.disputeId;
}

/** The sentence of a refusal; of anything else what it is, so that a failing test shows it. */
export const sentenceOf = (answer: unknown): string => (isRefused(answer) ? answer.refused : JSON.stringify(answer));
