import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Person } from '#domain/access/standing.ts';
import { readEmail } from '#domain/people/contact-details.ts';
import { updateMail } from '#domain/people/messages.ts';
import { person } from '#domain/people/schema.server.ts';
import { database, inTransaction, type Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { record } from '#server/history.ts';
import { familyRoles, holdersOf, tell, type Addressee, type OfCase } from '../addressees.server.ts';
import { mailArrival } from '../thread/thread-schema.server.ts';
import type { HeldBecause } from './judge.ts';

/** A mail that came to a case's address, as it is written down. */
export interface Arrival {
  /** The same for the same mail, however often it is handed in. */
  once: string;
  fromAddress: string;
  subject: string;
  words: string;
  attached: string[];
  proven: boolean;
  at: Date;
}

/** The case whose address this is, or null. Asked of the database in every case, so that every wrong one costs the same. */
export async function caseOfAddress(typed: string): Promise<OfCase | null> {
  const address = readEmail(typed)?.toLowerCase() ?? '@';
  const [word, domain] = address.split('@');
  const rows = await database().orm.execute<{ council_id: string; case_file_id: string }>(
    sql`select council_id, case_file_id from case_of_address(${word})`,
  );
  const found = rows[0];
  return found && domain === env().MAIL_DOMAIN ? { councilId: found.council_id, caseFileId: found.case_file_id } : null;
}

const ofThis = ({ councilId, caseFileId }: OfCase) =>
  and(eq(mailArrival.councilId, councilId), eq(mailArrival.caseFileId, caseFileId));

/** What the case knows of a mail before it is judged. */
export interface Lately {
  /** It is here already. */
  came: boolean;
  /** How many came to the case within the hour: from this address, and from anybody. */
  fromThem: number;
  toCase: number;
  /** The family's people on this case who have the address. */
  people: Sender[];
}

export interface Sender extends Person {
  fullName: string;
}

/** Counts the same mail, and what came within the hour; what is not proven to be from an address does not count against it. */
export const latelyOf = (
  of: OfCase,
  { once, sender, proven }: { once: string; sender: string | null; proven: boolean },
): Promise<Lately> =>
  inTransaction(of, async (tx) => {
    const [lately] = await tx
      .select({
        came: sql<boolean>`coalesce(bool_or(${mailArrival.once} = ${once}), false)`,
        fromThem: sql<number>`count(*) filter (where ${mailArrival.at} > now() - interval '1 hour' and ${mailArrival.fromAddress} = ${sender ?? ''} and ${mailArrival.proven} = ${proven})::int`,
        toCase: sql<number>`count(*) filter (where ${mailArrival.at} > now() - interval '1 hour')::int`,
      })
      .from(mailArrival)
      .where(ofThis(of));
    const family = sender === null ? [] : await holdersOf(tx, of, familyRoles);
    const theirs = family.filter(({ email }) => email?.toLowerCase() === sender!.toLowerCase());
    return { ...lately!, people: await Promise.all(theirs.map((each) => named(tx, of, each))) };
  });

/** Somebody of the family as the gate knows them. Their mail server's word stands for the code they sign in with. */
async function named(tx: Tx, { councilId }: OfCase, { personId, kind }: Addressee): Promise<Sender> {
  const [row] = await tx
    .select({ fullName: person.fullName })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.personId, personId)));
  return { councilId, personId, kind, complete: true, fullName: row!.fullName };
}

/** Writes a mail down. Null when it is here already: the other of two at once was first. */
export async function writeDown(
  tx: Tx,
  { councilId, caseFileId }: OfCase,
  arrival: Arrival,
  become: Partial<typeof mailArrival.$inferInsert> & Pick<typeof mailArrival.$inferInsert, 'state'>,
): Promise<string | null> {
  const [row] = await tx
    .insert(mailArrival)
    .values({ councilId, caseFileId, mailArrivalId: v7(), ...arrival, ...become })
    .onConflictDoNothing()
    .returning({ mailArrivalId: mailArrival.mailArrivalId });
  return row?.mailArrivalId ?? null;
}

/**
 * MAI4. Keeps a mail for an officer, with what came with it; `keep` puts its bytes under the id it is given. Whoever has
 * the case is told once that there is something, and not again while it waits. Nobody outside is answered.
 */
export const holdMail = (
  of: OfCase,
  arrival: Arrival,
  because: HeldBecause,
  keep: (mailArrivalId: string) => Promise<void>,
): Promise<void> =>
  inTransaction(of, async (tx) => {
    const [waiting] = await tx
      .select({ one: sql`1` })
      .from(mailArrival)
      .where(and(ofThis(of), eq(mailArrival.state, 'held')))
      .limit(1);
    const target = await writeDown(tx, of, arrival, { state: 'held', because });
    if (target === null) return;
    await record(tx, { ...of, actorId: null, action: 'mail.held', target, detail: { because } });
    if (!waiting && because !== 'robot') await tellOfficers(tx, of);
    await keep(target);
  });

/** To the officers of the case: that there is something. */
export const tellOfficers = async (tx: Tx, of: OfCase): Promise<void> =>
  tell(tx, of, await holdersOf(tx, of, ['case_officer']), updateMail(env().ORIGIN));
