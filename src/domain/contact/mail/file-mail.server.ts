import { and, eq, inArray, isNull } from 'drizzle-orm';
import { inTransaction, type Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import { familyRoles, holdersOf, type OfCase } from '../addressees.server.ts';
import { addEntry } from '../thread/add-entry.server.ts';
import { contactAttachment, contactSending, mailArrival } from '../thread/thread-schema.server.ts';
import { tellOfficers, writeDown, type Arrival } from './arrivals.server.ts';
import { entryWords } from './mail-words.ts';

/** A mail that is somebody's words. */
export interface Filed {
  /** Whose. */
  personId: string;
  /** Who puts it there: nobody, or the officer who sorted it. */
  by: string | null;
  automatic: boolean;
  /** The papers that came with it, and in a sentence each what was not kept, and why. */
  papers: readonly string[];
  notKept: readonly string[];
}

/**
 * Puts a mail into the thread as what this person said, at the time it came: whoever waited for an officer to sort it
 * has not lost a day. Call in the transaction that decided it.
 */
export async function intoThread(
  tx: Tx,
  of: OfCase,
  { subject, words, at }: Pick<Arrival, 'subject' | 'words' | 'at'>,
  filed: Filed,
  now: Date,
): Promise<string> {
  const { personId, automatic, papers, notKept } = filed;
  const { contactEntryId } = await addEntry(
    tx,
    { councilId: of.councilId, caseFileId: of.caseFileId, personId: filed.by },
    {
      ...{ kind: 'email', direction: 'in', withPersonId: personId, authorId: personId, automatic },
      ...{ words: entryWords(subject, words, notKept), happenedAt: at },
    },
    now,
  );
  const attached = papers.map((evidenceItemId) => ({
    ...{ councilId: of.councilId, caseFileId: of.caseFileId, contactEntryId, evidenceItemId },
  }));
  if (attached.length > 0) await tx.insert(contactAttachment).values(attached);
  return contactEntryId;
}

/**
 * MAI3. Files a proven mail as its sender's words. `ended`: their place on the case ended meanwhile, and nothing was
 * written. The same mail twice is one.
 */
export const fileMail = (of: OfCase, arrival: Arrival, filed: Filed, now: Date): Promise<'filed' | 'ended'> =>
  inTransaction(of, async (tx) => {
    const family = await holdersOf(tx, of, familyRoles);
    if (!family.some(({ personId }) => personId === filed.personId)) return 'ended';
    const mailArrivalId = await writeDown(tx, of, arrival, { state: 'filed' });
    if (mailArrivalId === null) return 'filed';
    const contactEntryId = await intoThread(tx, of, arrival, filed, now);
    await tx.update(mailArrival).set({ contactEntryId }).where(thisMail(of, mailArrivalId));
    return 'filed';
  });

export const thisMail = ({ councilId, caseFileId }: OfCase, mailArrivalId: string) =>
  and(
    ...[eq(mailArrival.councilId, councilId), eq(mailArrival.caseFileId, caseFileId)],
    eq(mailArrival.mailArrivalId, mailArrivalId),
  );

/**
 * MAI5. A mail server says that messages of ours could not be delivered: the thread says so beside each, and the officers
 * are told. False when none of them is of this case: then it is nothing but another mail.
 */
export const noteBounce = (of: OfCase, arrival: Arrival, outboxIds: readonly string[]): Promise<boolean> =>
  inTransaction(of, async (tx) => {
    if (outboxIds.length === 0) return false;
    const ours = and(
      ...[eq(contactSending.councilId, of.councilId), eq(contactSending.caseFileId, of.caseFileId)],
      inArray(contactSending.outboxId, [...outboxIds]),
    );
    const known = await tx.select({ outboxId: contactSending.outboxId }).from(contactSending).where(ours);
    if (known.length === 0) return false;
    if ((await writeDown(tx, of, arrival, { state: 'bounce' })) === null) return true;
    const back = await tx
      .update(contactSending)
      .set({ bouncedAt: arrival.at })
      .where(and(ours, isNull(contactSending.bouncedAt)))
      .returning({ target: contactSending.contactEntryId, toPersonId: contactSending.toPersonId });
    for (const { target, toPersonId } of back)
      await record(tx, { ...of, actorId: toPersonId, action: 'mail.came_back', target });
    if (back.length > 0) await tellOfficers(tx, of);
    return true;
  });
