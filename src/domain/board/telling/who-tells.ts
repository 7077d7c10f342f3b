import type { Role } from '#domain/access/standing.ts';
import { outcomes, type Outcome } from '../outcomes.ts';

export const waysToTell = { call: 'On the phone', video: 'By video', in_person: 'Face to face' } as const;
export type WayToTell = keyof typeof waysToTell;

export const whatCameOfIt = {
  told: 'They were told',
  declined: 'They would rather read it first',
  no_answer: 'Nobody answered',
  left_message: 'A message was left to ring back, with nothing about the decision in it',
} as const;
export type CameOfIt = keyof typeof whatCameOfIt;

/** One try at telling one family member. */
export interface Try {
  how: WayToTell;
  cameOfIt: CameOfIt;
  on: string;
  byName: string;
  /** What the person who tried is on this case, and their job in words, as the council writes it. */
  byRole: Role | null;
  byJob: string | null;
}

/** Who has to tell a decision, and how. */
export interface Teller {
  inWords: string;
  ways: readonly WayToTell[];
  isRight(who: Pick<Try, 'byRole' | 'byJob'>): boolean;
}

const anyWay = ['call', 'video', 'in_person'] as const;
const isCommunicationOfficer = (job: string | null) => /family communications? officer/i.test(job ?? '');
const anybody: Teller = { inWords: 'An officer on this case rings', ways: anyWay, isRight: () => true };

/** TELL1: a Family Communication Officer rings with a no to assess; the case officer meets the family, in person or by video, for a no to a plan. */
export function tellerOf(outcome: Outcome): Teller {
  switch (outcome) {
    case 'no_assess':
      return {
        inWords: 'A Family Communication Officer rings',
        ways: anyWay,
        isRight: ({ byJob }) => isCommunicationOfficer(byJob),
      };
    case 'no_issue':
      return {
        inWords: 'The case officer meets them face to face or by video',
        ways: ['in_person', 'video'],
        isRight: ({ byRole }) => byRole === 'case_officer',
      };
    default:
      return anybody;
  }
}

export const isHard = (outcome: Outcome): boolean => outcomes[outcome].no;
