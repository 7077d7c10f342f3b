import { monthAsked, monthInWords, type Month } from '#domain/insight/month/month.ts';

export interface Asked {
  month: Month;
  team: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The month and the team an address asks for. What is neither is as if it were not there. */
export function askedOf({ searchParams }: URL, today: string): Asked {
  const team = searchParams.get('team') ?? '';
  return { month: monthAsked(searchParams.get('month'), today), team: UUID.test(team) ? team : null };
}

/** The same as the end of an address. */
export const queryOf = ({ month, team }: Asked, more: Record<string, string> = {}): string =>
  `?${new URLSearchParams({ month, ...(team && { team }), ...more })}`;

export const titleOf = (month: Month, running: boolean): string =>
  running ? `${monthInWords(month)} so far` : monthInWords(month);
