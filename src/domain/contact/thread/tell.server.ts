import { and, eq, inArray, isNull } from 'drizzle-orm';
import { updateForFamily, updateMail } from '#domain/people/messages.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage, type Message } from '#server/outbox.ts';
import type { Addressee, OfCase } from '../addressees.server.ts';
import { caseMailAddress } from '../mail/case-address.server.ts';
import { contactEntry, contactSending } from './thread-schema.server.ts';

/**
 * Tells these people that there is an update, and nothing else (THR8): by e-mail, or by text where they have only a number
 * or the entry is to go by text. What goes is noted beside the entry, so that the thread can say what was not sent yet.
 */
export async function tellOfEntry(
  tx: Tx,
  of: OfCase,
  contactEntryId: string,
  personIds: readonly string[],
): Promise<void> {
  if (personIds.length === 0) return;
  const { councilId, caseFileId } = of;
  const people = await tx
    .select({ personId: person.personId, kind: person.kind, email: person.email, mobile: person.mobile })
    .from(person)
    .where(
      and(...[eq(person.councilId, councilId), inArray(person.personId, [...personIds]), isNull(person.disabledAt)]),
    );
  const byText = (await kindOf(tx, of, contactEntryId)) === 'sms';
  for (const { personId, ...who } of people) {
    const going = messageTo(who, byText);
    if (!going) continue;
    const replyTo = going.comesBack ? await caseMailAddress(tx, of) : null;
    const outboxId = await queueMessage(tx, { councilId, ...going.message, replyTo });
    await tx.insert(contactSending).values({ councilId, caseFileId, contactEntryId, outboxId, toPersonId: personId });
  }
}

interface Going {
  message: Omit<Message, 'councilId' | 'replyTo'>;
  /** An answer to it comes to the case's own address. */
  comesBack: boolean;
}

/** What goes to this person, and by what; null to whoever has neither address nor number. */
export function messageTo({ kind, email, mobile }: Omit<Addressee, 'personId'>, byText: boolean): Going | null {
  const mail = kind === 'staff' ? updateMail(env().ORIGIN) : updateForFamily(env().ORIGIN);
  if (mobile && (byText || !email))
    return { message: { channel: 'sms', to: mobile, body: mail.body }, comesBack: false };
  if (!email) return null;
  return { message: { channel: 'email', to: email, ...mail, automatic: true }, comesBack: kind !== 'staff' };
}

async function kindOf(tx: Tx, { councilId, caseFileId }: OfCase, contactEntryId: string) {
  const [entry] = await tx
    .select({ kind: contactEntry.kind })
    .from(contactEntry)
    .where(
      and(
        ...[eq(contactEntry.councilId, councilId), eq(contactEntry.caseFileId, caseFileId)],
        eq(contactEntry.contactEntryId, contactEntryId),
      ),
    );
  return entry?.kind;
}
