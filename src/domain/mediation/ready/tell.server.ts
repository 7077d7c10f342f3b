import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { updateForFamily, updateMail } from '#domain/people/messages.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage } from '#server/outbox.ts';
import { mediationParty } from '../schema.server.ts';

/** Tells everybody in a mediation who has a sign-in, but not whoever did it, that there is an update: never what. */
export async function tellThoseInIt(tx: Tx, { councilId, personId }: CaseScope, mediationId: string): Promise<void> {
  const people = await tx
    .select({ kind: person.kind, email: person.email, mobile: person.mobile })
    .from(mediationParty)
    .innerJoin(
      person,
      and(eq(person.councilId, mediationParty.councilId), eq(person.personId, mediationParty.personId)),
    )
    .where(
      and(
        ...[eq(mediationParty.councilId, councilId), eq(mediationParty.mediationId, mediationId)],
        ...[isNull(mediationParty.leftAt), isNotNull(mediationParty.personId), isNull(person.disabledAt)],
        ne(person.personId, personId),
      ),
    );
  for (const { kind, email, mobile } of people) {
    const mail = (kind === 'staff' ? updateMail : updateForFamily)(env().ORIGIN);
    if (email) await queueMessage(tx, { councilId, channel: 'email', to: email, ...mail });
    else if (mobile) await queueMessage(tx, { councilId, channel: 'sms', to: mobile, body: mail.body });
  }
}
