import { and, eq, ne, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { readAppealNumber, stageAfter } from '../appeal.ts';
import { recordOnAppeal } from '../begin.server.ts';
import { datesOf, nextDueOf } from '../dates/appeal-days.ts';
import { appeal } from '../schema.server.ts';
import { caseToLink } from './link.server.ts';
import { faultsIn, type NewAppeal } from './new-appeal.ts';

export type Registered =
  | { appealId: string; toLink: boolean }
  | {
      faults: Record<string, string>;
      /** The appeal that has the number already, where this person may see it. */
      taken: string | null;
    };

/**
 * TR7: puts one appeal into the register. `reference` is of the case file it is about, or empty: then the child's name is
 * the case's, and whom of the family it is for is chosen next. Only for the tribunal team: row-level security refuses others.
 */
export async function registerAppeal(
  tx: Tx,
  scope: Scope,
  typed: NewAppeal,
  reference: string,
  today: CalendarDate,
): Promise<Registered> {
  const linkTo = reference ? await caseToLink(tx, reference) : null;
  const given = linkTo ? { ...typed, childName: linkTo.childName, childBornOn: linkTo.childBornOn } : typed;
  const faults = faultsIn(given, today);
  if (reference && !linkTo) faults.reference = 'There is no case with this reference that you can link to';
  if (Object.keys(faults).length > 0) return { faults, taken: null };
  const number = readAppealNumber(given.number);
  const appealId = await put(tx, scope, given, number);
  if (appealId === null) return { taken: await holderOf(tx, scope, number!), faults: { number: TAKEN } };
  await recordOnAppeal(tx, scope, { appealId, caseFileId: null }, { action: 'appeal.registered' });
  return { appealId, toLink: linkTo !== null };
}

const TAKEN = 'This number is in the register already';

/** The new row's id, or null when the council has that number. A race for one number has one winner. */
async function put(tx: Tx, scope: Scope, given: NewAppeal, number: string | null): Promise<string | null> {
  const stage = number ? stageAfter('received', 'register')! : 'received';
  const { ground, papersOn, hearingOn } = given as NewAppeal & { ground: NonNullable<NewAppeal['ground']> };
  const facts = { ground, papersOn, hearingOn, stage, outcome: 'pending', endedOn: null } as const;
  const [row] = await tx
    .insert(appeal)
    .values({
      ...given,
      councilId: scope.councilId,
      appealId: v7(),
      number,
      ground,
      appellantKind: given.appellantKind!,
      stage,
      addedBy: scope.personId,
      ...nextDueOf(datesOf(facts, [])),
    })
    .onConflictDoNothing({ target: [appeal.councilId, appeal.number] })
    .returning({ appealId: appeal.appealId });
  return row?.appealId ?? null;
}

async function holderOf(tx: Tx, { councilId }: Scope, number: string): Promise<string | null> {
  const mine = and(eq(appeal.councilId, councilId), eq(appeal.number, number));
  const [row] = await tx.select({ appealId: appeal.appealId }).from(appeal).where(mine);
  return row?.appealId ?? null;
}

/** The areas the council's appeals are of, for choosing and for typing the same again. */
export async function areasKnown(tx: Tx, { councilId }: Scope): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ area: appeal.area })
    .from(appeal)
    .where(and(eq(appeal.councilId, councilId), ne(appeal.area, '')))
    .orderBy(sql`1`)
    .limit(100);
  return rows.map(({ area }) => area);
}
