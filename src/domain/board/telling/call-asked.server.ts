import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { updateMail } from '#domain/people/messages.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage } from '#server/outbox.ts';

/** Somebody of the family would rather be rung than read it. Pressing twice asks once. */
export async function askForCall(tx: Tx, scope: CaseScope, decisionId: string): Promise<void> {
  await assertStillStanding(tx, scope);
  const asked = await callsAsked(tx, scope, decisionId);
  if (asked.some(({ personId }) => personId === scope.personId)) return;
  await recordFor(tx, scope, { action: 'decision.call_asked', target: decisionId });
  const { councilId, caseFileId } = scope;
  const officers = await tx
    .select({ email: person.email })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        eq(standing.councilId, councilId),
        eq(standing.caseFileId, caseFileId),
        eq(standing.role, 'case_officer'),
        isNull(standing.endedAt),
        isNotNull(person.email),
      ),
    );
  for (const { email } of officers)
    await queueMessage(tx, { councilId, channel: 'email', to: email!, ...updateMail(env().ORIGIN) });
}

/** Who asked to be rung about a decision, and when. */
export async function callsAsked(tx: Tx, { councilId, caseFileId }: CaseScope, decisionId: string) {
  const rows = await tx.execute<{ person_id: string; name: string; at: Date | string }>(sql`
    select h.actor_id as person_id, coalesce(p.called_name, p.full_name) as name, h.at
      from history h join person p on p.council_id = h.council_id and p.person_id = h.actor_id
     where h.council_id = ${councilId} and h.chain_id = ${caseFileId} and h.action = 'decision.call_asked' and h.target = ${decisionId}
     order by h.sequence`);
  return rows.map(({ person_id, name, at }) => ({ personId: person_id, name, at: new Date(at) }));
}
