import { v7 } from 'uuid';
import type { CasePermission } from '../../src/domain/access/permission.ts';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { addClause, putForward } from '../../src/domain/mediation/clauses/clause-commands.server.ts';
import { agreeToClause } from '../../src/domain/mediation/clauses/clause-sayings.server.ts';
import { clausesOf, type ClauseView } from '../../src/domain/mediation/clauses/clauses.server.ts';
import { isNotDone, type NotDone } from '../../src/domain/mediation/clauses/begin-clause.server.ts';
import type { ClauseDetails } from '../../src/domain/mediation/clauses/clause.ts';
import { today } from '../../src/domain/calendar/today.ts';
import type { Tx } from '../../src/server/db.ts';
import type { CaseScope } from '../../src/domain/access/scope.ts';
import type { TestMediation } from './mediations.ts';
import { scopeFor } from './papers.ts';

export const speechTherapy: ClauseDetails = {
  ...{ title: 'Speech therapy', body: 'Surrey County Council', officer: 'Priya Shah' },
  ...{ planSection: 'F', newWording: 'Thirty minutes each week in term time.' },
  ...{ legalClass: 'appealable', kind: 'change_contents', agreedDate: null },
  howKnown: 'The school writes it down each week.',
};
export const WORDS = 'Section F will say thirty minutes of speech therapy each week.';

/** Runs one command as this person. */
export async function as<T>(
  person: Person,
  { caseFileId }: TestMediation,
  work: (tx: Tx, scope: CaseScope) => Promise<T>,
  permission: CasePermission = 'mediation:join',
): Promise<T> {
  const scope = await scopeFor(person, caseFileId, permission);
  return underScope(scope, (tx) => work(tx, scope));
}

/** Throws for a command that did nothing: the test meant one that may. */
export function done<T>(answer: T): Exclude<T, NotDone | null> {
  if (!answer || isNotDone(answer)) throw new Error(`Not done: ${JSON.stringify(answer)}`);
  return answer as Exclude<T, NotDone | null>;
}

/** One clause as this person finds it. */
export async function clauseNow(made: TestMediation, clauseId: string, person = made.mediator): Promise<ClauseView> {
  const all = await as(person, made, (tx, scope) => clausesOf(tx, scope, made.mediationId));
  const found = all.find((one) => one.clauseId === clauseId);
  if (!found) throw new Error('There is no such clause.');
  return found;
}

/** A clause that has been put forward with these details. Returns its id. */
export async function aClause(made: TestMediation, details: Partial<ClauseDetails> = {}): Promise<string> {
  const { mediationId } = made;
  const title = details.title ?? speechTherapy.title;
  const { clauseId } = done(
    await as(made.mediator, made, (tx, scope) => addClause(tx, scope, { mediationId, seed: v7(), title })),
  );
  const form = { mediationId, clauseId, version: 1, words: WORDS, details: { ...speechTherapy, ...details } };
  done(
    await as(made.mediator, made, (tx, scope) =>
      putForward(
        tx,
        scope,
        form,
        today(() => new Date()),
      ),
    ),
  );
  return clauseId;
}

/** One side says yes to a clause as it is now. */
export async function sayYes(made: TestMediation, person: Person, clauseId: string) {
  const { version, sha256 } = await clauseNow(made, clauseId);
  const form = { mediationId: made.mediationId, clauseId, version, sha256 };
  return as(person, made, (tx, scope) =>
    agreeToClause(
      tx,
      scope,
      form,
      today(() => new Date()),
    ),
  );
}

/** A clause both sides have agreed to. Returns its id. */
export async function anAgreedClause(made: TestMediation, details: Partial<ClauseDetails> = {}): Promise<string> {
  const clauseId = await aClause(made, details);
  done(await sayYes(made, made.parent, clauseId));
  done(await sayYes(made, made.manager, clauseId));
  return clauseId;
}
