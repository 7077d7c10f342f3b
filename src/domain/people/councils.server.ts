import { asc, eq } from 'drizzle-orm';
import { database } from '#server/db.ts';
import { council } from './schema.server.ts';

export interface Council {
  councilId: string;
  key: string;
  name: string;
  shortName: string;
  phone: string;
  /** The free advice service of the area, as entered; empty or null while nobody has. */
  adviceService: string | null;
}

const columns = {
  councilId: council.councilId,
  key: council.key,
  name: council.name,
  shortName: council.shortName,
  phone: council.phone,
  adviceService: council.adviceService,
};

/** Every council on this installation, by name. Their names are public. */
export const councils = (): Promise<Council[]> =>
  database().orm.select(columns).from(council).orderBy(asc(council.name));

/** The council a link or a sign-in belongs to, by the key that starts it. */
export async function councilByKey(key: string): Promise<Council | null> {
  const [found] = await database().orm.select(columns).from(council).where(eq(council.key, key));
  return found ?? null;
}

export async function councilById(councilId: string): Promise<Council> {
  const [found] = await database().orm.select(columns).from(council).where(eq(council.councilId, councilId));
  if (!found) throw new Error('A person belongs to a council that is not there.');
  return found;
}

const idsByKey = new Map<string, string>();

/** A council's id by its key. Remembered: every request asks, and neither ever changes. */
export async function councilIdOf(key: string): Promise<string | null> {
  const known = idsByKey.get(key);
  if (known) return known;
  const found = await councilByKey(key);
  if (found) idsByKey.set(key, found.councilId);
  return found?.councilId ?? null;
}
