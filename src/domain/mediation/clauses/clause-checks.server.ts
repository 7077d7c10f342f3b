import { and, eq, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { person } from '#domain/people/schema.server.ts';
import { updateForFamily, updateMail } from '#domain/people/messages.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { record } from '#server/history.ts';
import { queueMessage } from '#server/outbox.ts';
import type { Round } from '#server/rounds.ts';
import type { InMediation } from '../begin.server.ts';
import type { PrivateSide } from '../mediation.ts';
import { mediationParty } from '../schema.server.ts';
import {
  holdClause,
  isNotDone,
  notDone,
  STALE,
  thisClause,
  whyNotNow,
  type ClauseForm,
  type NotDone,
} from './begin-clause.server.ts';
import type { Done } from './clause-commands.server.ts';
import { say } from './clause-sayings.server.ts';
import { whyNotThen } from './check.ts';
import { clause } from './clauses-schema.server.ts';

/** The account of whoever is named, when they are in the mediation on this side under that name. */
async function partyNamed(tx: Tx, { mediation }: InMediation, side: PrivateSide, name: string): Promise<string | null> {
  const [found] = await tx
    .select({ personId: mediationParty.personId })
    .from(mediationParty)
    .where(
      and(
        ...[eq(mediationParty.councilId, mediation.councilId), eq(mediationParty.caseFileId, mediation.caseFileId)],
        ...[eq(mediationParty.mediationId, mediation.mediationId), eq(mediationParty.side, side)],
        ...[sql`lower(${mediationParty.name}) = lower(${name})`, sql`${mediationParty.leftAt} is null`],
      ),
    );
  return found?.personId ?? null;
}

/** "I'll need to check": stops one clause until a named person has been asked, and says by when (CL10). */
export async function askToCheck(
  tx: Tx,
  scope: CaseScope,
  form: ClauseForm & { who: string; by: Date | null },
  now: Date,
): Promise<Done | NotDone | null> {
  const held = await holdClause(tx, scope, form);
  if (!held || isNotDone(held)) return held;
  const { row, inIt } = held;
  const { clauseId, mediationId } = row;
  if (inIt.place === 'lead')
    return notDone({ form: 'Only the family and the council can say that they need to check.' });
  const side = inIt.place;
  if (row.state === 'checking' && row.checkSide === side) return { clauseId };
  if (row.state === 'checking' || row.state === 'dropped') return whyNotNow(row);
  if (row.version !== form.version) return notDone({ form: STALE });
  const when = whyNotThen(form.by, now);
  const errors = {
    ...(form.who === '' ? { who: 'Name the person who can decide' } : {}),
    ...(when ? { on: when } : {}),
  };
  if (Object.keys(errors).length > 0) return notDone(errors);
  await say(tx, scope, row, { side, says: 'check' });
  const check = { checkAskedBy: scope.personId, checkSide: side, checkWho: form.who, checkBy: form.by };
  const checkWhoId = await partyNamed(tx, inIt, side, form.who);
  await tx
    .update(clause)
    .set({ ...check, checkWhoId, checkRaisedAt: null, state: 'checking' })
    .where(thisClause(scope, clauseId));
  await recordFor(tx, scope, { action: 'clause.check_asked', target: mediationId, detail: { clauseId, side } });
  return { clauseId };
}

/** Lets a clause go on: the side that was to check has its answer, or whoever leads says so. Both sides then agree afresh. */
export async function checkDone(
  tx: Tx,
  scope: CaseScope,
  form: Omit<ClauseForm, 'version'> & { words: string },
): Promise<Done | NotDone | null> {
  const held = await holdClause(tx, scope, form);
  if (!held || isNotDone(held)) return held;
  const { row, inIt } = held;
  const { clauseId, mediationId, checkSide } = row;
  if (row.state !== 'checking' || !checkSide) return { clauseId };
  if (inIt.place !== 'lead' && inIt.place !== checkSide)
    return notDone({ form: 'The other side said that it needs to check. It says when that is done.' });
  await say(tx, scope, row, { side: checkSide, says: 'checked', words: form.words });
  const cleared = { checkAskedBy: null, checkSide: null, checkWho: '', checkWhoId: null, checkBy: null };
  await tx
    .update(clause)
    .set({ ...cleared, checkRaisedAt: null, state: 'draft' })
    .where(thisClause(scope, clauseId));
  await recordFor(tx, scope, { action: 'clause.checked', target: mediationId, detail: { clauseId, side: checkSide } });
  return { clauseId };
}

/** Tells one person that there is something to look at, and nothing of what it is. */
async function tell(tx: Tx, councilId: string, personId: string): Promise<void> {
  const [to] = await tx
    .select({ kind: person.kind, email: person.email, mobile: person.mobile })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.personId, personId), sql`${person.disabledAt} is null`));
  if (!to) return;
  const mail = (to.kind === 'family' ? updateForFamily : updateMail)(env().ORIGIN);
  if (to.email) await queueMessage(tx, { councilId, channel: 'email', to: to.email, ...mail });
  else if (to.mobile) await queueMessage(tx, { councilId, channel: 'sms', to: to.mobile, body: mail.body });
}

/** Raises one check whose time has passed, once: to whoever leads, and to the person named (CL11). Returns 1, or 0 when another did. */
const raiseOne = (councilId: string, caseFileId: string, clauseId: string): Promise<number> =>
  inTransaction({ councilId, caseFileId }, async (tx) => {
    const told = await tx.execute<{ mediation_id: string; asked_by: string; person_id: string }>(
      sql`select * from raise_clause_check(${clauseId})`,
    );
    const [first] = told;
    if (!first) return 0;
    for (const { person_id } of told) await tell(tx, councilId, person_id);
    await record(tx, {
      ...{ councilId, caseFileId, actorId: first.asked_by, action: 'clause.check_passed', target: first.mediation_id },
      detail: { clauseId },
    });
    return 1;
  });

async function raiseChecks(councilId: string): Promise<number> {
  const due = await inTransaction({ councilId }, (tx) =>
    tx.execute<{ case_file_id: string; clause_id: string }>(sql`select * from clause_checks_due()`),
  );
  let raised = 0;
  for (const { case_file_id, clause_id } of due) raised += await raiseOne(councilId, case_file_id, clause_id);
  return raised;
}

export const clauseChecksRound: Round = { name: 'clause_checks.raise', everyMs: 60_000, go: raiseChecks };
