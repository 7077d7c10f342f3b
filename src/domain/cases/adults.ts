import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { inShort } from '#domain/calendar/words.ts';

/** Education Act 1996 s.576: a parent is whoever has parental responsibility, or has care of the child. */
export const responsibilities = {
  held: 'Has parental responsibility',
  care_of_child: 'Has care of the child',
  not_held: 'Does not have parental responsibility',
  not_checked: 'Not checked yet',
} as const;
export type Responsibility = keyof typeof responsibilities;

export const restrictions = {
  none: 'Nothing stands in the way',
  ask_first: 'Ask first, each time',
  send_nothing: 'Send nothing',
} as const;
export type Restriction = keyof typeof restrictions;

/** What an officer writes down of an adult in this child's life. */
export interface AdultGiven {
  fullName: string;
  relation: string;
  responsibility: Responsibility;
  checkedHow: string;
  checkedOn: CalendarDate | null;
  holdsUntil: CalendarDate | null;
  restriction: Restriction;
  restrictionWords: string;
  address: string;
  addressHidden: boolean;
  schoolHidden: boolean;
}

/** The same as it is kept, with who checked it. */
export interface Adult extends AdultGiven {
  adultId: string;
  /** Null while they have no account here. */
  personId: string | null;
  checkedByName: string | null;
  endedAt: Date | null;
}

/** What was true of a recipient when something was sent. */
export type RecipientFacts = Record<string, string>;
export type Preflight = { may: true; facts: RecipientFacts; askFirst: string | null } | { may: false; because: string };

type ToCheck = Omit<Adult, 'address'>;

/** Why nothing may go to this adult today, as a sentence; null when it may. The gravest reason comes first. */
function whyNot({ fullName, endedAt, ...adult }: ToCheck, today: CalendarDate): string | null {
  if (endedAt) return `${fullName} is no longer one of the grown-ups of this case.`;
  if (adult.restriction === 'send_nothing') return `Nothing may be sent to ${fullName}: ${adult.restrictionWords}`;
  if (adult.responsibility === 'not_checked' || !adult.checkedOn || !adult.checkedByName || adult.checkedHow === '')
    return `Nobody has checked whether ${fullName} has parental responsibility. Check it first.`;
  if (adult.responsibility === 'not_held') return `${fullName} does not have parental responsibility.`;
  if (adult.holdsUntil && adult.holdsUntil < today)
    return `What was checked about ${fullName} held until ${inShort(adult.holdsUntil)}. Check it again.`;
  return null;
}

/**
 * GUARD9: what must be so before anything goes to an adult. Nothing is taken for granted: what nobody has checked is a
 * no. `askFirst` holds the words of a restriction that a person must have asked about this time.
 */
export function preflight(adult: ToCheck, today: CalendarDate): Preflight {
  const because = whyNot(adult, today);
  if (because) return { may: false, because };
  const { fullName, relation, responsibility, checkedHow, checkedByName, checkedOn, holdsUntil, restriction } = adult;
  return {
    may: true,
    askFirst: restriction === 'ask_first' ? adult.restrictionWords : null,
    facts: {
      name: fullName,
      relation,
      responsibility: responsibilities[responsibility],
      checked: `${checkedHow}, by ${checkedByName}, ${inShort(checkedOn!)}`,
      until: holdsUntil ? inShort(holdsUntil) : '',
      restriction: restriction === 'none' ? '' : `${restrictions[restriction]}: ${adult.restrictionWords}`,
    },
  };
}

type Faults = Partial<Record<keyof AdultGiven, string>>;

/** One sentence for each field that cannot be kept so (GUARD8); empty when it can. */
export function faultsInAdult(given: AdultGiven, today: CalendarDate): Faults {
  const wrong: Faults = {};
  if (!given.fullName) wrong.fullName = 'Enter their name';
  if (!given.relation) wrong.relation = 'Say who they are to the child, like: her mother';
  if (given.restriction !== 'none' && !given.restrictionWords)
    wrong.restrictionWords = 'Say what the restriction is and where it comes from';
  if (given.holdsUntil !== null && !isCalendarDate(given.holdsUntil)) wrong.holdsUntil = 'Enter a real date';
  if (given.responsibility === 'not_checked') return wrong;
  if (!given.checkedHow) wrong.checkedHow = 'Say what you saw, like: birth certificate, court order';
  if (given.checkedOn === null || !isCalendarDate(given.checkedOn)) wrong.checkedOn = 'Enter the day it was checked';
  else if (given.checkedOn > today) wrong.checkedOn = 'The day it was checked must be today or earlier';
  return wrong;
}
