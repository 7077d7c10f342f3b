import { underScope } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { handOver } from '#domain/contact/handover/hand-over-commands.server.ts';
import { firstRingBy, wordsToTray } from '#domain/contact/handover/handover.ts';
import { now } from '#server/clock.ts';
import { did } from './did.ts';
import type { People } from './enter.ts';
import { scopeOn } from './scope.ts';

/** Priya gave Elin's case back to the team: it lies in the tray until somebody takes it. */
export async function leaveInTheTray(
  files: ReadonlyMap<string, string>,
  { priya }: People,
  todaysDate: CalendarDate,
): Promise<void> {
  const scope = await scopeOn(priya, files.get('Elin')!, 'case:hand-over');
  const words = wordsToTray({ from: 'Priya Shah', byThemselves: true, writer: 'Priya Shah' });
  const asked = {
    ...{ fromId: priya.personId, toId: null, words, ringBy: firstRingBy(todaysDate), staysUntil: null },
    note: 'The draft plan went out. The school has not said yet which days the therapist comes. Ring after four.',
  };
  did(await underScope(scope, (tx) => handOver(tx, scope, asked, { today: todaysDate, now: now() })));
}
