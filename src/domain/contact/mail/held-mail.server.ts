import { and, asc, eq, inArray } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { familyRoles, holdersOf } from '../addressees.server.ts';
import { mailArrival } from '../thread/thread-schema.server.ts';
import { intoThread, thisMail } from './file-mail.server.ts';
import { heldInWords, type HeldBecause } from './judge.ts';

/** A mail that waits for an officer. */
export interface HeldMail {
  mailArrivalId: string;
  fromAddress: string;
  subject: string;
  words: string;
  attached: string[];
  /** Why it waits, in a sentence. */
  because: string;
  at: Date;
}

type Row = typeof mailArrival.$inferSelect;

/** What waits to be sorted, oldest first. For `mail:sort` alone. */
export async function heldMails(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<HeldMail[]> {
  const rows = await tx
    .select()
    .from(mailArrival)
    .where(
      and(
        ...[eq(mailArrival.councilId, councilId), eq(mailArrival.caseFileId, caseFileId)],
        eq(mailArrival.state, 'held'),
      ),
    )
    .orderBy(asc(mailArrival.at), asc(mailArrival.mailArrivalId));
  return rows.map(({ because, mailArrivalId, fromAddress, subject, words, attached, at }) => ({
    ...{ mailArrivalId, fromAddress, subject, words, attached, at },
    because: heldInWords[because as HeldBecause],
  }));
}

/** Whether a mail of this case still waits. */
export async function heldMail(tx: Tx, scope: CaseScope, mailArrivalId: string): Promise<boolean> {
  const [row] = await tx.select({ state: mailArrival.state }).from(mailArrival).where(thisMail(scope, mailArrivalId));
  return row?.state === 'held';
}

/** Whose words a mail on this case can be. */
export async function familyOf(tx: Tx, scope: CaseScope): Promise<{ personId: string; name: string }[]> {
  const ids = (await holdersOf(tx, scope, familyRoles)).map(({ personId }) => personId);
  return tx
    .select({ personId: person.personId, name: person.fullName })
    .from(person)
    .where(and(eq(person.councilId, scope.councilId), inArray(person.personId, ids)))
    .orderBy(asc(person.fullName));
}

/** Holds a mail that waits until the transaction ends; null when somebody has sorted it already. */
async function stillHeld(tx: Tx, scope: CaseScope, mailArrivalId: string): Promise<Row | null> {
  await assertStillStanding(tx, scope);
  const [row] = await tx.select().from(mailArrival).where(thisMail(scope, mailArrivalId)).for('update');
  return row?.state === 'held' ? row : null;
}

const sortedAlready = (): Refused => refuse('mail', 'Somebody has sorted this e-mail already.');

/** What an officer says of a mail that waited. */
export interface Sorting {
  mailArrivalId: string;
  personId: string;
  papers: readonly string[];
  notKept: readonly string[];
}

/**
 * MAI4. An officer says whose words a mail is: it goes into the thread as theirs, at the time it came. What a person looked
 * at is never automatic.
 */
export async function sortMail(
  tx: Tx,
  scope: CaseScope,
  { mailArrivalId, personId, papers, notKept }: Sorting,
  now: Date,
): Promise<Refused | 'sorted'> {
  const mail = await stillHeld(tx, scope, mailArrivalId);
  if (!mail) return sortedAlready();
  const family = await familyOf(tx, scope);
  if (!family.some((each) => each.personId === personId)) return refuse('personId', 'Choose who it is from');
  const filed = { personId, by: scope.personId, automatic: false, papers, notKept };
  const contactEntryId = await intoThread(tx, scope, mail, filed, now);
  const seen = { state: 'filed' as const, contactEntryId, seenBy: scope.personId, seenAt: now };
  await tx.update(mailArrival).set(seen).where(thisMail(scope, mailArrivalId));
  await recordFor(tx, scope, { action: 'mail.sorted', target: mailArrivalId, detail: { personId, contactEntryId } });
  return 'sorted';
}

/** MAI4. An officer puts a mail aside that is nobody's on this case, and says why. */
export async function putAside(
  tx: Tx,
  scope: CaseScope,
  { mailArrivalId, reason }: { mailArrivalId: string; reason: string },
  now: Date,
): Promise<Refused | 'put-aside'> {
  if (!(await stillHeld(tx, scope, mailArrivalId))) return sortedAlready();
  const seen = { state: 'put_aside' as const, seenBy: scope.personId, seenAt: now };
  await tx.update(mailArrival).set(seen).where(thisMail(scope, mailArrivalId));
  await recordFor(tx, scope, { action: 'mail.put_aside', target: mailArrivalId, reason });
  return 'put-aside';
}
