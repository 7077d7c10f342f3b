import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { updateForFamily, updateMail } from '#domain/people/messages.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage } from '#server/outbox.ts';
import { mediationParty } from '../schema.server.ts';

type Contact = Pick<typeof person.$inferSelect, 'kind' | 'email' | 'mobile'>;

/** Queues "there is an update" to one person, by e-mail or else by text message: that there is something, never what. */
async function tell(tx: Tx, councilId: string, { kind, email, mobile }: Contact): Promise<void> {
  const message = (kind === 'staff' ? updateMail : updateForFamily)(env().ORIGIN);
  if (email) await queueMessage(tx, { councilId, channel: 'email', to: email, ...message });
  else if (mobile) await queueMessage(tx, { councilId, channel: 'sms', to: mobile, body: message.body });
}

const contact = { kind: person.kind, email: person.email, mobile: person.mobile };

/** Tells everybody in a mediation the same, whoever did it: a message that leaves one person out would name them (SIG6). */
export async function tellEveryoneIn(tx: Tx, scope: CaseScope, mediationId: string): Promise<void> {
  const people = await tx
    .select(contact)
    .from(mediationParty)
    .innerJoin(
      person,
      and(eq(person.councilId, mediationParty.councilId), eq(person.personId, mediationParty.personId)),
    )
    .where(
      and(
        ...[eq(mediationParty.councilId, scope.councilId), eq(mediationParty.caseFileId, scope.caseFileId)],
        ...[eq(mediationParty.mediationId, mediationId), isNull(mediationParty.leftAt)],
        ...[isNotNull(mediationParty.personId), isNull(person.disabledAt)],
      ),
    );
  for (const one of people) await tell(tx, scope.councilId, one);
}

/** Tells one person. Nothing happens for one who may not sign in any more. */
export async function tellPerson(tx: Tx, councilId: string, personId: string): Promise<void> {
  const [one] = await tx
    .select(contact)
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.personId, personId), isNull(person.disabledAt)));
  if (one) await tell(tx, councilId, one);
}
