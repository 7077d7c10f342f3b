import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Person } from '#domain/access/standing.ts';
import type { Handler } from '#realtime/server/deps.ts';
import { inTransaction } from '#server/db.ts';
import { deviceKey } from './sign-in-schema.server.ts';

const KEY_BYTES = 32;

/** The key for one browser of this person, made when it first asks. Signing out everywhere deletes it. */
const keyFor = (who: Person, deviceId: string): Promise<string> =>
  inTransaction(who, async (tx) => {
    const owner = { councilId: who.councilId, personId: who.personId, deviceId };
    await tx
      .insert(deviceKey)
      .values({ ...owner, key: randomBytes(KEY_BYTES) })
      .onConflictDoNothing();
    const mine = and(
      eq(deviceKey.councilId, owner.councilId),
      eq(deviceKey.personId, owner.personId),
      eq(deviceKey.deviceId, deviceId),
    );
    const [row] = await tx.select({ key: deviceKey.key }).from(deviceKey).where(mine);
    return Buffer.from(row!.key).toString('base64');
  });

/** What answers the asks of `events.ts`. */
export const peopleHandlers: Readonly<Record<string, Handler>> = {
  'device.key': async ({ person }, { deviceId }: { deviceId: string }) => ({ key: await keyFor(person, deviceId) }),
};
