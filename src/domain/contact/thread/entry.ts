/** How something was said, in the council's words. A `note` is what the system itself tells, such as a change of officer. */
export const entryKinds = {
  message: 'Message',
  email: 'E-mail',
  sms: 'Text message',
  letter: 'Letter',
  call: 'Call',
  meeting: 'Meeting',
  update: 'Update',
  holding: 'We have your message',
  handover: 'Your case officer changes',
} as const;
export type EntryKind = keyof typeof entryKinds;

/** How a meeting was held. */
export const modes = { in_person: 'Face to face', video: 'By video', phone: 'By phone' } as const;
export type Mode = keyof typeof modes;

/** What came of a call. */
export const outcomes = {
  spoke: 'We spoke',
  left_message: 'A message was left',
  no_answer: 'Nobody answered',
  asked_to_call_back: 'Asked to be rung back',
} as const;
export type Outcome = keyof typeof outcomes;
