import { error } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { grounds, type Ground } from '#domain/mediation/dispute/dispute.ts';
import { inTribunalTeam } from '#domain/tribunal/begin.server.ts';
import { cursorInAddress, readCursor } from '#domain/tribunal/triage/cursor.server.ts';
import { queueCounts, queuePage, type QueueAsked } from '#domain/tribunal/triage/queue.server.ts';
import { isQueuePart, queueParts, type QueuePart } from '#domain/tribunal/triage/queue.ts';
import { now } from '#server/clock.ts';
import { queueInWords } from './queue-view.server.ts';
import type { PageServerLoad } from './$types';

const LONGEST_SEARCH = 80;

/** What the address asks for. Whatever it cannot mean is left out, as if it had not been asked. */
function asked({ searchParams }: URL): QueueAsked {
  const part = searchParams.get('show') ?? '';
  const ground = searchParams.get('ground') ?? '';
  return {
    part: isQueuePart(part) ? part : 'nobody',
    ground: Object.hasOwn(grounds, ground) ? (ground as Ground) : null,
    words: (searchParams.get('search') ?? '').replaceAll('\0', '').trim().slice(0, LONGEST_SEARCH),
    after: readCursor(searchParams.get('after')),
  };
}

/** The same search in another part of the queue, or on its next page. */
function address({ ground, words }: QueueAsked, part: QueuePart, after: string | null): string {
  const parts = { show: part, ground, search: words, after };
  const said = Object.entries(parts).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `/tribunal?${new URLSearchParams(said)}`;
}

export const load: PageServerLoad = async ({ locals: { scope }, url, depends }) => {
  depends('appeals:queue');
  const { part, ...wanted } = asked(url);
  const todaysDate = today(now);
  return underScope(scope, async (tx) => {
    if (!(await inTribunalTeam(tx))) error(404, 'Not found');
    const counts = await queueCounts(tx, scope, todaysDate);
    const { rows, next } = await queuePage(tx, scope, { part, ...wanted }, todaysDate);
    return {
      part,
      search: { words: wanted.words, ground: wanted.ground ?? '' },
      grounds: Object.entries(grounds).map(([value, { words }]) => ({ value, label: words })),
      parts: (Object.keys(queueParts) as QueuePart[]).map((key) => ({
        key,
        label: `${queueParts[key]} (${counts[key]})`,
        href: address({ part, ...wanted }, key, null),
      })),
      first: wanted.after && address({ part, ...wanted }, part, null),
      next: next && address({ part, ...wanted }, part, cursorInAddress(next)),
      appeals: await queueInWords(tx, scope, rows, todaysDate),
    };
  });
};
