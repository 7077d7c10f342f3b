import type { Person } from '#domain/access/standing.ts';
import { team, teamMember } from '#domain/people/schema.server.ts';
import { inTransaction } from '#server/db.ts';
import type { People } from './enter.ts';

/** Those who work on appeals: Rosa Lind leads them. */
export async function makeTribunalTeam({ tess, lind, ruth }: People): Promise<void> {
  const { councilId } = tess;
  const leads = (who: Person) => who === lind;
  await inTransaction({ councilId }, async (tx) => {
    const values = { councilId, name: 'Tribunal team', phone: '0306 999 0150', kind: 'tribunal' as const };
    const [made] = await tx.insert(team).values(values).returning({ teamId: team.teamId });
    const members = [tess, lind, ruth].map((who) => ({
      ...{ councilId, teamId: made!.teamId, personId: who.personId },
      leads: leads(who),
    }));
    await tx.insert(teamMember).values(members);
  });
}
