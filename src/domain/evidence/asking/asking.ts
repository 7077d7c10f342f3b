import type { CalendarDate } from '#domain/calendar/date.ts';

export const askingLimits = {
  /** How long a practitioner's link works, from asking or from the last chase. */
  linkDays: 60,
  /** A second press is not a second reminder. */
  chaseAgainAfterMs: 60 * 60 * 1000,
} as const;

/** Where one asking stands. `replaced` is only ever a link's: a chase sent a newer one. */
export type AskingState = 'open' | 'answered' | 'cancelled' | 'expired' | 'replaced';

interface AskingRow {
  answeredAt: Date | null;
  cancelledAt: Date | null;
  expired: boolean;
  replaced?: boolean;
}

/** ASK2: what has come stays come; a link that is cancelled, replaced or too old takes nothing. */
export function stateOfAsking({ answeredAt, cancelledAt, expired, replaced = false }: AskingRow): AskingState {
  if (answeredAt) return 'answered';
  if (cancelledAt) return 'cancelled';
  if (replaced) return 'replaced';
  return expired ? 'expired' : 'open';
}

/** One asking, as both sides may read it. */
export interface Asking {
  adviceRequestId: string;
  checkRowId: string;
  askedOf: string;
  askedByName: string;
  askedOn: CalendarDate;
  dueOn: CalendarDate;
  wishOf: 'council' | 'family';
  state: AskingState;
  /** What came of it. */
  evidenceItemId: string | null;
  chasedOn: CalendarDate[];
}

/** The asking that still counts for a row: the last that was not cancelled. */
export const lastAsking = (askings: readonly Asking[]): Asking | null =>
  askings.findLast(({ state }) => state !== 'cancelled') ?? null;

/** "M.R.": all that a link says of a child. */
export const initialsOf = (...names: readonly string[]): string =>
  names
    .map((name) => [...name.trim()][0]?.toUpperCase() ?? '')
    .filter(Boolean)
    .join('.') + '.';

/** A title somebody wrote, for a page that may not name the child: each of the child's names becomes the initials. */
export function withoutNames(title: string, names: readonly string[]): string {
  const initials = initialsOf(...names);
  const escaped = names.filter(Boolean).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return escaped
    .reduce((text, name) => text.replace(new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'giu'), initials), title)
    .replaceAll(`${initials} ${initials}`, initials);
}
