import type { CalendarDate } from '#domain/calendar/date.ts';
import { daysBetween } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { lastAsking, type Asking } from '../asking/asking.ts';
import { closed } from './check.ts';
import { expectedKinds, type PaperKind } from './expected.ts';
import { cameOn, type CameBy, type Paper } from '../paper.ts';

/** What is known of where a paper comes from, or of its absence. */
export interface Origin {
  kind: PaperKind;
  dueOn: CalendarDate | null;
  paper: Paper | null;
  hasPaper: boolean;
  chaseWishedAt: Date | null;
}

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);
const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const how: Partial<Record<CameBy, string>> = {
  post: ' by post',
  email: ' by e-mail',
  letter: ' with a letter',
  sms: ' by text message',
};

/** ASK6: "Came 17 June 2026, 3 days after it was due." A fact, the same for whoever sent it. */
export function cameInWords(
  paper: Pick<Paper, 'receivedOn' | 'addedAt' | 'cameBy'>,
  dueOn: CalendarDate | null,
): string {
  const on = cameOn(paper);
  const late = dueOn === null ? 0 : daysBetween(dueOn, on);
  return `Came ${inShort(on)}${how[paper.cameBy] ?? ''}${late > 0 ? `, ${days(late)} after it was due` : ''}.`;
}

function askedInWords({ kind, paper, hasPaper }: Origin, asking: Asking | null): string | null {
  if (asking) {
    const wish = asking.wishOf === 'family' ? ', because the family wished it' : '';
    return `Asked for on ${inShort(asking.askedOn)} by ${asking.askedByName}, of ${asking.askedOf}${wish}.`;
  }
  if (hasPaper) return paper?.askedBy ? `Asked for by ${closed(paper.askedBy)}` : null;
  const dutyToAsk = kind !== 'family' && (expectedKinds as readonly string[]).includes(kind);
  return dutyToAsk ? 'Not asked for yet.' : null;
}

/** What a row says beside its date: who asked and when, when it was chased, when it came, its version and its use. */
export function originInWords(row: Origin, askings: readonly Asking[]): string[] {
  const { paper, hasPaper, chaseWishedAt } = row;
  const broughtIt = askings.find(({ evidenceItemId }) => evidenceItemId && evidenceItemId === paper?.evidenceItemId);
  const asking = (hasPaper && broughtIt) || lastAsking(askings);
  const chased = asking?.chasedOn ?? [];
  const wishedOn = chaseWishedAt && dateOf(chaseWishedAt);
  const wishStands = wishedOn && !hasPaper && !chased.some((on) => on >= wishedOn);
  return [
    askedInWords(row, asking),
    chased.length > 0 ? `Chased on ${listed(chased.map(inShort))}.` : null,
    wishStands ? `The family asked the council to chase this on ${inShort(wishedOn)}.` : null,
    hasPaper && paper ? cameInWords(paper, (broughtIt ?? row).dueOn) : null,
    hasPaper && paper && paper.version > 1 ? `Version ${paper.version}.` : null,
    hasPaper && paper?.usedFor ? `Used for: ${closed(paper.usedFor)}` : null,
  ].filter((each) => each !== null);
}
