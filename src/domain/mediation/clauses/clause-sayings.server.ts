import { and, asc, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import type { InMediation } from '../begin.server.ts';
import type { PrivateSide } from '../mediation.ts';
import { mediationParty } from '../schema.server.ts';
import {
  clauseSha256,
  holdClause,
  isNotDone,
  notDone,
  thisClause,
  whyNotNow,
  type ClauseForm,
  type ClauseRow,
  type NotDone,
} from './begin-clause.server.ts';
import { whyVague } from './clause.ts';
import type { Done } from './clause-commands.server.ts';
import { clause, clauseSaying } from './clauses-schema.server.ts';

export type SayingRow = typeof clauseSaying.$inferSelect;

/** Everything said of one clause, the oldest first. */
export const sayingsOf = (tx: Tx, scope: CaseScope, clauseId: string): Promise<SayingRow[]> =>
  tx
    .select()
    .from(clauseSaying)
    .where(
      and(
        eq(clauseSaying.councilId, scope.councilId),
        eq(clauseSaying.caseFileId, scope.caseFileId),
        eq(clauseSaying.clauseId, clauseId),
      ),
    )
    .orderBy(asc(clauseSaying.clauseSayingId));

/** Whether the last thing a side said is that it agrees to the clause as it is now: its version and everything in it (CL8). */
export function agreesNow(row: ClauseRow, said: readonly SayingRow[], side: PrivateSide): boolean {
  const last = said.findLast((saying) => saying.side === side);
  return last?.says === 'agree' && last.version === row.version && last.sha256 === clauseSha256(row);
}

/** Writes down what a side says of a clause as it is now. */
export async function say(
  tx: Tx,
  scope: CaseScope,
  row: ClauseRow,
  saying: Pick<SayingRow, 'side' | 'says'> & { words?: string },
): Promise<void> {
  const { councilId, caseFileId, personId: by } = scope;
  const of = { councilId, caseFileId, clauseId: row.clauseId, by };
  await tx.insert(clauseSaying).values({ ...of, ...saying, version: row.version, sha256: clauseSha256(row) });
}

/** Those who sign for a side: they alone say yes for it. */
const signersOf = (tx: Tx, { mediation }: InMediation, side: PrivateSide): Promise<{ name: string }[]> =>
  tx
    .select({ name: mediationParty.name })
    .from(mediationParty)
    .where(
      and(
        ...[eq(mediationParty.councilId, mediation.councilId), eq(mediationParty.caseFileId, mediation.caseFileId)],
        ...[eq(mediationParty.mediationId, mediation.mediationId), eq(mediationParty.side, side)],
        eq(mediationParty.signs, true),
      ),
    );

/** Why this person may not agree, or null when they may: only for their own side, and only who signs for it (CL9). */
async function whyNotAgree(tx: Tx, inIt: InMediation): Promise<NotDone | null> {
  const { place, party } = inIt;
  if (place === 'lead') return notDone({ form: 'Only the family and the council can agree to a clause.' });
  if (party.signs) return null;
  const names = (await signersOf(tx, inIt, place)).map(({ name }) => name).join(' or ');
  return notDone({ form: `${names || 'Whoever will sign'} agrees for your side. You can say that you need to check.` });
}

const CHANGED = 'This clause changed while you read it. Nothing was agreed. Please read it again.';

/** Agrees to a clause for one's own side, naming the version and the fingerprint of what was read. Twice is once. */
export async function agreeToClause(
  tx: Tx,
  scope: CaseScope,
  form: ClauseForm & { sha256: string },
  today: CalendarDate,
): Promise<Done | NotDone | null> {
  const held = await holdClause(tx, scope, form);
  if (!held || isNotDone(held)) return held;
  const { row, inIt, early } = held;
  const { clauseId, mediationId } = row;
  const why = await whyNotAgree(tx, inIt);
  if (why || inIt.place === 'lead') return why;
  const side = inIt.place;
  if (form.version !== row.version || form.sha256 !== clauseSha256(row)) return notDone({ form: CHANGED });
  const said = await sayingsOf(tx, scope, clauseId);
  if (agreesNow(row, said, side)) return { clauseId };
  const not = whyNotNow(row);
  if (not) return not;
  if (row.words === '') return notDone({ form: 'Nobody has put this clause forward yet.' });
  const [missing] = Object.values(whyVague(row, today, early));
  if (missing) return notDone({ form: `This clause is not ready to agree. ${missing}.` });
  await say(tx, scope, row, { side, says: 'agree' });
  if (agreesNow(row, said, side === 'family' ? 'council' : 'family'))
    await tx.update(clause).set({ state: 'agreed' }).where(thisClause(scope, clauseId));
  const detail = { clauseId, side, version: row.version, sha256: form.sha256 };
  await recordFor(tx, scope, { action: 'clause.agreed', target: mediationId, detail });
  return { clauseId };
}

/** Takes back one's own side's yes. Taking back what is not there changes nothing. */
export async function takeBackClause(
  tx: Tx,
  scope: CaseScope,
  form: Omit<ClauseForm, 'version'>,
): Promise<Done | NotDone | null> {
  const held = await holdClause(tx, scope, form);
  if (!held || isNotDone(held)) return held;
  const { row, inIt } = held;
  const { clauseId, mediationId } = row;
  const why = await whyNotAgree(tx, inIt);
  if (why || inIt.place === 'lead') return why;
  const side = inIt.place;
  if (!agreesNow(row, await sayingsOf(tx, scope, clauseId), side)) return { clauseId };
  await say(tx, scope, row, { side, says: 'take_back' });
  if (row.state === 'agreed') await tx.update(clause).set({ state: 'draft' }).where(thisClause(scope, clauseId));
  await recordFor(tx, scope, { action: 'clause.taken_back', target: mediationId, detail: { clauseId, side } });
  return { clauseId };
}
