import { and, eq } from 'drizzle-orm';
import type { Person } from '#domain/access/standing.ts';
import { inTransaction } from '#server/db.ts';
import { person } from './schema.server.ts';

const me = (who: Person) => and(eq(person.councilId, who.councilId), eq(person.personId, who.personId));

export interface Account {
  calledName: string | null;
  fullName: string;
  email: string | null;
  mobile: string | null;
  quietMode: boolean;
}

/** A person's own details, for themselves. */
export async function accountOf(who: Person): Promise<Account> {
  const { calledName, fullName, email, mobile, quietMode } = person;
  const [found] = await inTransaction(who, (tx) =>
    tx.select({ calledName, fullName, email, mobile, quietMode }).from(person).where(me(who)),
  );
  if (!found) throw new Error('Somebody is signed in who is not there.');
  return found;
}

/** What they are called, and whether pages keep still and quiet for them. */
export const setPreferences = (who: Person, preferences: Pick<Account, 'calledName' | 'quietMode'>): Promise<void> =>
  inTransaction(who, async (tx) => void (await tx.update(person).set(preferences).where(me(who))));
