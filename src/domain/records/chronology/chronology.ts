import type { CalendarDate } from '#domain/calendar/date.ts';

/** What a chronology is made of, and may be narrowed to. */
export const kindsInWords = {
  step: 'Steps',
  contact: 'Messages, calls and meetings',
  promise: 'Promises',
  decision: 'Decisions',
  paper: 'Papers',
  dispute: 'Disagreements',
  appeal: 'Appeals',
} as const;
export type HappenedKind = keyof typeof kindsInWords;
export const happenedKinds = Object.keys(kindsInWords) as HappenedKind[];

export interface Happened {
  on: CalendarDate;
  kind: HappenedKind;
  words: string;
}

/** The kinds an address asks for; all of them when it asks for none that exists. */
export function kindsAsked(asked: readonly string[]): HappenedKind[] {
  const chosen = happenedKinds.filter((kind) => asked.includes(kind));
  return chosen.length > 0 ? chosen : happenedKinds;
}
