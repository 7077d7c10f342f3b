import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { invite, isExcluded, type Invited, type NewInvitation } from '#domain/people/invite.server.ts';
import type { Tx } from '#server/db.ts';
import { adultsOf, checkAdult } from './adults.server.ts';
import { preflight, type AdultGiven } from './adults.ts';

/** What the officer says of a family member when they are invited; their name is the invitation's. */
export type SaidOfAdult = Pick<AdultGiven, 'relation' | 'responsibility' | 'checkedHow' | 'checkedOn' | 'schoolHidden'>;

export type AdultInvited = Invited | { wrong: Record<string, string> };

/** Who speaks for the family by right. A supporter or a practitioner comes for what they do, not for who they are to the child. */
const family: ReadonlySet<NewInvitation['role']> = new Set(['parent', 'young_person']);

/**
 * Invites somebody. GUARD8: a parent or young person only when it was checked who they are; what stands written of
 * somebody by that name on this case decides, otherwise what the officer says now, and both are kept together.
 */
export async function inviteAdult(
  tx: Tx,
  scope: CaseScope,
  given: Omit<NewInvitation, 'adultId'>,
  said: SaidOfAdult,
  today: CalendarDate,
): Promise<AdultInvited> {
  if (await isExcluded(tx, scope, given)) return { because: 'excluded' };
  if (!family.has(given.role)) return invite(tx, scope, { ...given, adultId: null });
  const found = await adultToInvite(tx, scope, given.fullName, said, today);
  if (typeof found !== 'string') return found;
  return invite(tx, scope, { ...given, adultId: found });
}

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

async function adultToInvite(
  tx: Tx,
  scope: CaseScope,
  fullName: string,
  said: SaidOfAdult,
  today: CalendarDate,
): Promise<string | { wrong: Record<string, string> }> {
  const known = (await adultsOf(tx, scope)).find((one) => one.endedAt === null && same(one.fullName, fullName));
  const checked = known ?? (await newAdult(tx, scope, fullName, said, today));
  if ('wrong' in checked) return checked;
  const answer = preflight(checked, today);
  if (!answer.may) return { wrong: { fullName: answer.because } };
  if (answer.askFirst) return { wrong: { fullName: `Ask first: ${answer.askFirst}` } };
  return checked.adultId;
}

async function newAdult(tx: Tx, scope: CaseScope, fullName: string, said: SaidOfAdult, today: CalendarDate) {
  if (said.responsibility === 'not_checked' || said.responsibility === 'not_held')
    return {
      wrong: { responsibility: 'Only somebody whose parental responsibility or care was checked can be invited' },
    };
  const given: AdultGiven = {
    ...{ fullName, ...said, holdsUntil: null, restriction: 'none', restrictionWords: '' },
    ...{ address: '', addressHidden: true },
  };
  const kept = await checkAdult(tx, scope, null, given, today);
  if (!kept || 'wrong' in kept) return { wrong: (kept?.wrong ?? {}) as Record<string, string> };
  return (await adultsOf(tx, scope)).find(({ adultId }) => adultId === kept.adultId)!;
}
