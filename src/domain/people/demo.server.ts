import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { roleInWords, type Person, type Role } from '#domain/access/standing.ts';
import { inTransaction } from '#server/db.ts';
import { outbox } from '#server/schema.server.ts';
import { councils } from './councils.server.ts';
import { person, standing } from './schema.server.ts';

export interface DemoPerson {
  person: Person;
  name: string;
  job: string | null;
  /** What they are, on how many case files. */
  roles: string[];
}

/** Everybody who can be tried out, council by council, staff first. Shown only on a demonstration installation. */
export async function demoPeople(): Promise<{ council: string; people: DemoPerson[] }[]> {
  return Promise.all(
    (await councils()).map(async ({ councilId, name }) => ({ council: name, people: await peopleOf(councilId) })),
  );
}

async function peopleOf(councilId: string): Promise<DemoPerson[]> {
  const rows = await inTransaction({ councilId }, (tx) =>
    tx
      .select({
        personId: person.personId,
        kind: person.kind,
        name: person.fullName,
        job: person.jobTitle,
        role: standing.role,
      })
      .from(person)
      .leftJoin(
        standing,
        and(eq(standing.councilId, person.councilId), eq(standing.personId, person.personId), isNull(standing.endedAt)),
      )
      .where(and(eq(person.councilId, councilId), isNull(person.disabledAt)))
      .orderBy(asc(person.kind), asc(person.fullName)),
  );
  const found = new Map<string, DemoPerson & { counted: Map<Role, number> }>();
  for (const { personId, kind, name, job, role } of rows) {
    const one = found.get(personId) ?? {
      person: { councilId, personId, kind, complete: true },
      name,
      job,
      roles: [],
      counted: new Map(),
    };
    if (role) one.counted.set(role, (one.counted.get(role) ?? 0) + 1);
    found.set(personId, one);
  }
  const cases = (count: number) => (count === 1 ? '1 case' : `${count} cases`);
  return [...found.values()]
    .map(({ counted, ...one }) => ({
      ...one,
      roles: [...counted].map(([role, count]) => `${roleInWords[role]} on ${cases(count)}`),
    }))
    .sort((a, b) => Number(b.person.kind === 'staff') - Number(a.person.kind === 'staff'));
}

/** The latest messages of every council on this installation, for the demonstration's page. */
export async function latestMessages(): Promise<(typeof outbox.$inferSelect)[]> {
  const all = await Promise.all(
    (await councils()).map(({ councilId }) =>
      inTransaction({ councilId }, (tx) =>
        tx.select().from(outbox).where(eq(outbox.councilId, councilId)).orderBy(desc(outbox.createdAt)).limit(50),
      ),
    ),
  );
  return all.flat().sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
}
