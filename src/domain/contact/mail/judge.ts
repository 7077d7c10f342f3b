import { mailLimits } from './mail-limits.ts';

/** Why a mail waits for an officer, and what they read about it. The codes are kept in `mail_arrival.because`. */
export const heldInWords = {
  unclear_sender: 'We cannot tell who it is from: the line that says so can be read in more than one way.',
  unreadable: 'We could not read it. It may be damaged.',
  our_own: 'It is a message of ours that came back.',
  too_many: 'A lot of e-mail came from this address within an hour.',
  robot: 'A program sent it, such as a mailing list. Nobody of this case has the address.',
  not_of_case: 'Nobody of the family on this case has this address.',
  shared_address: 'More than one person on this case has this address, so we cannot tell who wrote it.',
  not_proven: 'Our mail server could not prove that it is from this address. Somebody else may have written it.',
  not_addressed:
    'It was not written to this case: somebody may have passed on what was meant for somebody else. A blind copy looks the same.',
  other_child: 'It names another child and not this one. It may be about another case.',
} as const;
export type HeldBecause = keyof typeof heldInWords;

/** What is known of a mail that came to a case's address. */
export interface Known {
  /** Null: it can be read in more than one way. */
  sender: string | null;
  readable: boolean;
  ours: boolean;
  automatic: boolean;
  proven: boolean;
  /** The case's address stands among those it was written to. */
  addressed: boolean;
  /** How many of the family's people on this case have that address. */
  people: number;
  /** How many came from that address to this case within the hour. */
  lately: number;
  namesAnotherChild: boolean;
}

/**
 * MAI3 MAI4. Why an officer has to say whose words a mail is, or null: they are its sender's. What could make one parent say what they did not say,
 * or tell one family's business on another's case, is never decided by a program.
 */
export function whyHeld(known: Known): HeldBecause | null {
  if (known.ours) return 'our_own';
  if (known.sender === null) return 'unclear_sender';
  if (known.lately >= mailLimits.fromOneAnHour) return 'too_many';
  if (!known.readable) return 'unreadable';
  if (known.people === 0) return known.automatic ? 'robot' : 'not_of_case';
  if (known.people > 1) return 'shared_address';
  if (!known.proven) return 'not_proven';
  if (!known.addressed) return 'not_addressed';
  return known.namesAnotherChild ? 'other_child' : null;
}
