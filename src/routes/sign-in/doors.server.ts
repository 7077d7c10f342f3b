import { councils, type Council } from '#domain/people/councils.server.ts';

/** Which council's door: the one named by its key, or the only one there is. Null when it must be chosen. */
export async function doorOf(key: string): Promise<Council | null> {
  const all = await councils();
  return all.find((council) => council.key === key) ?? (all.length === 1 ? all[0]! : null);
}

/** How long to wait, as people say it. */
export const waitInWords = (seconds: number): string =>
  seconds <= 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
