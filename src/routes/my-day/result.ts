import type { Sent } from '#domain/contact/updates/send.server.ts';

const count = (many: number, one: string, more: string): string => `${many} ${many === 1 ? one : more}`;

/** By which channel so many people are told, as a list; what is none is left out. */
export const byChannel = ({ email, sms, none, letter }: Pick<Sent, 'email' | 'sms' | 'none' | 'letter'>): string[] => [
  ...(letter > 0 ? [`${count(letter, 'person', 'people')} by letter too, as they asked. Print and post it`] : []),
  ...(email > 0 ? [`${count(email, 'person', 'people')} by e-mail, which says only that there is an update`] : []),
  ...(sms > 0 ? [`${count(sms, 'person', 'people')} by text, which says only that there is an update`] : []),
  ...(none > 0 ? [`${count(none, 'person', 'people')} when they next come in: we have no address for them`] : []),
];

/** What one act did, and what it did not. */
export const resultInWords = (sent: Sent) => ({
  words:
    sent.people === 0
      ? 'Nobody was told.'
      : `Sent to ${count(sent.people, 'person', 'people')} of ${count(sent.families, 'family', 'families')}.`,
  channels: byChannel(sent),
  not: sent.not.map(({ reader, because }) => ({ case: `${reader.child} ${reader.lastName}`, because })),
});
