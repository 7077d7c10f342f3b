import { and, eq, gt, inArray, isNull, notExists, or, sql } from 'drizzle-orm';
import type { Role } from '#domain/access/standing.ts';
import { exclusion, person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { queueMessage } from '#server/outbox.ts';

export interface OfCase {
  councilId: string;
  caseFileId: string;
}

/** How somebody on a case is told that there is something. Never part of a page. */
export interface Addressee {
  personId: string;
  kind: 'staff' | 'family' | 'practitioner';
  email: string | null;
  mobile: string | null;
}

export const familyRoles = ['parent', 'young_person', 'supporter'] as const satisfies Role[];

/** Who holds one of these roles on the case now, is not excluded and can sign in. */
export const holdersOf = (tx: Tx, { councilId, caseFileId }: OfCase, roles: readonly Role[]): Promise<Addressee[]> =>
  tx
    .selectDistinct({ personId: person.personId, kind: person.kind, email: person.email, mobile: person.mobile })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), inArray(standing.role, [...roles])],
        ...[isNull(standing.endedAt), or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`))],
        isNull(person.disabledAt),
        notExists(
          tx
            .select({ one: sql`1` })
            .from(exclusion)
            .where(
              and(
                ...[eq(exclusion.councilId, councilId), eq(exclusion.caseFileId, caseFileId)],
                eq(exclusion.personId, person.personId),
              ),
            ),
        ),
      ),
    );

/** To each: that there is something, never what. */
export async function tell(
  tx: Tx,
  { councilId }: OfCase,
  to: Addressee[],
  mail: { subject: string; body: string },
): Promise<void> {
  for (const { email, mobile } of to) {
    if (email) await queueMessage(tx, { councilId, channel: 'email', to: email, ...mail });
    else if (mobile) await queueMessage(tx, { councilId, channel: 'sms', to: mobile, body: mail.body });
  }
}
