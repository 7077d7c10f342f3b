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
