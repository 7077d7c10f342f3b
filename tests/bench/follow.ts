import { v7 } from 'uuid';
import { Reader } from './reader.ts';

const PAGES_PER_SECOND = 2;
const PATIENCE_MS = 10_000;

/**
 * Milliseconds from one reader turning a page to that page on each of the others' screens. One leads, the rest follow;
 * pages fall due evenly, however late the last one was.
 */
export async function follow(url: string, people: number, seconds: number) {
  const room = `reading ${people} ${Date.now()}`;
  const readers: Reader[] = [];
  for (let seat = 0; seat < people; seat++) readers.push(await Reader.sit(url, room));
  const [leader, ...followers] = readers as [Reader, ...Reader[]];
  const paper = v7();
  const turned = new Map<string, number>();
  const start = performance.now();
  for (let page = 1; page <= seconds * PAGES_PER_SECOND; page++) {
    const dueMs = start + (page * 1_000) / PAGES_PER_SECOND;
    await new Promise((later) => setTimeout(later, Math.max(0, dueMs - performance.now())));
    const at = `${paper}:${page}`;
    turned.set(`${leader.id}:${at}`, leader.turnTo(at));
  }
  const last = `${leader.id}:${paper}:${seconds * PAGES_PER_SECOND}`;
  const patience = performance.now() + PATIENCE_MS;
  while (!followers.every(({ seenAtMs }) => seenAtMs.has(last)) && performance.now() < patience)
    await new Promise((later) => setTimeout(later, 10));
  readers.forEach((reader) => reader.leave());
  const expected = turned.size * followers.length;
  const toScreens = followers.flatMap(({ seenAtMs }) =>
    [...turned].flatMap(([page, atMs]) => (seenAtMs.has(page) ? [seenAtMs.get(page)! - atMs] : [])),
  );
  return { toScreens, missing: expected - toScreens.length };
}
