import { and, desc, eq, gte, inArray, or, sql } from 'drizzle-orm';
import { addDays } from '#domain/calendar/date.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { adultFor } from '#domain/cases/adults.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { familyRoles, holdersOf, type OfCase } from '../addressees.server.ts';
import { communicationPlan } from '../schema.server.ts';
import type { NewEntry } from './add-entry.server.ts';
import { firstWay, notAsAsked, type AskedFirst, type LetterMade } from './first-way.ts';
import { contactEntry } from './thread-schema.server.ts';

type Written = Pick<NewEntry, 'kind' | 'direction' | 'withPersonId' | 'automatic' | 'hard' | 'answersId'>;
export interface Way {
  /** It goes on paper too. */
  letter: LetterMade | null;
  /** Why it does not go as its reader asked; empty when it does. */
  why: string;
}
const asUsual: Way = { letter: null, why: '' };

/**
 * How something the council writes goes to whoever asked for a letter or a call first (THR16). Hard news has rules of its
 * own (THR9); an answer goes where the question came from; what goes to everybody, or by text, goes so, with why.
 */
export async function wayOf(tx: Tx, of: OfCase, entry: Written, now: Date): Promise<Way> {
  const { kind, direction, withPersonId, automatic, hard, answersId } = entry;
  if (direction === 'in' || automatic || hard || answersId || !['message', 'sms'].includes(kind)) return asUsual;
  const asked = await askedFirst(tx, of, withPersonId, now);
  if (!withPersonId || kind === 'sms') {
    const because = kind === 'sms' ? 'It went by text.' : 'What goes to everybody goes here.';
    return { letter: null, why: asked.map((one) => notAsAsked(one, because)).join(' ') };
  }
  const [reader] = asked;
  if (!reader || (await wroteHereLast(tx, of, withPersonId))) return asUsual;
  const way = firstWay(reader, dateOf(now));
  return 'letter' in way ? { ...way, why: '' } : { letter: null, ...way };
}

/** Who of these asked for something other than a message first. */
async function askedFirst(tx: Tx, of: OfCase, onlyOf: string | null, now: Date): Promise<AskedFirst[]> {
  const family = await holdersOf(tx, of, familyRoles);
  const ids = family.map(({ personId }) => personId).filter((id) => onlyOf === null || id === onlyOf);
  if (ids.length === 0) return [];
  const plans = await tx
    .select({
      personId: person.personId,
      name: sql<string>`coalesce(${person.calledName}, ${person.fullName})`,
      firstBy: communicationPlan.firstBy,
    })
    .from(communicationPlan)
    .innerJoin(
      person,
      and(eq(person.councilId, communicationPlan.councilId), eq(person.personId, communicationPlan.personId)),
    )
    .where(
      and(
        ...[eq(communicationPlan.councilId, of.councilId), eq(communicationPlan.caseFileId, of.caseFileId)],
        inArray(communicationPlan.personId, ids),
      ),
    );
  const asked: AskedFirst[] = [];
  for (const { personId, name, firstBy } of plans)
    if (firstBy !== 'message')
      asked.push({
        ...{ name, firstBy, spokenTo: await wasSpokenTo(tx, of, personId, now) },
        adult: await adultFor(tx, of, personId),
      });
  return asked;
}

const ofThread = ({ councilId, caseFileId }: OfCase) =>
  and(eq(contactEntry.councilId, councilId), eq(contactEntry.caseFileId, caseFileId));

/** Whether anybody of the council spoke to them since yesterday morning. */
export async function wasSpokenTo(tx: Tx, of: OfCase, personId: string, now: Date): Promise<boolean> {
  const spoke = await tx
    .select({ id: contactEntry.contactEntryId })
    .from(contactEntry)
    .where(
      and(
        ...[ofThread(of), eq(contactEntry.withPersonId, personId)],
        gte(contactEntry.happenedAt, momentOf(addDays(dateOf(now), -1), '00:00')),
        or(eq(contactEntry.came, 'spoke'), inArray(contactEntry.kind, ['meeting'])),
      ),
    )
    .limit(1);
  return spoke.length > 0;
}

/** Whether the last they said came by a message or an e-mail: who writes so is answered so. */
async function wroteHereLast(tx: Tx, of: OfCase, personId: string): Promise<boolean> {
  const [last] = await tx
    .select({ kind: contactEntry.kind })
    .from(contactEntry)
    .where(
      and(
        ...[ofThread(of), eq(contactEntry.direction, 'in'), eq(contactEntry.automatic, false)],
        or(eq(contactEntry.withPersonId, personId), eq(contactEntry.authorId, personId)),
      ),
    )
    .orderBy(desc(contactEntry.happenedAt))
    .limit(1);
  return last?.kind === 'message' || last?.kind === 'email';
}
