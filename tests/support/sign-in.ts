import type { Person } from '../../src/domain/access/standing.ts';
import type { SignInLimits } from '../../src/domain/people/limits.ts';
import { signInLimits } from '../../src/domain/people/limits.ts';
import { hashOf, signInSecret } from '../../src/domain/people/secrets.server.ts';
import type { TestDatabase } from './database.ts';

/** Signs a person in behind the scenes and gives the `cookie` header their browser would send. */
export async function cookieFor(
  db: Pick<TestDatabase, 'owner'>,
  person: Pick<Person, 'councilId' | 'personId' | 'kind'>,
  limits?: SignInLimits,
): Promise<string> {
  const lives = limits ?? (person.kind === 'staff' ? 'staff' : 'shared_device');
  const [council] = await db.owner<{ key: string }[]>`select key from council where council_id = ${person.councilId}`;
  const id = `${council!.key}.${signInSecret()}`;
  const expiresAt = new Date(Date.now() + signInLimits[lives].idleMs);
  await db.owner`insert into sign_in (council_id, sign_in_hash, person_id, complete, limits, expires_at)
    values (${person.councilId}, ${hashOf(id)}, ${person.personId}, ${lives !== 'half'}, ${lives}, ${expiresAt})`;
  return `__Host-common-ground=${id}`;
}
