import { and, eq, inArray } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { outbox } from '#server/schema.server.ts';
import { contactSending } from './thread-schema.server.ts';

/** What became of telling one person of an entry. */
export interface SendingState {
  channel: 'email' | 'sms' | 'letter';
  /** Whom it is to, by name; never their address. */
  to: string | null;
  sentAt: Date | null;
  /** It was tried and did not go. It is tried again. */
  failed: boolean;
  bouncedAt: Date | null;
  postedOn: string | null;
}

/** How the telling of these entries stands, by entry. For the council alone: a family is not told of another's post. */
export async function sendingsFor(
  tx: Tx,
  { councilId, caseFileId, side }: CaseScope,
  entryIds: readonly string[],
): Promise<Map<string, SendingState[]>> {
  const states = new Map<string, SendingState[]>();
  if (side === 'family' || entryIds.length === 0) return states;
  const rows = await tx
    .select({ sending: contactSending, sent: outbox, to: person.fullName })
    .from(contactSending)
    .innerJoin(
      outbox,
      and(eq(outbox.councilId, contactSending.councilId), eq(outbox.outboxId, contactSending.outboxId)),
    )
    .leftJoin(
      person,
      and(eq(person.councilId, contactSending.councilId), eq(person.personId, contactSending.toPersonId)),
    )
    .where(
      and(
        ...[eq(contactSending.councilId, councilId), eq(contactSending.caseFileId, caseFileId)],
        inArray(contactSending.contactEntryId, [...entryIds]),
      ),
    );
  for (const { sending, sent, to } of rows) {
    const { bouncedAt, postedOn, contactEntryId } = sending;
    const { channel, sentAt } = sent;
    const state = { channel, to, sentAt, failed: !sentAt && sent.lastError !== null, bouncedAt, postedOn };
    states.set(contactEntryId, [...(states.get(contactEntryId) ?? []), state]);
  }
  return states;
}
