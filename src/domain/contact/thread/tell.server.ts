import { and, eq, inArray, isNull } from 'drizzle-orm';
import { updateForFamily, updateMail } from '#domain/people/messages.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage } from '#server/outbox.ts';
import type { OfCase } from '../addressees.server.ts';
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
  for (const { personId, kind, email, mobile } of people) {
    const mail = kind === 'staff' ? updateMail(env().ORIGIN) : updateForFamily(env().ORIGIN);
    const sms = mobile && (byText || !email) ? mobile : null;
    if (!sms && !email) continue;
    const replyTo = kind === 'staff' ? null : await caseMailAddress(tx, of);
    const outboxId = sms
      ? await queueMessage(tx, { councilId, channel: 'sms', to: sms, body: mail.body })
      : await queueMessage(tx, { councilId, channel: 'email', to: email!, ...mail, replyTo, automatic: true });
    await tx.insert(contactSending).values({ councilId, caseFileId, contactEntryId, outboxId, toPersonId: personId });
  }
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
