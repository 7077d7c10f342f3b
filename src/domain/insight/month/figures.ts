import type { EntryKind } from '#domain/contact/thread/entry.ts';

/** The promises of the protocol, and what each gives the council (Surrey Task Group 2024, para 34). */
export const promised = {
  acknowledge: { name: 'Say that a message came', within: '1 working day' },
  reply: { name: 'Reply', within: '5 working days' },
  call_back: { name: 'Ring back', within: '2 working days' },
  update: { name: 'Be in touch when we said we would', within: 'the day that was said' },
} as const;
export type Promised = keyof typeof promised;
export const promisedKinds = Object.keys(promised) as Promised[];

/** How something comes in from a family, in the order of a page. */
export const ways: Partial<Record<EntryKind, string>> = {
  message: 'A message here',
  email: 'E-mail',
  call: 'Phone call',
  sms: 'Text message',
  letter: 'Letter',
  meeting: 'Meeting',
};

/** Since a family last heard from a person, in four weeks each; nobody yet, since this system began. */
export const silences = {
  '0': 'In the last 4 weeks',
  '1': '4 to 8 weeks ago',
  '2': '8 to 12 weeks ago',
  '3': 'Longer ago',
  never: 'Nobody yet',
} as const;
export type Silence = keyof typeof silences;
/** Object keys that look like numbers come first and in order, so this is the order of a page. */
export const silenceBands = Object.keys(silences) as Silence[];

/** Who writes to the council, and who never does: the same service is owed to both. */
export const writers = { wrote: 'Wrote or rang in the last year', silent: 'Did not' } as const;
export type Writer = keyof typeof writers;

/** Somebody missed on the phone is rung back by then. */
export const RING_BACK_WORKING_DAYS = 2;
